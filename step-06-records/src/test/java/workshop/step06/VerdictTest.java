package workshop.step06;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import workshop.grading.Exercise;

@Exercise(id = "6.3", title = "Names you chose", points = 20, stars = 2, edit = "Verdict.java")
@Domain(Submissions.class)
@PropertyDefaults(tries = 200)
class VerdictTest {

    /** Messages from the time when the classes had other names. */
    static Stream<Arguments> goldenVerdicts() {
        var until = "2025-11-22T09:00:00Z";
        return Stream.of(
                Arguments.of(Map.of("verdict", "shown"), new Verdict.AsWritten()),
                Arguments.of(
                        Map.of("verdict", "hidden", "reason", "casino"),
                        new Verdict.KeptFromReaders("casino")),
                Arguments.of(
                        Map.of("verdict", "escalated", "moderator", "Ada", "until", until),
                        new Verdict.HandedToPerson("Ada", Instant.parse(until))));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("goldenVerdicts")
    void every_verdict_travels_under_its_name(Map<String, Object> golden, Verdict verdict) {
        var wire = Journey.overTheWire(Verdict.deflate(verdict));

        assertThat(wire.toString())
                .as(
                        """
                        %s on the wire. It contains a class's name, so no one can rename, move or \
                        split the class while a message like this may be waiting somewhere. And a \
                        reader that trusts the name makes objects of whatever class the wire \
                        names.\
                        """,
                        verdict)
                .doesNotContainIgnoringCase("workshop.step06", verdict.getClass().getSimpleName());
        assertThat(wire).as("%s on the wire", verdict).isEqualTo(golden);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("goldenVerdicts")
    void a_verdict_from_before_the_classes_were_renamed_is_still_read(
            Map<String, Object> golden, Verdict verdict) {
        assertThat(Verdict.inflate(golden))
                .as(
                        """
                        what your code made of %s, which has been waiting since the classes had \
                        other names\
                        """,
                        golden)
                .isEqualTo(verdict);
    }

    @Property(seed = "4")
    void every_verdict_comes_back_equal(@ForAll Verdict verdict) {
        var wire = Journey.overTheWire(Verdict.deflate(verdict));

        var arrived =
                Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(5), () -> Verdict.inflate(wire));
        assertThat(arrived)
                .as(
                        "%s went out as %s, and came back as something else.",
                        Journey.show(verdict), Journey.show(wire))
                .isEqualTo(verdict);
    }

    @Test
    void any_other_name_is_refused_and_no_class_is_initialised() {
        for (var name :
                List.of(
                        "published",
                        "SHOWN",
                        "",
                        "KeptFromReaders",
                        "Verdict$KeptFromReaders",
                        "workshop.step06.Verdict$KeptFromReaders",
                        "workshop.step06.Songbird",
                        "java.lang.ProcessBuilder")) {
            Refused.by(
                    () -> Verdict.inflate(Map.of("verdict", name, "reason", "none")),
                    """
                    A verdict that calls itself "%s" was let in. There are three names, and this \
                    is not one of them.\
                    """,
                    name);
        }
        theSongbirdSleeps();
    }

    @Test
    void a_verdict_without_its_name_is_refused() {
        for (var key : List.of("@class", "@type", "type", "class", "reason")) {
            Refused.by(
                    () -> Verdict.inflate(Map.of(key, "workshop.step06.Songbird")),
                    """
                    {%s=workshop.step06.Songbird} was let in. It has no "verdict", so nothing says \
                    what to make.\
                    """,
                    key);
        }
        theSongbirdSleeps();
    }

    private static void theSongbirdSleeps() {
        assertThat(Canary.songs())
                .as(
                        """
                        Songs of the canary. The wire named a class, and your code loaded and \
                        initialised it, just to see whether it is a verdict: by then its static \
                        initialiser has run. Compare names; never look for a class by a name that \
                        came from outside.\
                        """)
                .isZero();
    }
}
