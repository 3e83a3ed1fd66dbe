package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonSerializerTest {

    private final Serializer json = new JsonSerializer();

    @Property
    void a_payload_that_it_takes_comes_back_equal(@ForAll("payloads") Object payload)
            throws Exception {
        assertThat(json.loads(json.dumps(payload))).isEqualTo(payload);
    }

    @Provide
    Arbitrary<Object> payloads() {
        Arbitrary<Object> plain =
                Arbitraries.oneOf(
                        Arbitraries.just(null),
                        Arbitraries.of(true, false),
                        Arbitraries.longs(),
                        Arbitraries.doubles().filter(number -> Double.compare(number, -0.0) != 0),
                        texts());
        return Arbitraries.lazyOf(
                () -> plain,
                () -> plain,
                () -> plain,
                () -> payloads().list().ofMaxSize(3).map(Object.class::cast),
                () -> Arbitraries.maps(keys(), payloads()).ofMaxSize(3).map(Object.class::cast));
    }

    /** Half a surrogate pair can be a value, and no key. */
    private static Arbitrary<String> keys() {
        return texts().filter(text -> UTF_8.newEncoder().canEncode(text));
    }

    @Test
    void half_a_surrogate_pair_comes_back_equal() throws Exception {
        assertThat(json.loads(json.dumps("half a smile \uD83D"))).isEqualTo("half a smile \uD83D");
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(20);
    }

    @Test
    void it_reads_as_deep_as_it_writes() throws Exception {
        Object payload = List.of();
        for (int depth = 1; depth < 500; depth++) {
            payload = List.of(payload);
        }

        assertThat(json.loads(json.dumps(payload))).isEqualTo(payload);
    }

    @Test
    void small_whole_numbers_come_back_as_long() throws Exception {
        assertThat(json.loads(json.dumps(List.of((byte) 1, (short) 2, 3))))
                .isEqualTo(List.of(1L, 2L, 3L));
    }

    @ParameterizedTest
    @MethodSource
    void a_payload_that_would_not_come_back_as_it_was_is_refused(Object payload, String reason) {
        assertThatThrownBy(() -> json.dumps(payload))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> json.dumps(List.of(Map.of("deep", payload))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static List<Object[]> a_payload_that_would_not_come_back_as_it_was_is_refused() {
        var itself = new ArrayList<>();
        itself.add(itself);
        return List.of(
                new Object[] {Instant.EPOCH, "java.time.Instant"},
                new Object[] {new BigDecimal("0.10"), "java.math.BigDecimal"},
                new Object[] {new AtomicInteger(1), "java.util.concurrent.atomic.AtomicInteger"},
                new Object[] {'c', "java.lang.Character"},
                new Object[] {new int[] {1}, "[I"},
                new Object[] {Double.NaN, "no form for the number NaN"},
                new Object[] {Float.POSITIVE_INFINITY, "no form for the number Infinity"},
                new Object[] {Map.of(1, "one"), "text keys"},
                new Object[] {Map.of("\uDE00", 1), "one half of a surrogate pair"},
                new Object[] {itself, "nested 500 levels deep or more"});
    }

    @ParameterizedTest
    @MethodSource
    void bytes_that_are_not_one_json_value_or_would_change_are_refused(String body) {
        assertThatThrownBy(() -> json.loads(body.getBytes())).isInstanceOf(RuntimeException.class);
    }

    static List<String> bytes_that_are_not_one_json_value_or_would_change_are_refused() {
        return List.of(
                "1e999",
                "{\"a\":[-1e999]}",
                "{\"a\":1,\"a\":2}",
                "[{\"a\":1,\"b\":2,\"a\":1}]",
                "",
                "nul",
                "1 2",
                "[",
                "NaN",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000));
    }
}
