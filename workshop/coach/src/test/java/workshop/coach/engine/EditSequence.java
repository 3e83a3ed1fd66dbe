package workshop.coach.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;

/**
 * Sources, and what becomes of them one save after the other.
 *
 * @param start the sources that are compiled first
 * @param edits what is saved then
 */
record EditSequence(SortedMap<String, String> start, List<Edit> edits) {

    private static final int MOST_EDITS = 6;

    static EditSequence of(EditedProgram program, Random random) throws IOException {
        var start = program.start(random);
        var edits = new ArrayList<Edit>();
        var before = start;
        var sources = start;
        for (var left = 1 + random.nextInt(MOST_EDITS); left > 0; left--) {
            var edit =
                    edits.isEmpty() || random.nextInt(3) > 0
                            ? edit(program, sources, random)
                            : edits.get(edits.size() - 1).undo(before);
            edit = random.nextInt(6) > 0 ? edit : edit.afterRestart();
            edits.add(edit);
            before = sources;
            sources = edit.applyTo(sources);
        }
        return new EditSequence(start, edits);
    }

    /** Mostly a version of the program's own, sometimes one that nobody thought of. */
    private static Edit edit(
            EditedProgram program, SortedMap<String, String> sources, Random random)
            throws IOException {
        var file = EditedProgram.any(List.copyOf(sources.keySet()), random);
        switch (random.nextInt(20)) {
            case 0:
                return Edit.of(file, null);
            case 1:
                var renamed = Edit.of(file, null);
                renamed.texts().put(file.replace(".java", "2.java"), sources.get(file));
                return renamed;
            case 2, 3, 4, 5, 6, 7:
                return Edit.of(file, SmallChange.of(sources.get(file), random));
            default:
                return program.edit(sources, random);
        }
    }

    /** The same without one of the edits. */
    EditSequence without(int index) {
        var fewer = new ArrayList<>(edits);
        fewer.remove(index);
        return new EditSequence(start, fewer);
    }

    String describe() {
        var text = new StringBuilder();
        var sources = start;
        for (var i = 0; i < edits.size(); i++) {
            text.append("--- save ").append(i + 1).append(" ---\n");
            text.append(edits.get(i).describe(sources)).append('\n');
            sources = edits.get(i).applyTo(sources);
        }
        return text.toString();
    }
}
