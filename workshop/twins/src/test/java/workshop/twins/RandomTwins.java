package workshop.twins;

import static net.jqwik.api.Combinators.combine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import workshop.step06.Attachment;
import workshop.step06.Author;
import workshop.step06.Figures;
import workshop.step06.Report;
import workshop.step06.Submission;
import workshop.step06.Tone;
import workshop.step06.Translation;
import workshop.step06.Verdict;

/** Random records; every moment in them is one that Python's datetime can hold. */
final class RandomTwins extends DomainContextBase {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final int NANOS_PER_MICRO = 1_000;

    @Provide
    Arbitrary<Report> reports() {
        return combine(texts(), texts(), Arbitraries.integers(), Arbitraries.of(false, true))
                .as(Report::new);
    }

    @Provide
    Arbitrary<Submission> submissions() {
        return combine(
                        texts().injectNull(0.05),
                        authors().injectNull(0.05),
                        Arbitraries.of(Tone.class).injectNull(0.05),
                        attachments().injectNull(0.05),
                        translations().injectNull(0.05),
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
    Arbitrary<Shelf> shelves() {
        var moods = Arbitraries.of(Tone.class).injectNull(0.1).list().ofMaxSize(3);
        return combine(
                        attachments().injectNull(0.1).list().ofMaxSize(3).injectNull(0.05),
                        Arbitraries.maps(keys(), moods.injectNull(0.1)).ofMaxSize(3),
                        attachments().optional())
                .as(Shelf::new);
    }

    @Provide
    Arbitrary<Verdict> verdicts() {
        return Arbitraries.oneOf(
                Arbitraries.just(new Verdict.AsWritten()),
                texts().map(Verdict.KeptFromReaders::new),
                combine(texts(), moments()).as(Verdict.HandedToPerson::new));
    }

    /** Moments that Java has and Python has not. */
    @Provide
    Arbitrary<Instant> foreignMoments() {
        return Arbitraries.oneOf(
                Arbitraries.longs()
                        .between(Instant.MIN.getEpochSecond(), FIRST.getEpochSecond() - 1)
                        .map(Instant::ofEpochSecond),
                Arbitraries.longs()
                        .between(LAST.getEpochSecond() + 1, Instant.MAX.getEpochSecond())
                        .map(Instant::ofEpochSecond),
                combine(moments(), Arbitraries.integers().between(1, NANOS_PER_MICRO - 1))
                        .as(Instant::plusNanos));
    }

    private Arbitrary<Author> authors() {
        return combine(
                        texts().injectNull(0.05),
                        moments().injectNull(0.1).list().ofMaxSize(3).injectNull(0.05),
                        moments().optional())
                .as(Author::new);
    }

    private Arbitrary<List<Attachment>> attachments() {
        return combine(texts().injectNull(0.05), Arbitraries.longs().greaterOrEqual(0))
                .as(Attachment::new)
                .injectNull(0.1)
                .list()
                .ofMaxSize(3);
    }

    private Arbitrary<Map<String, Translation>> translations() {
        var translation =
                combine(texts().injectNull(0.05), Arbitraries.of(false, true)).as(Translation::new);
        return Arbitraries.maps(keys(), translation.injectNull(0.1)).ofMaxSize(3);
    }

    /** Every possible char, half a pair included, and what people trip over. */
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
                        "\uDC26\uD83D",
                        "\u0000",
                        "\"\\\n",
                        "\u2028",
                        "\uFEFF",
                        "{}",
                        "5"));
    }

    /** The kit's serializer refuses half a pair in a key. */
    private Arbitrary<String> keys() {
        return texts().filter(
                        text ->
                                text.codePoints()
                                        .noneMatch(
                                                c -> Character.getType(c) == Character.SURROGATE));
    }

    private Arbitrary<Instant> moments() {
        return Arbitraries.oneOf(
                Arbitraries.of(FIRST, LAST, Instant.EPOCH),
                combine(
                                Arbitraries.longs()
                                        .between(FIRST.getEpochSecond(), LAST.getEpochSecond()),
                                Arbitraries.integers().between(0, 999_999))
                        .as(
                                (second, micro) ->
                                        Instant.ofEpochSecond(
                                                second, (long) micro * NANOS_PER_MICRO)));
    }

    private Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.of(0.0, -0.0, 0.1, Double.MIN_VALUE, Double.MAX_VALUE),
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite));
    }

    private Arbitrary<BigDecimal> decimals() {
        var limit = BigInteger.TEN.pow(40);
        return Arbitraries.oneOf(
                combine(
                                Arbitraries.bigIntegers().between(limit.negate(), limit),
                                Arbitraries.integers().between(-50, 50))
                        .as(BigDecimal::new),
                Arbitraries.of("5.00", "5E+3", "0E-20", "1E-2147483647").map(BigDecimal::new));
    }
}
