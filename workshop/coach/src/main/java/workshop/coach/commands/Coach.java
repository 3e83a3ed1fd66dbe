package workshop.coach.commands;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import workshop.coach.machine.Rows;
import workshop.coach.steps.FileTrouble;
import workshop.coach.steps.UserError;
import workshop.coach.steps.Workshop;
import workshop.grading.PathLinks;
import workshop.grading.TextLayout;
import workshop.grading.TextStyle;
import workshop.grading.step.StepFolder;
import workshop.grading.step.WorkshopVersion;

/** The commands of {@code ./coach}, and what they share. */
@Command(
        name = "coach",
        versionProvider = Coach.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs your exercises while you work, and helps when you ask.",
        footer = {
            "",
            "Name an exercise by its number, 5.3, and a step by its number, 5, or by its folder."
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
            BranchCommand.class,
            ExportCommand.class,
            GlossaryCommand.class,
            StickCommand.class,
            NewCommand.class,
            AnswersCommand.class
        })
public final class Coach implements Callable<Integer> {

    /** Something is red or failed a check. */
    public static final int RED = 1;

    /** It could not be done. */
    public static final int REFUSED = 2;

    /** In columns; picocli allows no less. */
    private static final int NARROWEST_HELP = 55;

    private static final Set<String> FOR_LEARNERS =
            Set.of(
                    "watch",
                    "list",
                    "run",
                    "hint",
                    "solution",
                    "reset",
                    "report",
                    "race",
                    "doctor",
                    "offline");

    final Workshop workshop;
    final TextStyle terminal;

    /** For what a person sees: a plain output has none. */
    final PathLinks links;

    final Prompt person;
    final PrintWriter out;
    private final PrintWriter err;

    @Spec private CommandSpec spec;

    /** What {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {

        @Spec private CommandSpec spec;

        @Override
        public String[] getVersion() {
            var coach = (Coach) spec.root().userObject();
            return new String[] {"Workshop version " + WorkshopVersion.of(coach.workshop.root())};
        }
    }

    /** As Maven has them, for the exercises: another Redis, another database. */
    @Option(
            names = "-D",
            paramLabel = "workshop.NAME=VALUE",
            mapFallbackValue = "",
            scope = ScopeType.INHERIT,
            description = {
                "Another Redis or database for the exercises, as with Maven:",
                "-Dworkshop.redis=redis://localhost:6379",
                "-Dworkshop.db=jdbc:…"
            })
    private void set(Map<String, String> properties) {
        properties.forEach(
                (name, value) -> {
                    if (!name.startsWith("workshop.")) {
                        throw new ParameterException(
                                spec.commandLine(),
                                "-D%s: the coach knows -Dworkshop.redis and -Dworkshop.db."
                                        .formatted(name));
                    }
                    System.setProperty(name, value);
                });
    }

    /** The coach of a workshop, for the person at a terminal. */
    public Coach(
            Workshop workshop,
            TextStyle terminal,
            Prompt person,
            PrintWriter out,
            PrintWriter err) {
        this.workshop = workshop;
        this.terminal = terminal;
        this.links = PathLinks.here(workshop.root());
        this.person = person;
        this.out = out;
        this.err = err;
    }

    /** Runs a command, and returns the exit code: 0, {@link #RED} or {@link #REFUSED}. */
    public int run(String... args) {
        var commandLine = new CommandLine(this);
        commandLine.getCommandSpec().mixinStandardHelpOptions(true);
        commandLine
                .getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().addOption(help()));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpWidth(Math.max(NARROWEST_HELP, terminal.width()));
        commandLine.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        commandLine.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, Coach::commands);
        return commandLine
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

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Says what this command does.")
                .build();
    }

    /**
     * The commands of learners first; those of instructors and makers have a heading of their own.
     */
    private static String commands(Help help) {
        var learners = new LinkedHashMap<String, Help>();
        var others = new LinkedHashMap<String, Help>();
        help.subcommands()
                .forEach(
                        (name, command) ->
                                (FOR_LEARNERS.contains(name) ? learners : others)
                                        .put(name, command));
        return "%nFor you:%n%s%nFor instructors and makers:%n%s"
                .formatted(help.commandList(learners), help.commandList(others));
    }

    /** Without a command, watches where the learner was; without a terminal, shows the help. */
    @Override
    public Integer call() {
        if (TextStyle.interactive()) {
            return spec.subcommands().get("watch").execute();
        }
        spec.commandLine().usage(out);
        return 0;
    }

    /** In a line: it may hold a path, which the terminal should find. */
    void say(String words, Object... arguments) {
        out.println(terminal.plain(words.formatted(arguments)));
    }

    /** In as many lines as a narrow screen needs. */
    void tell(String words) {
        Rows.of(terminal.plain(words), terminal.width()).stream()
                .map(row -> terminal.colour() ? row.toAnsi() : row.toString())
                .forEach(out::println);
    }

    private int misunderstood(ParameterException mistake, String[] args) {
        complain(Misunderstanding.explain(mistake));
        err.println("See %s help".formatted(StepFolder.COACH));
        return REFUSED;
    }

    private void complain(String words) {
        TextLayout.wrap(terminal.plain(words), terminal.width()).forEach(err::println);
    }

    private int failed(Exception exception, CommandLine command, CommandLine.ParseResult result)
            throws Exception {
        if (exception instanceof UserError || exception instanceof IllegalStateException) {
            complain(exception.getMessage());
            return REFUSED;
        }
        var trouble = FileTrouble.sentence(exception);
        if (trouble.isEmpty()) {
            throw exception;
        }
        complain(trouble.get());
        return REFUSED;
    }
}
