package workshop.coach.commands;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import workshop.coach.steps.UserError;
import workshop.coach.steps.Workshop;
import workshop.grading.TextLayout;
import workshop.grading.TextStyle;
import workshop.grading.step.StepFolder;

/** The commands of {@code ./coach}, and what they all need. */
@Command(
        name = "coach",
        synopsisSubcommandLabel = "COMMAND",
        description = "Watches you work on the exercises, and helps where you want it to.",
        footer = {
            "",
            "An exercise is named by its number, 5.3; a step by its number, 5, or by its folder."
        },
        subcommands = {
            WatchCommand.class,
            ListCommand.class,
            RunCommand.class,
            HintCommand.class,
            SolutionCommand.class,
            ResetCommand.class,
            ReportCommand.class,
            RaceCommand.class,
            DoctorCommand.class,
            OfflineCommand.class,
            ExportCommand.class,
            BranchCommand.class,
            NewCommand.class
        })
public final class Coach implements Runnable {

    /** Something is red, or not as it should be. */
    public static final int RED = 1;

    /** It could not be done. */
    public static final int REFUSED = 2;

    final Workshop workshop;
    final TextStyle terminal;
    final Prompt person;
    final PrintWriter out;
    private final PrintWriter err;

    @Spec private CommandSpec spec;

    /** The coach of a workshop, for whoever sits at a terminal. */
    public Coach(
            Workshop workshop,
            TextStyle terminal,
            Prompt person,
            PrintWriter out,
            PrintWriter err) {
        this.workshop = workshop;
        this.terminal = terminal;
        this.person = person;
        this.out = out;
        this.err = err;
    }

    /**
     * Does what the arguments say, and returns the exit code: 0, {@link #RED} or {@link #REFUSED}.
     */
    public int run(String... args) {
        return new CommandLine(this)
                .setCommandName(StepFolder.COACH)
                .addSubcommand(new CommandLine.HelpCommand())
                .setOut(out)
                .setErr(err)
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler(this::misunderstood)
                .setExecutionExceptionHandler(this::failed)
                .execute(args);
    }

    /** Without a command: what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(out);
    }

    void say(String words, Object... arguments) {
        out.println(terminal.plain(words.formatted(arguments)));
    }

    private int misunderstood(ParameterException mistake, String[] args) {
        complain(mistake.getMessage());
        var suggestions = new StringWriter();
        if (CommandLine.UnmatchedArgumentException.printSuggestions(
                mistake, new PrintWriter(suggestions, true))) {
            complain(suggestions.toString().strip());
        }
        err.println("What there is: %s help".formatted(StepFolder.COACH));
        return REFUSED;
    }

    private void complain(String words) {
        TextLayout.wrap(terminal.plain(words), TextStyle.WIDTH).forEach(err::println);
    }

    private int failed(Exception exception, CommandLine command, CommandLine.ParseResult result)
            throws Exception {
        if (exception instanceof UserError || exception instanceof IllegalStateException) {
            complain(exception.getMessage());
            return REFUSED;
        }
        throw exception;
    }
}
