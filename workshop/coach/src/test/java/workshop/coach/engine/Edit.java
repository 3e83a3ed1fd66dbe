package workshop.coach.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is saved at once.
 *
 * @param texts the new text of each file, by its name; null for one that is deleted
 * @param restarted whether the coach was ended and started again before
 */
record Edit(Map<String, String> texts, boolean restarted) {

    static Edit of(String file, String text) {
        var texts = new TreeMap<String, String>();
        texts.put(file, text);
        return new Edit(texts, false);
    }

    Edit afterRestart() {
        return new Edit(texts, true);
    }

    /** The sources after it. */
    SortedMap<String, String> applyTo(SortedMap<String, String> sources) {
        var after = new TreeMap<>(sources);
        texts.forEach(after::put);
        after.values().removeIf(java.util.Objects::isNull);
        return after;
    }

    /** What brings back the sources that there were before it. */
    Edit undo(SortedMap<String, String> before) {
        var old = new TreeMap<String, String>();
        texts.keySet().forEach(file -> old.put(file, before.get(file)));
        return new Edit(old, false);
    }

    /** The lines that differ. */
    String describe(SortedMap<String, String> before) {
        var lines = new ArrayList<String>();
        if (restarted) {
            lines.add("(after a restart)");
        }
        texts.forEach((file, text) -> lines.addAll(differences(file, before.get(file), text)));
        return String.join("\n", lines);
    }

    private static List<String> differences(String file, String before, String after) {
        if (after == null) {
            return List.of(file + " is deleted");
        }
        if (before == null) {
            return List.of(file + " is new:", after);
        }
        var differences =
                com.github.difflib.UnifiedDiffUtils.generateUnifiedDiff(
                        file,
                        file,
                        before.lines().toList(),
                        com.github.difflib.DiffUtils.diff(
                                before.lines().toList(), after.lines().toList()),
                        0);
        return differences.isEmpty() ? List.of(file + " is saved, unchanged") : differences;
    }
}
