package workshop.processes;

import java.util.concurrent.Callable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import workshop.queue.TaskQueue;

/** Says what became of each question, at any time; the other processes go on. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Says what became of each question that was posted.")
final class LedgerCommand implements Callable<Integer> {

    /** Returns the exit code: 0 when nothing is lost and nothing was done twice, otherwise 1. */
    @Override
    public Integer call() {
        Servers.requireNamed();
        try (var site = Site.open(1)) {
            var ledger = Ledger.of(site.getBean(JdbcTemplate.class), site.getBean(TaskQueue.class));
            System.out.print(ledger);
            return ledger.isBalanced() ? 0 : 1;
        }
    }
}
