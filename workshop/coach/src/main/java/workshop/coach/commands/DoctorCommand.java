package workshop.coach.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import redis.clients.jedis.RedisClient;
import workshop.coach.engine.Engine;
import workshop.coach.git.Git;
import workshop.coach.machine.Checkup;
import workshop.coach.machine.Repository;
import workshop.coach.steps.UserError;
import workshop.coach.watch.Display;
import workshop.grading.TextLayout;
import workshop.grading.TextStyle;
import workshop.grading.step.StepFolder;
import workshop.grading.step.WorkshopVersion;
import workshop.redis.EmbeddedRedis;

/** Whether this machine has what the workshop needs. It checks each thing by using it. */
@Command(
        name = "doctor",
        description =
                "Checks what the workshop needs on this machine. Each line says OK, or what"
                        + " to do.")
final class DoctorCommand implements Callable<Integer> {

    private static final long MEGABYTE = 1 << 20;

    @ParentCommand private Coach coach;

    @Option(
            names = "--no-offline",
            description = "Skip the offline check, which takes half a minute.")
    private boolean noOffline;

    @Option(
            names = "--forget-archive",
            description =
                    "Check nothing: only delete the archives of classes, over 100 MB, that make"
                            + " first verdicts faster. The next watch makes one again.")
    private boolean forgetArchive;

    @Override
    public Integer call() throws InterruptedException {
        if (forgetArchive) {
            return forgetArchive();
        }
        var well = new ArrayList<Boolean>();
        well.add(look("Workshop", () -> "version " + WorkshopVersion.of(coach.workshop.root())));
        for (var check : Checkup.checks(coach.workshop.root()).entrySet()) {
            well.add(look(check.getKey(), check.getValue()));
        }
        well.add(look("Git", this::git));
        well.add(look("Redis", this::redis));
        well.add(look("Terminal", this::terminal));
        if (!noOffline) {
            coach.tell(
                    "  The last check takes half a minute: it runs every step without the"
                            + " network.");
            well.add(look("Offline", this::offline));
        }
        return well.contains(false) ? Coach.RED : 0;
    }

    private int forgetArchive() {
        try {
            coach.say("%s MB are free again.".formatted(Engine.forgetArchives() / MEGABYTE));
            return 0;
        } catch (IOException inUse) {
            throw new UserError(
                    "An archive could not be deleted, perhaps because a coach uses it: %s",
                    inUse.getMessage());
        }
    }

    private boolean look(String what, Checkup.Check check) throws InterruptedException {
        try {
            tell(true, what, check.look());
            return true;
        } catch (UserError | IllegalStateException refusal) {
            tell(false, what, refusal.getMessage());
        } catch (IOException | UncheckedIOException e) {
            tell(false, what, e.getMessage());
        }
        return false;
    }

    private void tell(boolean well, String what, String words) {
        var terminal = coach.terminal;
        var mark = well ? terminal.green("OK") : terminal.red("!!");
        var lines = TextLayout.wrap(terminal.plain(words), terminal.width() - 15);
        for (var i = 0; i < lines.size(); i++) {
            coach.out.println(
                    i == 0
                            ? "  %s  %-9s %s".formatted(mark, what, lines.get(0))
                            : " ".repeat(16) + lines.get(i));
        }
        coach.out.flush();
    }

    private String git() {
        try (var git = new Git(coach.workshop.root())) {
            if (!git.ask("", "rev-parse", "HEAD").good()) {
                return "not a git clone: all works here but \"reset\" and \"branch\", which need"
                        + " one";
            }
        }
        return "a clone with its history, as \"reset\" and \"branch\" need it";
    }

    private String redis() {
        var started = System.nanoTime();
        try (var server = EmbeddedRedis.start();
                var client = RedisClient.create(server.uri())) {
            client.ping();
            var version = Pattern.compile("redis_version:(\\S+)").matcher(client.info("server"));
            return "redis-server %s starts and answers within %s ms"
                    .formatted(
                            version.find() ? version.group(1) : "of unknown version",
                            (System.nanoTime() - started) / 1_000_000);
        }
    }

    private String terminal() {
        var colour = coach.terminal.colour() ? "colour" : "no colour";
        var characters =
                coach.terminal.unicode()
                        ? "Unicode"
                        : "no Unicode (" + TextStyle.encoding() + "), so you see ASCII instead";
        return "%s, %s, language %s; %s"
                .formatted(
                        colour,
                        characters,
                        System.getProperty("user.language"),
                        Display.canRedraw()
                                ? "\"watch\" redraws its screen"
                                : "no terminal, so \"watch\" prints plain lines");
    }

    private String offline() throws IOException, InterruptedException {
        try {
            Repository.run(coach.workshop, Repository.steps(coach.workshop), line -> {}, "-o");
        } catch (Repository.DoesNotCompile yours) {
            throw yours; // the network has nothing to do with it
        } catch (UserError refusal) {
            throw new UserError(
                    "The workshop is not ready to work offline. While there is a network, run %s"
                            + " offline. Maven says:\n"
                            + "%s",
                    StepFolder.COACH, refusal.getMessage());
        }
        return "every step compiles and runs in a clean copy with mvn -o";
    }
}
