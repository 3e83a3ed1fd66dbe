package workshop.coach.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import workshop.coach.engine.Outlines;
import workshop.coach.engine.SourceStack;
import workshop.coach.steps.StoredAnswer;

/**
 * What other sources see of a solution. An answer that keeps it is compiled without the rest of the
 * step, also beside others that do.
 */
final class SolutionShapes {

    private final Map<String, String> solution = new HashMap<>();
    private final Map<String, String> outlines;

    /** Those of a solution, and of the answers that will be asked about. */
    SolutionShapes(SourceStack solved, List<? extends JudgedAnswer> answers) throws IOException {
        var texts = new HashSet<String>();
        for (var file : solved.files().entrySet()) {
            if (isJava(file.getKey())) {
                solution.put(file.getKey(), Files.readString(file.getValue()));
            }
        }
        texts.addAll(solution.values());
        for (var answer : answers) {
            for (var text : answer.answer().texts().entrySet()) {
                if (isJava(text.getKey())) {
                    texts.add(text.getValue());
                }
            }
        }
        outlines = Outlines.of(texts);
    }

    private static boolean isJava(String path) {
        return path.endsWith(".java");
    }

    boolean areKeptBy(StoredAnswer answer) throws IOException {
        return answer.texts().entrySet().stream()
                .filter(text -> isJava(text.getKey()))
                .allMatch(text -> isKept(text.getKey(), text.getValue()));
    }

    private boolean isKept(String path, String text) {
        var before = solution.get(path);
        return before != null && outlines.get(text).equals(outlines.get(before));
    }
}
