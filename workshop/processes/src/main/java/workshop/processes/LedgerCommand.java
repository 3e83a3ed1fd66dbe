package workshop.processes;

import java.util.concurrent.Callable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import workshop.queue.TaskQueue;

/** What became of each question, at any time, while the others go on. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Accounts for each question that was posted.")
final class LedgerCommand implements Callable<Integer> {

    /** 0 when nothing is lost and nothing was done twice, 1 otherwise. */
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
