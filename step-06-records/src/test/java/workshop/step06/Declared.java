package workshop.step06;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Components whose type says what to make, all the way down, and some whose type does not. */
final class Declared {

    private static final Attachment FILE = new Attachment("sky.png", 7);
    private static final Map<String, Object> FILE_ON_THE_WIRE =
            Map.of("name", "sky.png", "bytes", 7L);

    private Declared() {}

    /** Fails if a value is let in where the type does not say what to make. */
    static void whatTheTypeDoesNotSayIsRefused() {
        nothing(Refused::notLetIn); // which says more than how the others were refused
        nothing(Refused::by);
    }

    private static void nothing(Refused.Look look) {
        var file = FILE_ON_THE_WIRE;
        for (Object value : List.of(file, List.of(file), "text", 5L, true, 0.5)) {
            var wire = new HashMap<String, Object>();
            wire.put("foo", value);
            wire.put("bar", null);
            nothing(look, SomeClass.class, wire, "\"foo\" is a component whose type says Object");
            nothing(
                    look,
                    Shapes.Box.class,
                    Map.of("what", value),
                    "the type of \"what\" is a type variable");
            for (var type : List.of(Shapes.Things.class, Shapes.Raw.class, Shapes.Wildcard.class)) {
                nothing(
                        look,
                        type,
                        Map.of("what", List.of(value)),
                        "the list's type does not say what is in it");
            }
            nothing(
                    look,
                    Shapes.Maybe.class,
                    Map.of("what", value),
                    "the Optional's type does not say what is in it");
            nothing(
                    look,
                    Shapes.Deep.class,
                    Map.of("what", List.of(List.of(value))),
                    "the inner list's type does not say what is in it");
            nothing(
                    look,
                    Shapes.Drawers.class,
                    Map.of("what", Map.of("en", List.of(value))),
                    "the inner list's type does not say what is in it");
            for (var type : List.of(Shapes.Settings.class, Shapes.RawMap.class)) {
                nothing(
                        look,
                        type,
                        Map.of("what", Map.of("en", value)),
                        "the map's type does not say what is in it");
            }
        }
    }

    private static void nothing(
            Refused.Look look, Class<? extends Record> type, Map<String, ?> wire, String why) {
        look.at(
                () -> Inflater.inflate(type, wire),
                "A record %s from %s".formatted(Shapes.declaration(type), Journey.exactly(wire)),
                made ->
                        "But %s, and the wire says nothing. %s%s"
                                .formatted(
                                        why,
                                        isMadeOfNothing(made) ? LOST : COULD_BE_ANYTHING,
                                        handedOn()));
    }

    private static final String COULD_BE_ANYTHING =
            "It may have been a record, a long or a moment, and no one can know: refuse such a type"
                    + " instead of handing on what JSON made.";
    private static final String LOST =
            "What was sent is lost, and no one hears of it: refuse such a type.";

    /** Whether nothing took the place of what was sent. */
    private static boolean isMadeOfNothing(Object made) {
        return !(made instanceof Record record)
                || Bent.isNothing(Journey.get(record, record.getClass().getRecordComponents()[0]));
    }

    /** A second look: is a type that says what to make passed over, too? */
    private static String handedOn() {
        return somethings()
                .filter(Something::isAnother)
                .findFirst()
                .map(
                        each ->
                                "\nNot made, either: a component of the type %s. %s.%s"
                                        .formatted(each.type(), each.difference(), each.advice()))
                .orElse("");
    }

    /** Fails if what a component holds does not have the type that it declares. */
    static void whatItSaysIsMadeOrRefused() {
        somethings().forEach(Something::isMadeOrRefused);
        keysOfNoConstantAreRefused();
    }

    private static void keysOfNoConstantAreRefused() {
        for (var key : List.of("FURIOUS", "heated")) {
            Refused.by(
                    () ->
                            Inflater.inflate(
                                    Shapes.ByTone.class,
                                    Map.of("what", Map.of("HEATED", "x", key, "y"))),
                    "A record %s from a map with the key %s"
                            .formatted(Shapes.declaration(Shapes.ByTone.class), key),
                    "No constant has that name, and its value would be lost without a word.");
        }
    }

    private static Stream<Something> somethings() {
        var files = List.of(FILE_ON_THE_WIRE);
        return Stream.of(
                new Something(
                        new Shapes.Pages(List.of(List.of(FILE), List.of())),
                        List.of(files, List.of())),
                new Something(new Shapes.Folders(Map.of("a", List.of(FILE))), Map.of("a", files)),
                new Something(new Shapes.Perhaps(Optional.of(List.of(FILE))), files),
                new Something(new Shapes.Files(List.of(FILE)), files),
                new Something(
                        new Shapes.Moods(List.of(Tone.HEATED, Tone.CALM)),
                        List.of("HEATED", "CALM")),
                new Something(new Shapes.ByTone(Map.of(Tone.HEATED, "x")), Map.of("HEATED", "x")),
                new Something(new Shapes.ById(Map.of(7, "x")), Map.of("7", "x")),
                new Something(
                        new Shapes.Parcel(new Shapes.Box<>(FILE)),
                        Map.of("what", FILE_ON_THE_WIRE)));
    }

    /** A record of one component, and what is on the wire under its name. */
    private record Something(Record sent, Object what) {

        private Record arrived() {
            return Inflater.inflate(sent.getClass(), Map.of("what", what));
        }

        void isMadeOrRefused() {
            Record arrived;
            try {
                arrived = arrived();
            } catch (RuntimeException | Error refusal) {
                Refused.isAnException(refusal, "A component of the type %s", type());
                return;
            }
            Check.that(
                    sent.equals(arrived),
                    """
                    A component of the type %s was made from %s. %s. Make what the type says, all \
                    the way down, or refuse the type.%s\
                    """,
                    type(),
                    Journey.exactly(what),
                    difference(arrived),
                    advice());
        }

        boolean isAnother() {
            try {
                return !sent.equals(arrived());
            } catch (RuntimeException | Error refusal) {
                return false;
            }
        }

        String difference() {
            return difference(arrived());
        }

        private String difference(Record arrived) {
            var component = sent.getClass().getRecordComponents()[0];
            return arrived == null
                    ? "The whole record came back as null"
                    : Journey.difference(
                            "", Journey.get(sent, component), Journey.get(arrived, component));
        }

        String type() {
            return Shapes.typeOf(sent.getClass().getRecordComponents()[0]);
        }

        String advice() {
            return Shapes.genericElements(sent.getClass());
        }
    }
}
