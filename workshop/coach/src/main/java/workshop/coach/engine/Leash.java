package workshop.coach.engine;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small JVM between the coach and a program that would go on when the coach is killed. It reads
 * from a pipe which only the coach holds open. When that closes, it ends the program, and all that
 * this has started. So it is on every system, and whatever ends the coach.
 */
public final class Leash {

    /** The exit code when there is no such program; shells have it, too. */
    public static final int NO_PROGRAM = 127;

    private Leash() {}

    /**
     * Puts a program on the leash. Its own standard input is at its end. Closing the standard input
     * of the process that this starts ends the program.
     */
    public static ProcessBuilder on(ProcessBuilder program) {
        var command = new ArrayList<>(List.of(JavaProcess.java(), "-XX:TieredStopAtLevel=1"));
        // The variable CLASSPATH is the program's.
        command.addAll(List.of("-cp", ownClasses(), Leash.class.getName()));
        command.addAll(program.command());
        return program.command(command);
    }

    private static String ownClasses() {
        try {
            var source = Leash.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes are in files", e);
        }
    }

    /** The other side: runs that command, and ends with its exit code. */
    public static void main(String[] command) throws InterruptedException {
        try {
            var program =
                    new ProcessBuilder(command)
                            .redirectOutput(Redirect.INHERIT)
                            .redirectError(Redirect.INHERIT)
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(program)));
            var listener = new Thread(Leash::awaitEndOfInput, "leash");
            listener.setDaemon(true);
            listener.start();
            program.getOutputStream().close();
            System.exit(program.waitFor());
        } catch (IOException notThere) {
            System.exit(NO_PROGRAM);
        }
    }

    private static void awaitEndOfInput() {
        try {
            System.in.read(); // nothing is ever written
        } catch (IOException closed) {
            // the coach is gone
        }
        System.exit(1);
    }

    /** The program first: then it starts no more. */
    private static void end(Process program) {
        var started = program.descendants().toList();
        program.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        program.onExit().join(); // its files can be deleted now
    }
}
