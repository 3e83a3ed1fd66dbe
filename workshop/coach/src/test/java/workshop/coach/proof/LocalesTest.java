package workshop.coach.proof;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workshop.coach.engine.CompiledStep;
import workshop.coach.engine.Engine;
import workshop.coach.engine.SourceStack;
import workshop.coach.engine.StepSources;
import workshop.grading.ExerciseResult;

/**
 * On machines of other languages, in other time zones and with other encodings, every solution is
 * green, and the starters say the same words. It runs when {@code .ci/run locales} asks for it.
 */
@Tag("locales")
@Timeout(600)
class LocalesTest {

    private static final List<String> LANGUAGES =
            List.of(
                    "ar-EG",
                    "ar-SA",
                    "fa-IR",
                    "bn-BD",
                    "mr-IN",
                    "ne-NP",
                    "my-MM",
                    "ckb-IQ",
                    "ps-AF",
                    "tr-TR",
                    "az-AZ",
                    "lt-LT",
                    "th-TH-u-ca-buddhist-nu-thai",
                    "ja-JP-u-ca-japanese",
                    "zh-CN",
                    "ko-KR",
                    "he-IL",
                    "hi-IN-u-nu-deva",
                    "de-CH",
                    "el-GR");

    /** Five of these and four of those: in twenty machines, every pair is there once. */
    private static final List<String> ENCODINGS =
            List.of("UTF-8", "US-ASCII", "ISO-8859-9", "windows-1256", "Shift_JIS");

    private static final List<String> ZONES =
            List.of("Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Africa/Cairo");

    /** Time is no matter of language. */
    private static final List<String> PATIENT = List.of(EnginePool.PATIENT_TEST);

    /** Of each step, by its name. */
    private static final Map<String, CompiledStep> SOLUTIONS = new LinkedHashMap<>();

    private static final Map<String, CompiledStep> STARTERS = new LinkedHashMap<>();
    private static List<String> words;

    /** A machine, as options of {@code java}. */
    private record Machine(String language, String encoding, String zone) {

        private List<String> options() {
            var locale = Locale.forLanguageTag(language);
            var options = new ArrayList<>(PATIENT);
            options.addAll(
                    List.of(
                            "-Duser.language=" + locale.getLanguage(),
                            "-Duser.country=" + locale.getCountry(),
                            "-Dfile.encoding=" + encoding,
                            "-Duser.timezone=" + zone));
            if (locale.getExtension('u') != null) {
                options.add("-Duser.extensions=u-" + locale.getExtension('u'));
            }
            return options;
        }
    }

    static Stream<Machine> machines() {
        return IntStream.range(0, LANGUAGES.size())
                .mapToObj(
                        i ->
                                new Machine(
                                        LANGUAGES.get(i),
                                        ENCODINGS.get(i % ENCODINGS.size()),
                                        ZONES.get(i % ZONES.size())));
    }

    /** All machines run the same classes. */
    @BeforeAll
    static void compile() throws Exception {
        try (var engine = new Engine(EnginePool.PATIENT_DEADLINE, PATIENT)) {
            for (var sources : ChosenSteps.all()) {
                var solved = sources.main().under(sources.solution());
                SOLUTIONS.put(sources.step().name(), compiled(engine, sources, solved));
                STARTERS.put(sources.step().name(), compiled(engine, sources, sources.main()));
            }
            words = words(engine);
        }
    }

    private static CompiledStep compiled(Engine engine, StepSources sources, SourceStack main)
            throws IOException {
        var build = engine.build(sources.step(), main, sources.tests());
        assertThat(build.errors()).as("errors in %s", sources.step().name()).isEmpty();
        return build;
    }

    @AfterAll
    static void forget() throws IOException {
        for (var build : SOLUTIONS.values()) {
            build.close();
        }
        for (var build : STARTERS.values()) {
            build.close();
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void a_machine_changes_nothing(Machine machine) throws Exception {
        try (var engine = new Engine(EnginePool.PATIENT_DEADLINE, machine.options())) {
            for (var build : SOLUTIONS.values()) {
                var red = red(engine, build, id -> true);
                if (!red.isEmpty()) {
                    // Beside other work a race may stand still for too long.
                    red = red(engine, build, red.keySet()::contains);
                }
                assertThat(red).as("red exercises of a solution").isEmpty();
            }
            assertThat(words(engine)).isEqualTo(words);
        }
    }

    private static Map<String, ExerciseResult> red(
            Engine engine, CompiledStep build, Predicate<String> ids) throws Exception {
        var results = engine.run(build, ids).exercises();
        assertThat(results).isNotEmpty();
        return results.stream()
                .filter(exercise -> !exercise.green())
                .collect(toMap(ExerciseResult::id, exercise -> exercise));
    }

    @Test
    void every_encoding_meets_every_zone() {
        assertThat(machines().map(machine -> machine.encoding() + machine.zone()))
                .doesNotHaveDuplicates()
                .hasSize(ENCODINGS.size() * ZONES.size());
    }

    /** What the starters say. */
    private static List<String> words(Engine engine) throws Exception {
        var words = new ArrayList<String>();
        for (var build : STARTERS.values()) {
            engine.run(build, id -> true).exercises().stream()
                    .flatMap(LocalesTest::words)
                    .forEach(words::add);
        }
        return words;
    }

    private static Stream<String> words(ExerciseResult exercise) {
        return exercise.tests().stream()
                .map(test -> "%s %s: %s".formatted(exercise.id(), test.name(), test.message()));
    }
}
