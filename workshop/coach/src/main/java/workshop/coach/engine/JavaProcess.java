package workshop.coach.engine;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A JVM of the same Java as this one. */
final class JavaProcess {

    private static final Set<String> OPTIONS_OF_EVERY_JVM =
            Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private JavaProcess() {}

    /**
     * One that can be started. What it says on either stream comes out of its standard output.
     *
     * @param arguments the options of {@code java}, and the main class
     */
    static ProcessBuilder of(List<Path> classPath, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // What a shell sets for every JVM may stop this one: another collector, a debugger's port.
        builder.environment().keySet().removeAll(OPTIONS_OF_EVERY_JVM);
        // As an argument it is too long for Windows.
        builder.environment().put("CLASSPATH", join(classPath));
        return builder;
    }

    /** The program. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String join(List<Path> classPath) {
        return classPath.stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
