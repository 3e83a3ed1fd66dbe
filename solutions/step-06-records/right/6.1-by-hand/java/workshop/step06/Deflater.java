package workshop.step06;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** By hand: one case for each record of this step. */
public final class Deflater {

    private Deflater() {}

    /** The record as primitives. */
    public static Map<String, Object> deflate(Record record) {
        var map = new LinkedHashMap<String, Object>();
        if (record instanceof SomeClass some) {
            map.put("foo", primitive(some.foo()));
            map.put("bar", primitive(some.bar()));
        } else if (record instanceof Submission submission) {
            map.put("body", submission.body());
            map.put("author", primitive(submission.author()));
            map.put("tone", primitive(submission.tone()));
            map.put("attachments", primitive(submission.attachments()));
            map.put("translations", primitive(submission.translations()));
            map.put("replyTo", submission.replyTo());
            map.put("figures", primitive(submission.figures()));
        } else if (record instanceof Author author) {
            map.put("name", author.name());
            map.put("warned", primitive(author.warned()));
            map.put("lastSeen", primitive(author.lastSeen()));
        } else if (record instanceof Attachment attachment) {
            map.put("name", attachment.name());
            map.put("bytes", attachment.bytes());
        } else if (record instanceof Translation translation) {
            map.put("text", translation.text());
            map.put("reviewed", translation.reviewed());
        } else if (record instanceof Figures figures) {
            map.put("links", figures.links());
            map.put("fingerprint", figures.fingerprint());
            map.put("likelihood", figures.likelihood());
            map.put("bounty", primitive(figures.bounty()));
        } else {
            throw new IllegalArgumentException("I do not know " + record.getClass().getName());
        }
        return map;
    }

    private static Object primitive(Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double) {
            return value;
        } else if (value instanceof Record record) {
            return deflate(record);
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof BigDecimal || value instanceof Instant) {
            return value.toString();
        } else if (value instanceof Optional<?> optional) {
            return optional.isEmpty() ? null : primitive(optional.get());
        } else if (value instanceof List<?> list) {
            var copy = new ArrayList<>();
            for (var element : list) {
                copy.add(primitive(element));
            }
            return copy;
        } else if (value instanceof Map<?, ?> map) {
            var copy = new TreeMap<String, Object>();
            for (var entry : map.entrySet()) {
                copy.put((String) entry.getKey(), primitive(entry.getValue()));
            }
            return copy;
        }
        throw new IllegalArgumentException("JSON has no form for " + value.getClass().getName());
    }
}
