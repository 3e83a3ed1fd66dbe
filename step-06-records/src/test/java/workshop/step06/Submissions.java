package workshop.step06;

import static net.jqwik.api.Combinators.combine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.AbstractMap.SimpleEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Submissions and everything they are made of: an ordinary one, and as many strange ones as a
 * property asks for.
 */
final class Submissions extends DomainContextBase {

    private static final Instant FIRST = Instant.parse("-999999998-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("+999999998-01-01T00:00:00Z");

    /** What a property asks for beyond the ordinary, and the time zone in which to send it. */
    record Corner(Record record, String zone) {}

    /** Some change their clocks by half an hour, in the other half of the year, or at midnight. */
    private static final List<String> ZONES =
            List.of(
                    "UTC",
                    "Europe/Berlin",
                    "America/New_York",
                    "Australia/Lord_Howe",
                    "America/Santiago",
                    "Asia/Kathmandu");

    static final Author ADA =
            new Author(
                    "Ada",
                    List.of(Instant.parse("2025-11-22T09:00:00.000000001Z")),
                    Optional.of(Instant.EPOCH));
    static final Figures FIGURES =
            new Figures(2, 9_007_199_254_740_993L, 0.1, new BigDecimal("5.00"));
    static final Submission ORDINARY =
            new Submission(
                    "Why is the sky blue? \uD83D\uDC26",
                    ADA,
                    Tone.HEATED,
                    List.of(new Attachment("sky.png", 7)),
                    Map.of("de", new Translation("Warum ist der Himmel blau?", true)),
                    null,
                    FIGURES);

    @Provide
    Arbitrary<Submission> submissions() {
        return combine(
                        texts(),
                        authors().injectNull(0.05),
                        Arbitraries.of(Tone.class).injectNull(0.05),
                        attachments().injectNull(0.1).list().ofMaxSize(3).injectNull(0.05),
                        translationsByLanguage().injectNull(0.05),
                        texts().injectNull(0.2),
                        figures().injectNull(0.2))
                .as(Submission::new);
    }

    @Provide
    Arbitrary<Figures> figures() {
        return combine(
                        Arbitraries.integers(),
                        Arbitraries.longs(),
                        doubles(),
                        decimals().injectNull(0.05))
                .as(Figures::new);
    }

    @Provide
    Arbitrary<Author> authors() {
        return combine(
                        texts().injectNull(0.05),
                        instants().injectNull(0.1).list().ofMaxSize(3).injectNull(0.05),
                        instants().optional())
                .as(Author::new);
    }

    /**
     * Lists in lists, optionals in lists and maps, enums as keys, numbers that are none, and
     * moments about the time when the clocks of the sender's zone change.
     */
    @Provide
    Arbitrary<Corner> corners() {
        return Arbitraries.oneOf(ZONES.stream().map(this::cornersIn).toList());
    }

    private Arbitrary<Corner> cornersIn(String zone) {
        return recordsIn(zone).map(record -> new Corner(record, zone));
    }

    private Arbitrary<Record> recordsIn(String zone) {
        var files = attachments().injectNull(0.1).list().ofMaxSize(2);
        var tones = Arbitraries.of(Tone.class);
        var moments = atTheChangeOfClocks(ZoneId.of(zone));
        return Arbitraries.oneOf(
                files.injectNull(0.1).list().ofMaxSize(3).map(Shapes.Pages::new),
                maps(keys(), files, 2).map(Shapes.Folders::new),
                maps(tones, texts(), 2).map(Shapes.ByTone::new),
                tones.injectNull(0.1).list().ofMaxSize(3).map(Shapes.Moods::new),
                moments.optional(0.5).list().ofMaxSize(3).map(Shapes.Visits::new),
                maps(keys(), attachments().optional(0.5), 2).map(Shapes.Slots::new),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                        .map(odd -> new Figures(0, 0, odd, BigDecimal.ONE)),
                combine(texts(), moments.list().ofMaxSize(3), moments.optional()).as(Author::new));
    }

    private Arbitrary<Instant> atTheChangeOfClocks(ZoneId zone) {
        var rules = zone.getRules();
        var change = rules.nextTransition(Instant.parse("2025-01-01T00:00:00Z"));
        var first = change == null ? Instant.EPOCH : change.getInstant();
        var second = change == null ? first : rules.nextTransition(first).getInstant();
        return combine(
                        Arbitraries.of(first, second),
                        Arbitraries.longs().between(-7_200, 7_200),
                        Arbitraries.of(-1, 0, 1))
                .as((when, seconds, nanos) -> when.plusSeconds(seconds).plusNanos(nanos));
    }

    @Provide
    Arbitrary<Verdict> verdicts() {
        return Arbitraries.oneOf(
                Arbitraries.just(new Verdict.AsWritten()),
                texts().map(Verdict.KeptFromReaders::new),
                combine(texts(), instants()).as(Verdict.HandedToPerson::new));
    }

    private Arbitrary<Attachment> attachments() {
        return combine(texts(), Arbitraries.longs().greaterOrEqual(0)).as(Attachment::new);
    }

    private Arbitrary<Map<String, Translation>> translationsByLanguage() {
        return maps(keys(), translations().injectNull(0.1), 3);
    }

    /** jqwik's own maps need a new generator for each set of keys, and that takes most of a run. */
    private static <K, V> Arbitrary<Map<K, V>> maps(
            Arbitrary<K> keys, Arbitrary<V> values, int largest) {
        return combine(keys, values)
                .as(SimpleEntry::new)
                .list()
                .ofMaxSize(largest)
                .map(Submissions::map);
    }

    private static <K, V> Map<K, V> map(List<SimpleEntry<K, V>> entries) {
        var map = new HashMap<K, V>();
        entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    private Arbitrary<Translation> translations() {
        return combine(texts().injectNull(0.05), Arbitraries.of(false, true)).as(Translation::new);
    }

    /**
     * Every possible char, and what people trip over: two forms of é, emoji, reversed direction,
     * half a surrogate pair, JSON's own words.
     */
    private Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(5),
                Arbitraries.of(
                        "",
                        "null",
                        "\u00e9",
                        "e\u0301",
                        "\uD83D\uDC69\u200D\uD83D\uDC67",
                        "\u202Eabc",
                        "\uD83D",
                        "\u0000",
                        "C:\\new",
                        "\"\\\n",
                        "\u2028",
                        "\uFEFF",
                        "{}",
                        "5",
                        "true",
                        "<b>Tom & Jerry's</b>",
                        "&lt;",
                        "100%25+1",
                        "a long text ".repeat(30)));
    }

    /**
     * Some differ only in case. JSON can carry half a surrogate pair in a value; Jackson cannot
     * read one in a key.
     */
    private Arbitrary<String> keys() {
        return Arbitraries.oneOf(
                Arbitraries.of("en", "EN", "pt-BR"),
                texts().filter(text -> text.codePoints().noneMatch(Submissions::isHalfAPair)));
    }

    private static boolean isHalfAPair(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    /**
     * As far as every class for dates goes, to the nanosecond; and whole minutes, days and
     * milliseconds, which some forms write in short.
     */
    private Arbitrary<Instant> instants() {
        var far = Arbitraries.longs().between(FIRST.getEpochSecond(), LAST.getEpochSecond());
        var near = Arbitraries.longs().between(-99_999, 99_999);
        return combine(
                        Arbitraries.oneOf(
                                far,
                                near.map(minutes -> 60 * minutes),
                                near.map(days -> 86_400 * days)),
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(0, 999_999_999),
                                Arbitraries.integers().between(0, 999).map(n -> 1_000_000 * n),
                                Arbitraries.integers().between(0, 999_999).map(n -> 1_000 * n)))
                .as(Instant::ofEpochSecond);
    }

    /** Every finite one; JSON has no others. */
    private Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.of(0.0, -0.0, 0.1, 1.0 / 3, Double.MIN_VALUE, Double.MAX_VALUE),
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite));
    }

    private Arbitrary<BigDecimal> decimals() {
        var limit = BigInteger.TEN.pow(30);
        return combine(
                        Arbitraries.bigIntegers().between(limit.negate(), limit),
                        Arbitraries.integers().between(-20, 20))
                .as(BigDecimal::new);
    }
}
