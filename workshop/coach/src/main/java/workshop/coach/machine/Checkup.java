package workshop.coach.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * What must be right on this machine before the coach can be built. It needs nothing but the JDK:
 * while the coach is not built, its script runs this file by itself.
 */
public final class Checkup {

    private static final long MEGABYTE = 1 << 20;
    private static final Pattern MAVEN =
            Pattern.compile("Apache Maven (\\d+)\\.(\\d+)\\.(\\d+)[\\w.-]*");

    /** The folder for them, and the number of the process that may still use it. */
    private static final String CHECKUP = "checkup-";

    /** So many files are written and read to see how fast that is. */
    private static final int FILES = 20;

    /** In milliseconds for a file. On a usual disk it is less than one. */
    private static final long SLOW = 40;

    /** One check. It returns what is good. */
    @FunctionalInterface
    public interface Check {

        /**
         * @throws IllegalStateException that says what is wrong, and what to do
         */
        String look() throws IOException, InterruptedException;
    }

    private Checkup() {}

    /** Says what is wrong, if anything is; the exit code is 1 then. */
    public static void main(String[] args) throws InterruptedException {
        var good = true;
        for (var check : checks(Path.of(args[0])).entrySet()) {
            try {
                check.getValue().look();
            } catch (IllegalStateException | IOException trouble) {
                good = false;
                System.err.printf("  !!  %-9s %s%n", check.getKey(), trouble.getMessage());
            }
        }
        System.exit(good ? 0 : 1);
    }

    /** All checks, by a word for each. */
    public static Map<String, Check> checks(Path root) {
        var checks = new LinkedHashMap<String, Check>();
        var home = Path.of(System.getProperty("user.home"));
        checks.put("JDK", Checkup::jdk);
        checks.put("Maven", () -> maven(root));
        checks.put("Download", () -> download(home, System.getenv()));
        checks.put("Ports", Checkup::ports);
        checks.put("Disk", () -> disk(root, home));
        checks.put("Files", () -> files(root));
        return checks;
    }

    private static String jdk() {
        var home = System.getProperty("java.home");
        if (ToolProvider.getSystemJavaCompiler() == null) {
            throw wrong(
                    "Java %s in %s has no compiler. Install a JDK, and set JAVA_HOME to its"
                            + " folder.",
                    Runtime.version(), home);
        }
        return "Java %s in %s".formatted(Runtime.version(), home);
    }

    private static String maven(Path root) throws InterruptedException {
        String said;
        try {
            var windows = System.getProperty("os.name").startsWith("Windows");
            var command = windows ? List.of("cmd", "/c", "mvn", "-v") : List.of("mvn", "-v");
            var maven =
                    new ProcessBuilder(command)
                            .directory(root.toFile())
                            .redirectErrorStream(true)
                            .start();
            said = new String(maven.getInputStream().readAllBytes());
            maven.waitFor();
        } catch (IOException e) {
            throw wrong(
                    "There is no \"mvn\" on the PATH. Install Maven, 3.8.7 or newer, and put its"
                            + " bin folder on the PATH.");
        }
        var version = MAVEN.matcher(said);
        if (!version.find()) {
            throw wrong(
                    "\"mvn -v\" does not print a version. Is Maven, 3.8.7 or newer, installed, and"
                            + " its bin folder on the PATH? It prints: %s",
                    said.strip());
        }
        var numbers = Stream.of(1, 2, 3).map(version::group).mapToInt(Integer::parseInt).toArray();
        if (numbers[0] * 1_000_000 + numbers[1] * 1_000 + numbers[2] < 3_008_007) {
            throw wrong("%s is too old. The workshop needs 3.8.7 or newer.", version.group());
        }
        return version.group();
    }

    /**
     * What Maven needs in order to download: a network, and a proxy or mirror where there is one.
     * Only a new machine is asked.
     */
    static String download(Path home, Map<String, String> environment) throws IOException {
        var maven = home.resolve(".m2");
        var options = environment.getOrDefault("MAVEN_OPTS", "");
        var settings = maven.resolve("settings.xml");
        var said = Files.isReadable(settings) ? new String(Files.readAllBytes(settings)) : "";
        if (Files.isDirectory(maven.resolve("repository/com/github/codemonstur/embedded-redis"))) {
            return "Maven has downloaded libraries of the workshop already";
        }
        if (Pattern.compile("<(mirror|proxy|localRepository)>").matcher(said).find()) {
            return "%s says where Maven finds libraries".formatted(settings);
        }
        if (Pattern.compile("proxyHost|maven\\.repo\\.local|user\\.home").matcher(options).find()) {
            return "MAVEN_OPTS says where Maven finds libraries";
        }
        var proxy =
                Stream.of("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isBlank())
                        .findFirst();
        if (proxy.isPresent()) {
            throw wrong("%s", adviceOn(proxy.get()));
        }
        for (var network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (network.isUp() && !network.isLoopback()) {
                return "this machine is connected to a network, and no proxy is set";
            }
        }
        throw wrong(
                "This machine has no network. Connect it, or start from a stick: see"
                        + " slides/GUIDE.md. Behind a company's proxy, name it in %s.",
                settings);
    }

    private static String adviceOn(String proxy) {
        var uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
        return """
        This shell has a proxy, %s, and Maven does not read that. Set this before you go on:
                    MAVEN_OPTS=-Dhttps.proxyHost=%s -Dhttps.proxyPort=%s\
        """
                .formatted(proxy, uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
    }

    private static String ports() {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(server.getInetAddress(), server.getLocalPort())) {
            return "there are free ports on %s".formatted(client.getInetAddress().getHostAddress());
        } catch (IOException e) {
            throw wrong(
                    "No port on the loopback address can be used: %s. Check the firewall and other"
                            + " security software.",
                    e.getMessage());
        }
    }

    private static String disk(Path root, Path home) throws IOException {
        var here = room("the workshop", root, 200);
        var temporary = room("temporary files", Path.of(System.getProperty("java.io.tmpdir")), 200);
        var repository = room("the Maven repository", home, 500);
        return "%s MB free for the workshop, %s MB for temporary files, %s MB at home"
                .formatted(here, temporary, repository);
    }

    private static long room(String what, Path folder, long needed) throws IOException {
        var free = Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
        if (free < needed) {
            throw wrong(
                    "Only %s MB are free for %s, in %s. About %s MB are needed: make room.",
                    free, what, folder, needed);
        }
        return free;
    }

    /** A virus scanner that looks at every file makes a build many times slower. */
    static String files(Path root) throws IOException {
        var folder = folderIn(root);
        var started = System.nanoTime();
        try {
            for (var i = 0; i < FILES; i++) {
                var file = Files.write(folder.resolve(i + ".class"), new byte[4_000]);
                Files.readAllBytes(file);
                Files.delete(file);
            }
        } finally {
            delete(folder);
        }
        var each = (System.nanoTime() - started) / 1_000_000 / FILES;
        if (each > SLOW) {
            throw wrong(
                    "Writing and reading a small file takes %s ms. Is a virus scanner at work? Let"
                            + " it skip %s and the folder .m2 in your home folder.",
                    each, root);
        }
        return "a small file is written and read within %s ms".formatted(each + 1);
    }

    private static Path folderIn(Path root) {
        try {
            var coach = Files.createDirectories(root.resolve(".coach"));
            try (var leftovers = Files.newDirectoryStream(coach, CHECKUP + "*")) {
                for (var leftover : leftovers) {
                    var pid = leftover.getFileName().toString().substring(CHECKUP.length());
                    if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                        delete(leftover);
                    }
                }
            }
            return Files.createDirectories(coach.resolve(CHECKUP + ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw wrong(
                    "No file can be written in %s. Copy the workshop to a folder of yours.", root);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var left = Files.list(folder)) {
            for (var file : left.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static IllegalStateException wrong(String words, Object... arguments) {
        return new IllegalStateException(words.formatted(arguments));
    }
}
