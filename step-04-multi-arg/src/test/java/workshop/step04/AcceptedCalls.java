package workshop.step04;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** What to tell a learner about wrong calls that the compiler accepts. */
final class AcceptedCalls {

    private AcceptedCalls() {}

    /**
     * @param anywhere those that it accepts in any package
     * @param here those that it accepts in Target's own
     */
    static String message(List<String> anywhere, List<String> here) {
        boolean inside = anywhere.isEmpty();
        var accepted = new ArrayList<>(inside ? here : anywhere);
        accepted.sort(Comparator.comparing(line -> !givesTwoIds(line))); // it says most
        return """
        It compiles%s: %s
        %s A check at run time finds the mistake when the code runs, and a review finds it with \
        luck. The compiler finds it at once, if the types leave no way to write it.%s\
        """
                .formatted(
                        inside ? " in Target's own package, where this step's callers are" : "",
                        accepted.get(0),
                        lesson(accepted.get(0)),
                        alike(accepted));
    }

    private static String lesson(String line) {
        if (line.contains("OfTwo")) {
            return "So anyone can add a kind of target, and give it two ids or none.";
        }
        if (line.startsWith("void change") || line.contains("question(7).")) {
            return "A target is made of one id and never changes.";
        }
        if (line.contains("(int)") && !line.contains(",")) {
            return "The id is an int there, so larger ids become others. A target is made of one"
                    + " long.";
        }
        if (line.contains("return made.") && line.contains("();")) {
            return "What collects ids can be asked for a target before it has one, or once it has"
                    + " two. A target is made of one long, or read by of(List).";
        }
        if (line.endsWith("();")) {
            return "That target has no id. A target is made of one long, or read by of(List).";
        }
        return "A target is made of one long, or read by of(List). No call may give it "
                + (givesTwoIds(line)
                        ? "two ids; one with a place for each type always can."
                        : "two ids, a null, a text, or a type beside the id.");
    }

    private static boolean givesTwoIds(String line) {
        return line.contains("7L") && line.contains("8L");
    }

    private static String alike(List<String> accepted) {
        var values = new HashSet<String>();
        return accepted.stream()
                .filter(line -> !line.contains(") null"))
                .filter(line -> values.add(value(line)))
                .skip(1)
                .limit(3)
                .map(line -> "\nIt compiles, too: " + line)
                .collect(Collectors.joining());
    }

    /** Without the numbers: another id makes no other call. */
    private static String value(String line) {
        return line.substring(line.indexOf('=') + 1).replaceAll("\\b\\d+L?\\b", "1");
    }
}
