package workshop.step06;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What became of a message in which one component is wrong. */
record Reading(Map<String, Object> payload, String component, Report made) {

    private static final int MOST_EXAMPLES = 12;

    /** What was wrong with the message, and what was made of it. */
    String mistake() {
        var outcome =
                made == null
                        ? "inflate returned null. The caller will believe that the message was"
                                + " read: throw an exception."
                        : "what the report says instead looks like an answer: %s. Refuse it."
                                .formatted(made);
        return "%s, and %s".formatted(fault(), outcome);
    }

    /** What is wrong with the component, as a sentence without its end. */
    private String fault() {
        if (!payload.containsKey(name())) {
            return "There is no \"%s\"".formatted(component);
        }
        return "Its \"%s\" is %s%s".formatted(name(), sent(), kind());
    }

    private String kind() {
        if (payload.get(name()) == null) {
            return "";
        }
        return switch (component) {
            case "body" -> ", which is no text";
            case "readers" -> ", which is no whole number that fits into an int";
            default -> ", which is neither true nor false";
        };
    }

    private String sent() {
        return Journey.exactly(payload.get(name()));
    }

    /** A body may be under its name of last year. */
    private String name() {
        return payload.containsKey(component) || !component.equals("body") ? component : oldName();
    }

    private String oldName() {
        return payload.containsKey("text") ? "text" : component;
    }

    /** All but the first, in short: what was sent as what. */
    static String others(Map<String, Reading> read) {
        if (read.size() > 1 && read.values().stream().allMatch(each -> each.made == null)) {
            return "\nSo it did for %d other broken messages.".formatted(read.size() - 1);
        }
        var others = read.values().stream().skip(1).map(Reading::brief).distinct().toList();
        var more = others.size() - MOST_EXAMPLES;
        return others.isEmpty()
                ? ""
                : "\nRead, too: %s%s"
                        .formatted(
                                others.stream().limit(MOST_EXAMPLES).collect(joining("; ")),
                                more > 0 ? "; and %d more".formatted(more) : "");
    }

    private String brief() {
        var beside = name().equals("body") && payload.containsKey("text") ? " beside text" : "";
        return "%s %s%s as %s"
                .formatted(
                        name(),
                        payload.containsKey(name()) ? sent() : missing(),
                        beside,
                        made == null ? "a null report" : of(made, component));
    }

    private String missing() {
        return payload.keySet().stream()
                .filter(component::equalsIgnoreCase)
                .findFirst()
                .map(other -> "missing beside " + other)
                .orElse("missing");
    }

    private static String of(Report report, String component) {
        return Journey.exactly(parts(report).get(component));
    }

    private static Map<String, Object> parts(Report report) {
        var parts = new LinkedHashMap<String, Object>();
        for (var component : Report.class.getRecordComponents()) {
            parts.put(component.getName(), Journey.get(report, component));
        }
        return parts;
    }

    /** How a good message was read otherwise than it was meant. */
    static String difference(Map<String, Object> payload, Report meant, Report made) {
        if (made == null) {
            return "It was read as null.";
        }
        var differences = new ArrayList<String>();
        for (var component : parts(meant).keySet()) {
            if (!Objects.equals(parts(meant).get(component), parts(made).get(component))) {
                differences.add(
                        "The %s should be %s, and was read as %s. %s"
                                .formatted(
                                        component,
                                        of(meant, component),
                                        of(made, component),
                                        why(payload, component, parts(made).get(component))));
            }
        }
        return String.join(" ", differences);
    }

    private static String why(Map<String, Object> payload, String component, Object made) {
        if (component.equals("body") && payload.keySet().containsAll(List.of("body", "text"))) {
            return "".equals(payload.get("body"))
                    ? "Both names are there, and today's must win, even where it is empty."
                    : whichNameWins(payload, made);
        }
        return component.equals("language") && payload.get("language") == null
                ? "A language that is missing or null is English, \"en\"."
                : "What is there stays as it was sent.";
    }

    /** A second look: which of two names wins where they stand in the other order? */
    private static String whichNameWins(Map<String, Object> payload, Object made) {
        var names = new ArrayList<>(payload.keySet());
        boolean last = names.indexOf("text") > names.indexOf("body");
        var other = new LinkedHashMap<String, Object>();
        for (var name : last ? List.of("text", "body") : List.of("body", "text")) {
            other.put(name, payload.get(name));
        }
        payload.forEach(other::putIfAbsent);
        if (Objects.equals(payload.get("text"), made)
                && Objects.equals(payload.get("body"), bodyOf(other))) {
            return "Both names are there, and the one that comes %s won%s. Today's must win,"
                            .formatted(last ? "last" : "first", last ? " (as with @JsonAlias)" : "")
                    + " whatever the order.";
        }
        return "Both names are there, and today's must win.";
    }

    private static Object bodyOf(Map<String, Object> payload) {
        try {
            return Reports.inflate(payload).body();
        } catch (RuntimeException | Error refusal) {
            return null;
        }
    }
}
