package workshop.coach.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import redis.clients.jedis.RedisClient;
import workshop.coach.engine.Engine;
import workshop.coach.git.Git;
import workshop.coach.machine.Maven;
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
    private static final Pattern MAVEN =
            Pattern.compile("Apache Maven (\\d+)\\.(\\d+)\\.(\\d+)[\\w.-]*");

    @ParentCommand private Coach coach;

    @Option(
            names = "--no-offline",
            description = "Skip the offline check, which takes half a minute.")
    private boolean noOffline;

    @Option(
            names = "--forget-archive",
            description =
                    "Check nothing: only delete the archives of classes, some 120 MB, that make"
                            + " first verdicts faster. The next watch makes one again.")
    private boolean forgetArchive;

    /**
     * One check. It returns what is good, or throws a {@link UserError} that says what is wrong,
     * and what to do.
     */
    private interface Look {
        String at() throws IOException, InterruptedException;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (forgetArchive) {
            return forgetArchive();
        }
        var well = new ArrayList<Boolean>();
        well.add(look("Workshop", () -> "version " + WorkshopVersion.of(coach.workshop.root())));
        well.add(look("JDK", this::jdk));
        well.add(look("Maven", this::maven));
        well.add(look("Git", this::git));
        well.add(look("Redis", this::redis));
        well.add(look("Ports", this::ports));
        well.add(look("Disk", this::disk));
        well.add(look("Terminal", this::terminal));
        if (!noOffline) {
            coach.say(
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

    private boolean look(String what, Look look) throws InterruptedException {
        try {
            tell(true, what, look.at());
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
        var lines = TextLayout.wrap(terminal.plain(words), TextStyle.WIDTH - 15);
        for (var i = 0; i < lines.size(); i++) {
            coach.out.println(
                    i == 0
                            ? "  %s  %-9s %s".formatted(mark, what, lines.get(0))
                            : " ".repeat(16) + lines.get(i));
        }
        coach.out.flush();
    }

    private String jdk() {
        if (ToolProvider.getSystemJavaCompiler() == null) {
            throw new UserError(
                    "Java %s in %s has no compiler. Install a JDK, and set JAVA_HOME to its"
                            + " folder.",
                    Runtime.version(), home());
        }
        return "Java %s in %s".formatted(Runtime.version(), home());
    }

    private static String home() {
        return System.getProperty("java.home");
    }

    private String maven() throws InterruptedException {
        var said = new ArrayList<String>();
        Maven.run(coach.workshop.root(), List.of("-v"), said::add);
        var text = String.join("\n", said);
        var version = MAVEN.matcher(text);
        if (!version.find()) {
            throw new UserError("\"mvn -v\" does not print a version. It prints: %s", text);
        }
        var numbers =
                List.of(1, 2, 3).stream().map(version::group).mapToInt(Integer::parseInt).toArray();
        if (numbers[0] * 1_000_000 + numbers[1] * 1_000 + numbers[2] < 3_008_007) {
            throw new UserError(
                    "%s is too old. The workshop needs 3.8.7 or newer.", version.group());
        }
        return version.group();
    }

    private String git() {
        try (var git = new Git(coach.workshop.root())) {
            git.run("rev-parse", "HEAD");
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

    private String ports() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(server.getInetAddress(), server.getLocalPort())) {
            return "there are free ports on %s".formatted(client.getInetAddress().getHostAddress());
        } catch (IOException e) {
            throw new UserError(
                    "No port on the loopback address can be used: %s. Check the firewall and other"
                            + " security software.",
                    e.getMessage());
        }
    }

    private String disk() throws IOException {
        var here = room("the workshop", coach.workshop.root(), 200);
        var temporary = room("temporary files", Path.of(System.getProperty("java.io.tmpdir")), 200);
        var home = room("the Maven repository", Path.of(System.getProperty("user.home")), 500);
        return "%s MB free for the workshop, %s MB for temporary files, %s MB at home"
                .formatted(here, temporary, home);
    }

    private static long room(String what, Path folder, long needed) throws IOException {
        var free = Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
        if (free < needed) {
            throw new UserError(
                    "Only %s MB are free for %s, in %s. About %s MB are needed: make room.",
                    free, what, folder, needed);
        }
        return free;
    }

    private String terminal() {
        var colour = coach.terminal.colour() ? "colour" : "no colour";
        var characters =
                coach.terminal.unicode()
                        ? "Unicode"
                        : "no Unicode (" + TextStyle.encoding() + "), so you see ASCII instead";
        return "%s, %s; %s"
                .formatted(
                        colour,
                        characters,
                        Display.canRedraw()
                                ? "\"watch\" redraws its screen"
                                : "no terminal, so \"watch\" prints plain lines");
    }

    private String offline() throws IOException, InterruptedException {
        try {
            Repository.run(coach.workshop, Repository.steps(coach.workshop), "-o");
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
