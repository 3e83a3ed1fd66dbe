package workshop.step06;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Records whose components hold things that hold things, and some that do not say what. */
final class Shapes {

    record Settings(Map<String, Object> what) {}

    record Things(List<Object> what) {}

    record Raw(@SuppressWarnings("rawtypes") List what) {}

    record RawMap(@SuppressWarnings("rawtypes") Map what) {}

    record Wildcard(List<?> what) {}

    record Maybe(Optional<Object> what) {}

    record Deep(List<List<Object>> what) {}

    record Drawers(Map<String, List<?>> what) {}

    record Box<T>(T what) {}

    record Files(List<? extends Attachment> what) {}

    record Pages(List<List<Attachment>> what) {}

    record Folders(Map<String, List<Attachment>> what) {}

    record Perhaps(Optional<List<Attachment>> what) {}

    record Visits(List<Optional<Instant>> what) {}

    record Slots(Map<String, Optional<Attachment>> what) {}

    record Moods(List<Tone> what) {}

    record ByTone(Map<Tone, String> what) {}

    record ById(Map<Integer, String> what) {}

    record Parcel(Box<Attachment> what) {}

    /** Holds records of its own class. */
    record Thread(String text, List<Thread> replies, Thread parent) {}

    /** Has a second constructor, before the canonical one. */
    record Route(String from, String to) {

        Route(Object from, Object to) {
            this("the wrong", "constructor");
        }

        Route(String from, String to) {
            this.from = from;
            this.to = to;
        }
    }

    private Shapes() {}

    /** As it stands in the source. */
    static String declaration(Class<? extends Record> type) {
        return Stream.of(type.getRecordComponents())
                .map(component -> typeOf(component) + " " + component.getName())
                .collect(joining(", ", type.getSimpleName() + "(", ")"));
    }

    /** Advice for a record whose lists, maps or optionals hold others. */
    static String genericElements(Class<? extends Record> type) {
        return declaration(type).matches(".*<[^>]*<.*")
                ? " In %s, an element's type is generic, too: treat it like a component's."
                        .formatted(declaration(type))
                : "";
    }

    static String typeOf(RecordComponent component) {
        return component.getGenericType().getTypeName().replaceAll("[\\w.]+[.$]", "");
    }
}
