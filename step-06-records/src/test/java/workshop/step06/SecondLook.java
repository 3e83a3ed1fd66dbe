package workshop.step06;

import java.util.HashMap;
import java.util.Map;

/** Looks once more at an answer to 6.4 that a test has found wrong, and says what it saw. */
final class SecondLook {

    private SecondLook() {}

    /** At a good report that was refused: is it the null, or would it be read with an Integer? */
    static String why(Map<String, Object> payload, Throwable refusal) {
        if (refusal instanceof NullPointerException && Journey.isOfACollection(refusal)) {
            return " It holds a null: Map.of and Map.copyOf take none, and a HashMap does.";
        }
        var integers = new HashMap<>(payload);
        integers.replaceAll(
                (name, value) -> value instanceof Long number ? number.intValue() : value);
        try {
            Reports.inflate(integers);
            return " With an Integer in the map it is read, but JSON's whole numbers arrive as"
                    + " Long.";
        } catch (RuntimeException | Error again) {
            return "";
        }
    }

    /** At a good report, after others were refused. */
    static String atAGoodReport(Map<String, Object> payload) {
        try {
            Reports.inflate(payload);
            return "";
        } catch (RuntimeException | Error refusal) {
            return """

            After that, a good report was refused, too, with %s. Does your code keep something \
            from one call to the next?\
            """
                    .formatted(Refused.said(refusal));
        }
    }
}
