package workshop.processes;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code java -jar processes.jar web | worker | ledger}. */
@Command(
        name = "processes",
        mixinStandardHelpOptions = true,
        subcommands = {WebCommand.class, WorkerCommand.class, LedgerCommand.class},
        synopsisSubcommandLabel = "web | worker | ledger",
        description = "A web process and workers that share no memory.",
        footer = {
            "",
            "Before -jar, name servers that run already:",
            "  -Dworkshop.redis=redis://host:port",
            "  -Dworkshop.db=jdbc:postgresql://host/name -Dworkshop.db.user=…"
                    + " -Dworkshop.db.password=…",
            "Otherwise web starts both, and says how to reach them."
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(
                        (trouble, command, parsed) -> {
                            command.getErr().println(trouble.getMessage());
                            return command.getCommandSpec().exitCodeOnExecutionException();
                        });
    }
}
