package workshop.step01;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import workshop.queue.JsonSerializer;

/** What the web process of 1.6 sends, as its messages show it. */
final class WhatIsSent {

    private static final Pattern CLASS_NAME = Pattern.compile("\"([a-z]\\w*\\.)+[A-Z][\\w$]*\"");
    private static final String NO_JSON = "no JSON";

    private WhatIsSent() {}

    /** As any worker would read it. */
    static Object readAsJson(byte[] body) {
        try {
            return new JsonSerializer().loads(body);
        } catch (RuntimeException notJson) {
            return NO_JSON;
        }
    }

    static String shown(byte[] body) {
        return isText(body)
                ? "\"%s\"".formatted(new String(body, UTF_8))
                : "bytes that begin with %s".formatted(JavasBytes.start(body));
    }

    /** A second look, when it is not the draft. */
    static String whyOther(byte[] body) {
        String start = JavasBytes.start(body);
        String text = new String(body, UTF_8);
        if (JavasBytes.are(body)) {
            return " AC ED is how Java's serialized form begins.";
        } else if (start.startsWith("1F 8B")) {
            return " 1F 8B is how gzip begins. The name is JSON, so send it as it is.";
        } else if (CLASS_NAME.matcher(text).find()) {
            return " It names Java classes, so that the reader makes objects of them (Jackson's"
                    + " default typing): that is pickle again. Leave it off.";
        } else if (text.contains("rO0AB")) {
            return " Text that begins with rO0AB is Java's serialized form in Base64: whoever reads"
                    + " it is back at pickle. Send the data itself.";
        } else if (text.contains("\uFFFD") || text.contains("?\"")) {
            return " A letter outside ASCII was lost: JSON is UTF-8.";
        }
        Object read = readAsJson(body);
        return read instanceof String && !read.equals(NO_JSON)
                ? " That is a text, with JSON in it. Is it encoded twice?"
                : "";
    }

    private static boolean isText(byte[] body) {
        return new String(body, UTF_8).chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t');
    }
}
