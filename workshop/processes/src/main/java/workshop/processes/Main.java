package workshop.processes;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** {@code java -jar processes.jar web | worker | ledger}. */
@Command(
        name = "processes",
        mixinStandardHelpOptions = true,
        subcommands = {WebCommand.class, WorkerCommand.class, LedgerCommand.class},
        synopsisSubcommandLabel = "web | worker | ledger",
        description = "A web process and workers that share no memory.",
        footer = {
            "",
            "To use servers that already run, name them before -jar:",
            "  -Dworkshop.redis=redis://host:port",
            "  -Dworkshop.db=jdbc:postgresql://host/name -Dworkshop.db.user=…"
                    + " -Dworkshop.db.password=…",
            "Otherwise, web starts both and prints how to reach them."
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler(Main::report);
    }

    private static int report(Exception failure, CommandLine command, ParseResult parsed) {
        command.getErr().println(failure.getMessage());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
