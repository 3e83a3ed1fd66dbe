package workshop.step06;

import java.util.List;
import java.util.Map;

/** Names that are none of a verdict's three, and resemble one or name a class. */
final class OtherNames {

    static final List<String> ALL =
            List.of(
                    "published",
                    "Published",
                    "AsWritten",
                    "SHOWN",
                    "Hidden",
                    " shown",
                    "hidden ",
                    "escalated\n",
                    "s",
                    "show",
                    "shattered",
                    "hideous",
                    "escalated!",
                    "shown\0",
                    "\uff53hown", // the first letter is twice as wide
                    "sh\u043ewn", // the o is Cyrillic
                    "hidden\u200b", // a space of no width
                    "visible",
                    "shown,hidden",
                    "shown:2",
                    "v2.hidden",
                    "workshop.step06.shown",
                    "hidden/spam",
                    "#shown",
                    "not hidden",
                    "\"shown\"",
                    "",
                    "null",
                    "0",
                    "KeptFromReaders",
                    "Verdict$KeptFromReaders",
                    "workshop.step06.Verdict$Published",
                    "workshop.step06.Verdict$KeptFromReaders",
                    "workshop.step06.Verdict.HandedToPerson",
                    "workshop.step06.Songbird",
                    "java.lang.ProcessBuilder");

    private static final int MOST_NAMES = 8;

    private OtherNames() {}

    /** A second look: which names are let in, beside this one? */
    static String letIn(Object name) {
        var others =
                ALL.stream()
                        .filter(other -> !other.equals(name) && !other.contains("Songbird"))
                        .filter(OtherNames::isLetIn)
                        .map(Journey::exactly)
                        .toList();
        return others.isEmpty() ? "" : "\nLet in, too: " + fewOf(others);
    }

    private static String fewOf(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : "%s, and %d other names"
                        .formatted(
                                String.join(", ", names.subList(0, MOST_NAMES)),
                                names.size() - MOST_NAMES);
    }

    private static boolean isLetIn(String name) {
        try {
            Verdict.inflate(Map.of("verdict", name));
            return true;
        } catch (RuntimeException | Error refusal) {
            return false;
        }
    }
}
