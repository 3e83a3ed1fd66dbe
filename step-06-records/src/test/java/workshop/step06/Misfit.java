package workshop.step06;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One value of a record, replaced by one that does not fit there. */
record Misfit(Record sent, String component, Object value, Bent meaning) {

    /**
     * JSON's whole numbers have no end, and another reader than the kit's would hand this one on.
     */
    private static final BigInteger BEYOND_A_LONG = new BigInteger("18446744073709551621");

    private static final Map<String, Object> FILE = Map.of("name", "sky.png", "bytes", 7L);

    boolean isLetIn() {
        try {
            Inflater.inflate(sent.getClass(), wire());
            return true;
        } catch (RuntimeException | Error refusal) {
            return false;
        }
    }

    void isRefused(String others) {
        Refused.Look look = isDecimalOfNoText() ? Refused::notLetIn : Refused::by;
        look.at(
                this::made,
                "%s with %s".formatted(type(), this),
                made -> meaning.of(value, ((Part) made).made()) + others);
    }

    /** The JDK refuses that one with a message that is null. */
    private boolean isDecimalOfNoText() {
        return component.equals("bounty") && "".equals(value);
    }

    /** Only the component in question: the rest would hide it. */
    private Part made() {
        var record = Inflater.inflate(sent.getClass(), wire());
        for (var each : sent.getClass().getRecordComponents()) {
            if (record != null && each.getName().equals(component)) {
                var made = Journey.get(record, each);
                var text = "%s with %s = %s".formatted(type(), component, Journey.exactly(made));
                return new Part(text, made);
            }
        }
        return new Part("null", null);
    }

    private record Part(String text, Object made) {

        @Override
        public String toString() {
            return text;
        }
    }

    private String type() {
        return sent.getClass().getSimpleName();
    }

    private Map<String, Object> wire() {
        var wire = Journey.wire(sent);
        wire.put(component, value);
        return wire;
    }

    @Override
    public String toString() {
        return "%s = %s".formatted(component, Journey.exactly(value));
    }

    /** Of the others that were let in, one for each component and each kind of value. */
    String othersOf(List<Misfit> letIn) {
        var others = new LinkedHashMap<List<?>, String>();
        for (var misfit : letIn) {
            others.putIfAbsent(
                    List.of(misfit.component(), misfit.value().getClass()), misfit.toString());
        }
        others.remove(List.of(component, value.getClass()));
        return others.isEmpty() ? "" : "\nLet in, too: " + String.join(", ", others.values());
    }

    static List<Misfit> all() {
        var misfits = new ArrayList<Misfit>();
        for (var number :
                List.of(
                        4_294_967_297L,
                        -2_147_483_649L,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE,
                        3.7,
                        1e300,
                        2_147_483_648.0,
                        BEYOND_A_LONG)) {
            misfits.add(new Misfit(Submissions.FIGURES, "links", number, Bent::anotherNumber));
        }
        for (var number : List.of(3.7, -0.5, 0x1p63, 1e300, BEYOND_A_LONG)) {
            misfits.add(
                    new Misfit(Submissions.FIGURES, "fingerprint", number, Bent::anotherNumber));
        }
        for (var other : List.of("3", "", true)) {
            misfits.add(new Misfit(Submissions.FIGURES, "links", other, Bent::anotherType));
            misfits.add(new Misfit(Submissions.FIGURES, "fingerprint", other, Bent::anotherType));
            misfits.add(new Misfit(Submissions.FIGURES, "likelihood", other, Bent::anotherType));
        }
        for (var other : List.of(0L, 1L, 7L, "true", "yes", "", 0.5)) {
            misfits.add(
                    new Misfit(
                            new Translation("Warum?", true), "reviewed", other, Bent::anotherType));
        }
        for (var other : List.of(5L, 0.5, false)) {
            misfits.add(
                    new Misfit(new Translation("Warum?", true), "text", other, Bent::anotherType));
            misfits.add(new Misfit(Submissions.ORDINARY, "replyTo", other, Bent::anotherType));
            misfits.add(new Misfit(Submissions.FIGURES, "bounty", other, Bent::anotherType));
            misfits.add(new Misfit(Submissions.ADA, "warned", List.of(other), Bent::anotherType));
            misfits.add(new Misfit(Submissions.ADA, "lastSeen", other, Bent::anotherType));
        }
        for (Object other : List.of("", "Ada", List.of(), List.of("Ada"), 5L)) {
            misfits.add(new Misfit(Submissions.ORDINARY, "author", other, Bent::anotherKind));
            misfits.add(new Misfit(Submissions.ORDINARY, "translations", other, Bent::anotherKind));
        }
        for (Object other : List.of("", "sky.png", Map.of(), FILE, 5L)) {
            misfits.add(new Misfit(Submissions.ORDINARY, "attachments", other, Bent::anotherKind));
        }
        for (Object other : List.of("sky.png", List.of(FILE), 5L)) {
            misfits.add(
                    new Misfit(
                            Submissions.ORDINARY,
                            "attachments",
                            List.of(other),
                            Bent::anotherKind));
            var translations = Map.of("de", other);
            misfits.add(
                    new Misfit(
                            Submissions.ORDINARY, "translations", translations, Bent::anotherKind));
        }
        for (Object other : List.of(List.of("HEATED"), Map.of("HEATED", 1L))) {
            misfits.add(new Misfit(Submissions.ORDINARY, "tone", other, Bent::anotherKind));
            misfits.add(new Misfit(Submissions.ORDINARY, "body", other, Bent::anotherKind));
        }
        misfits.add(
                new Misfit(Submissions.ADA, "warned", Instant.EPOCH.toString(), Bent::anotherKind));
        var noBytes = List.of(Map.of("name", "sky.png"));
        misfits.add(new Misfit(Submissions.ORDINARY, "attachments", noBytes, Bent::incomplete));
        var noFlag = Map.of("de", Map.of("text", "Warum?"));
        misfits.add(new Misfit(Submissions.ORDINARY, "translations", noFlag, Bent::incomplete));
        var noLinks = Map.of("fingerprint", 7L, "likelihood", 0.5);
        misfits.add(new Misfit(Submissions.ORDINARY, "figures", noLinks, Bent::incomplete));
        misfits.add(new Misfit(Submissions.FIGURES, "bounty", "many", Bent::unreadable));
        for (var other : List.of("yesterday", "")) {
            misfits.add(new Misfit(Submissions.ADA, "warned", List.of(other), Bent::unreadable));
            misfits.add(new Misfit(Submissions.ADA, "lastSeen", other, Bent::unreadable));
        }
        misfits.addAll(inUsualForms());
        return misfits;
    }

    /** A decimal or a moment in another form than this answer's could mean something there. */
    private static List<Misfit> inUsualForms() {
        var misfits = new ArrayList<Misfit>();
        if ("5.00".equals(Journey.wire(Submissions.FIGURES).get("bounty"))) {
            for (var other : List.of("", " ", "1,5", "1.000,00", "5 or so")) {
                misfits.add(new Misfit(Submissions.FIGURES, "bounty", other, Bent::unreadable));
            }
        }
        var epoch = Instant.EPOCH.toString();
        if (epoch.equals(Journey.wire(Submissions.ADA).get("lastSeen"))) {
            for (var other : List.of("-13-22T09:00", "-11-32T09:00", "-11-22T25:00")) {
                var moment = "2025%s:00Z".formatted(other);
                misfits.add(
                        new Misfit(Submissions.ADA, "warned", List.of(moment), Bent::unreadable));
                misfits.add(new Misfit(Submissions.ADA, "lastSeen", moment, Bent::unreadable));
            }
        }
        return misfits;
    }
}
