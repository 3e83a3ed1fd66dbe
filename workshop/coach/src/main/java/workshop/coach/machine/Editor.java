package workshop.coach.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The learner's editor, in a window of its own: the terminal is the coach's.
 *
 * @param command with {@code {file}} and {@code {line}}, such as {@code code -g {file}:{line}};
 *     null when there is none
 */
public record Editor(String command) {

    /** A word, or words in quotes. */
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /** Opens a file at a line, and says what it did. */
    public String open(Path file, String line) {
        if (command == null) {
            return "Tell me your editor, and e opens the file at the line: watch --edit-cmd"
                    + " \"code -g {file}:{line}\"";
        }
        var words =
                WORD.matcher(command.contains("{file}") ? command : command + " {file}")
                        .results()
                        .map(Editor::text)
                        .map(word -> word.replace("{file}", file.toString()))
                        .map(word -> word.replace("{line}", line))
                        .toList();
        IOException trouble = null;
        for (var program : programs(System.getProperty("os.name"), words.get(0))) {
            var started = new ArrayList<>(words);
            started.set(0, program);
            try {
                new ProcessBuilder(started)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return "%s has %s".formatted(words.get(0), file.getFileName());
            } catch (IOException e) {
                trouble = trouble == null ? e : trouble;
            }
        }
        return "The editor does not start: " + trouble.getMessage();
    }

    /**
     * What a program may be called. Windows adds {@code .exe} by itself, and nothing else; {@code
     * code} is a script there.
     */
    static List<String> programs(String system, String name) {
        return system.startsWith("Windows")
                ? List.of(name, name + ".cmd", name + ".bat")
                : List.of(name);
    }

    private static String text(MatchResult word) {
        return word.group(1) == null ? word.group(2) : word.group(1);
    }
}
