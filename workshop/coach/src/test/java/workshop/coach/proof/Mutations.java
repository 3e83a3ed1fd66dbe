package workshop.coach.proof;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import workshop.coach.engine.StepSources;

/**
 * What came of the small mistakes that PIT made in a step's solution, one at a time: whether an
 * exercise turned red. A mistake that survives is a hole in an exercise, or no mistake at all; then
 * {@code survivors.properties} beside the solution says why.
 *
 * @param step the step's folder
 * @param made how many mistakes
 * @param survivors those that no exercise saw: by a name that does not change when lines move, what
 *     PIT says of it
 */
record Mutations(String step, int made, Map<String, String> survivors) {

    private static final int PERCENT = 90;
    private static final String ROW = "%-34s %7s %9s %10s";
    static final String HEAD =
            ROW.formatted("Mutations of the solutions", "made", "killed", "survived");

    /**
     * Reads PIT's report.
     *
     * @throws AssertionError when there is none
     */
    static Mutations of(StepSources sources) throws Exception {
        var report = sources.solutions().resolve("target/pit-reports/mutations.xml");
        if (!Files.exists(report)) {
            throw new AssertionError(
                    "%s is missing: nothing was mutated. \".ci/run mutations\" does both."
                            .formatted(report));
        }
        var elements =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(report.toFile())
                        .getElementsByTagName("mutation");
        var survivors = new TreeMap<String, String>();
        for (var i = 0; i < elements.getLength(); i++) {
            var mutation = (Element) elements.item(i);
            if (mutation.getAttribute("detected").equals("false")) {
                survivors.put(
                        name(mutation, survivors),
                        "%s:%s %s%s"
                                .formatted(
                                        text(mutation, "sourceFile"),
                                        text(mutation, "lineNumber"),
                                        text(mutation, "description"),
                                        mutation.getAttribute("status").equals("NO_COVERAGE")
                                                ? " (no test comes there)"
                                                : ""));
            }
        }
        return new Mutations(
                sources.folder().getFileName().toString(), elements.getLength(), survivors);
    }

    /**
     * Such as {@code Refs.of/NullReturnVals}; the second of the kind in that method has {@code #2}
     * behind it.
     */
    private static String name(Element mutation, Map<String, String> taken) {
        var name =
                "%s.%s/%s"
                        .formatted(
                                lastPart(text(mutation, "mutatedClass")),
                                text(mutation, "mutatedMethod"),
                                lastPart(text(mutation, "mutator")).replaceFirst("Mutator$", ""));
        var number = 1;
        while (taken.containsKey(number == 1 ? name : name + "#" + number)) {
            number++;
        }
        return number == 1 ? name : name + "#" + number;
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String text(Element mutation, String tag) {
        return mutation.getElementsByTagName(tag).item(0).getTextContent();
    }

    /**
     * What is wrong; nothing when enough was killed, and every survivor has a reason and every
     * reason a survivor.
     */
    List<String> complaints(Map<String, String> reasons) {
        var complaints = new ArrayList<String>();
        if (made == 0) {
            complaints.add(
                    "Nothing was mutated: does the profile \"mutations\" still find the files that"
                            + " learners edit?");
        } else if (percent() < PERCENT) {
            complaints.add(
                    ("The exercises see %d of 100 small mistakes in the files that learners edit,"
                                    + " and should see %d.")
                            .formatted(percent(), PERCENT));
        }
        for (var survivor : survivors.entrySet()) {
            if (reasons.getOrDefault(survivor.getKey(), "").isBlank()) {
                complaints.add(withoutReason(survivor.getValue(), survivor.getKey()));
            }
        }
        for (var name : reasons.keySet()) {
            if (!survivors.containsKey(name)) {
                complaints.add(
                        ("survivors.properties has a reason for %s, which does not survive"
                                        + " (any more). Take the line out.")
                                .formatted(name));
            }
        }
        return complaints;
    }

    private static String withoutReason(String survivor, String name) {
        return """
        No exercise turns red when this is done to the solution: %s.
        Add a test that does, or, when it is no mistake, say so in survivors.properties:
            %s = the reason\
        """
                .formatted(survivor, name);
    }

    private int percent() {
        return 100 * (made - survivors.size()) / made;
    }

    /** A line below {@link #HEAD}. */
    @Override
    public String toString() {
        var killed = made - survivors.size();
        return ROW.formatted(
                step,
                made,
                made == 0 ? "–" : "%d %3d%%".formatted(killed, percent()),
                survivors.size());
    }
}
