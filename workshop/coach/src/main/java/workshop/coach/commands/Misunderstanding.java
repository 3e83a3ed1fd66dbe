package workshop.coach.commands;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import workshop.grading.step.StepFolder;

/** What to say to someone whose command line makes no sense. */
final class Misunderstanding {

    /** A command that differs in more letters was not meant. */
    private static final int MOST_TYPING_MISTAKES = 2;

    private Misunderstanding() {}

    static String explain(ParameterException mistake) {
        if (mistake instanceof MissingParameterException missing) {
            return whatIsMissing(missing);
        }
        if (mistake instanceof UnmatchedArgumentException unmatched
                && isTheCoach(unmatched.getCommandLine())
                && !unmatched.getUnmatched().get(0).startsWith("-")) {
            return unknownCommand(unmatched);
        }
        var suggestions = new StringWriter();
        UnmatchedArgumentException.printSuggestions(mistake, new PrintWriter(suggestions, true));
        return (mistake.getMessage() + "\n" + suggestions).strip();
    }

    private static boolean isTheCoach(CommandLine command) {
        return command.getParent() == null;
    }

    private static String whatIsMissing(MissingParameterException mistake) {
        var wanted = mistake.getMissing().stream().filter(ArgSpec::required).findFirst();
        return wanted.map(
                        argument ->
                                "%s %s: say which %s. %s"
                                        .formatted(
                                                StepFolder.COACH,
                                                mistake.getCommandLine().getCommandName(),
                                                argument.paramLabel().toLowerCase(Locale.ROOT),
                                                String.join(" ", argument.description())))
                .orElse(mistake.getMessage());
    }

    private static String unknownCommand(UnmatchedArgumentException mistake) {
        var typed = mistake.getUnmatched().get(0);
        var nearest = nearest(typed, mistake.getCommandLine().getSubcommands().keySet());
        return "There is no command \"%s\".%s"
                .formatted(typed, nearest == null ? "" : " Did you mean %s?".formatted(nearest));
    }

    /** Null when none is near. */
    private static String nearest(String typed, Collection<String> names) {
        return names.stream()
                .filter(name -> mistakes(typed, name) <= MOST_TYPING_MISTAKES)
                .min(Comparator.comparing(name -> mistakes(typed, name)))
                .orElse(null);
    }

    /**
     * How many letters were left out, added, changed, or exchanged with their neighbour.
     *
     * @see <a href="https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance">Optimal string
     *     alignment</a>
     */
    private static int mistakes(String one, String other) {
        var count = new int[one.length() + 1][other.length() + 1];
        for (var i = 0; i <= one.length(); i++) {
            for (var j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    count[i][j] = i + j;
                    continue;
                }
                var same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                count[i][j] =
                        Math.min(
                                count[i - 1][j - 1] + same,
                                1 + Math.min(count[i - 1][j], count[i][j - 1]));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    count[i][j] = Math.min(count[i][j], count[i - 2][j - 2] + 1);
                }
            }
        }
        return count[one.length()][other.length()];
    }
}
