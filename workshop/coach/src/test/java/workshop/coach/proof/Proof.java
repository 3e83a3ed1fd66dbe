package workshop.coach.proof;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import workshop.coach.engine.CompileError;
import workshop.coach.engine.SourceStack;
import workshop.coach.engine.StepSources;
import workshop.coach.proof.EnginePool.Outcome;
import workshop.coach.proof.EnginePool.Variant;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;
import workshop.grading.Status;
import workshop.grading.StepResult;
import workshop.grading.TestResult;

/**
 * What must be true of a step's exercises, as checks that run by themselves: they compile and run
 * the starter, the solution, every wrong answer and every stage on the way. A check that fails
 * tells a maintainer what to do.
 */
final class Proof {

    /** What is claimed of each exercise. */
    enum Claim {
        STARTER,
        SOLUTION,
        WRONG,
        ORDER,
        README
    }

    /** One claim about some exercises. */
    record Check(Claim claim, Set<String> exercises, String name, Body body) {

        interface Body {
            void run() throws Exception;
        }
    }

    private static final int POINTS = 100;
    private static final int HINTS = 3;
    private static final int WRONG_ANSWERS = 4;

    /** Reasons to be red that are nobody's lesson. */
    private static final Pattern ACCIDENT =
            Pattern.compile(
                    "\\b(NullPointerException|ClassNotFoundException|ClassCastException"
                        + "|\\w+(Def|Method|Field|Initializer)\\w*Error|StackOverflowError|OutOfMemoryError|BindException|ConnectException"
                        + "|JedisConnectionException|NoSuchBeanDefinitionException|BeanCreationException|ParameterResolutionException)\\b|The"
                        + " application does not start|exit code \\d+|was not finished after");

    private final EnginePool bench;
    private final StepSources sources;
    private final Manifest manifest;
    private final ProofTable table;
    private final Future<SolutionBaseline> solved;
    private final Map<Variant, Future<Outcome>> outcomes = new HashMap<>();
    private final Set<Variant> counted = new HashSet<>();

    /**
     * The proof of one step.
     *
     * @throws AssertionError when the starter does not compile, or has no exercises
     */
    Proof(EnginePool bench, StepSources sources) throws IOException, InterruptedException {
        this.bench = bench;
        this.sources = sources;
        solved = bench.solve(sources, solved());
        var starter = outcome(new Variant(sources.main(), Set.of()));
        requireCompiled(starter.errors(), "The starter of " + name());
        manifest = starter.manifest();
        require(
                !manifest.exercises().isEmpty(),
                "%s has no @Exercise in src/test.",
                manifest.step());
        table = new ProofTable(manifest);
    }

    /**
     * Puts on the bench all that has to be run, so that the checks, which go one by one, find most
     * of it done.
     */
    void begin() throws IOException {
        put(starter());
        put(solution());
        WrongAnswer.all(sources).forEach(wrong -> put(variant(wrong)));
        manifest.exercises().forEach(exercise -> put(until(exercise)));
    }

    /** All that is claimed. */
    List<Check> checks() throws IOException {
        var checks = new ArrayList<Check>();
        checks.add(
                new Check(Claim.README, Set.of(), "exercises.json fits the tests", this::manifest));
        manifest.exercises()
                .forEach(
                        exercise ->
                                checks.add(
                                        check(
                                                Claim.STARTER,
                                                exercise,
                                                "the starter of %s is red, and says why",
                                                () -> starter(exercise))));
        manifest.exercises()
                .forEach(
                        exercise ->
                                checks.add(
                                        check(
                                                Claim.SOLUTION,
                                                exercise,
                                                "the solution of %s is green",
                                                () -> solution(exercise))));
        checks.add(new Check(Claim.SOLUTION, Set.of(), "the points add up to 100", this::points));
        checks.add(
                new Check(
                        Claim.SOLUTION,
                        Set.of(),
                        "the solution consists of files that exercises tell to edit",
                        this::files));
        for (var wrong : WrongAnswer.all(sources)) {
            checks.add(
                    new Check(
                            Claim.WRONG,
                            wrong.messages().keySet(),
                            "wrong answer \"%s\" is red in %s only"
                                    .formatted(wrong.name(), wrong.messages().keySet()),
                            () -> wrong(wrong)));
        }
        checks.add(
                new Check(
                        Claim.WRONG,
                        Set.of(),
                        "there are at least %d wrong answers".formatted(WRONG_ANSWERS),
                        this::wrongAnswers));
        manifest.exercises()
                .forEach(
                        exercise ->
                                checks.add(
                                        check(
                                                Claim.ORDER,
                                                exercise,
                                                "%s can be solved with what came before",
                                                () -> order(exercise))));
        manifest.exercises()
                .forEach(
                        exercise ->
                                checks.add(
                                        check(
                                                Claim.README,
                                                exercise,
                                                "%s has a story, three hints and a TODO",
                                                () -> readme(exercise))));
        return checks;
    }

    private static Check check(Claim claim, ExerciseResult exercise, String name, Check.Body body) {
        return new Check(claim, Set.of(exercise.id()), name.formatted(exercise.id()), body);
    }

    /** Runs a check, and keeps what came of it for the {@link #table()}. */
    void run(Check check) throws Exception {
        var held = false;
        try {
            check.body().run();
            held = true;
        } finally {
            table.add(check, held);
        }
    }

    // --- the claims
    // -----------------------------------------------------------------------------------------

    private void starter(ExerciseResult exercise) throws Exception {
        var id = exercise.id();
        var expected =
                properties(sources.solutions().resolve("starter.properties"))
                        .getOrDefault(id, "TODO " + id);
        var result = find(run(starter(), "The starter of " + name()), id);
        require(
                !result.green(),
                "%s is green in the starter: nothing is left to do. Take the answer out of %s.",
                id,
                exercise.edit());
        require(
                says(result, expected),
                "%s is red in the starter, but no failure says \"%s\". Let the starter throw it,"
                    + " or, when the starter is a naive answer, name a part of its message in %s."
                    + " It says:\n"
                    + "%s",
                id,
                expected,
                relative(sources.solutions().resolve("starter.properties")),
                failures(result));
        result.tests().stream()
                .filter(
                        test ->
                                test.status() == Status.FAILED
                                        && !test.message().contains(expected))
                .filter(test -> ACCIDENT.matcher(test.message()).find())
                .findFirst()
                .ifPresent(
                        test ->
                                require(
                                        false,
                                        "%s is red in the starter by accident, and a learner cannot"
                                                + " know that. Cure it in the test \"%s\" or in the"
                                                + " starter. It says:\n"
                                                + "%s",
                                        id,
                                        test.name(),
                                        test.message().indent(4)));
    }

    private void solution(ExerciseResult exercise) throws Exception {
        var result = find(run(solution(), "The solution of " + name()), exercise.id());
        require(
                result.green(),
                "%s is red with the solution in %s. It says:\n%s",
                exercise.id(),
                relative(sources.solutions()),
                failures(result));
        var alone = get(solved).alone().get(exercise.id()).result();
        table.add(List.of(alone));
        require(
                alone.green(),
                "%s is red with the solution in %s when it runs alone, and green after the ones"
                        + " before. It says:\n"
                        + "%s",
                exercise.id(),
                relative(sources.solutions()),
                failures(alone));
    }

    private void points() {
        var points = manifest.unrun().points();
        require(
                points == POINTS,
                "The exercises of %s are worth %d points together, and should be worth %d. See"
                        + " @Exercise(points = …).",
                manifest.step(),
                points,
                POINTS);
    }

    private void files() {
        var unnamed =
                sources.solution()
                        .only(
                                path ->
                                        manifest.exercises().stream()
                                                .noneMatch(exercise -> edits(exercise, path)));
        require(
                unnamed.files().isEmpty(),
                "The solution has files that no exercise tells to edit: %s. Name them in"
                        + " @Exercise(edit = …), or do without them.",
                unnamed.files().keySet());
    }

    private void wrong(WrongAnswer wrong) throws Exception {
        var where = relative(wrong.folder());
        require(
                !wrong.messages().isEmpty(),
                "%s has no line such as \"1.4 = part of the message\" in wrong.properties.",
                where);
        var unknown = new TreeSet<>(wrong.messages().keySet());
        unknown.removeAll(allIds());
        require(
                unknown.isEmpty(),
                "%s/wrong.properties names %s, which the step does not have.",
                where,
                unknown);
        var astray = new TreeSet<>(wrong.sources().files().keySet());
        astray.removeAll(solved().files().keySet());
        require(
                astray.isEmpty(),
                "%s replaces no file of the step with %s. Is the path right?",
                where,
                astray);
        require(
                !wrong.sources().files().isEmpty(),
                "%s has no file below java/ or resources/.",
                where);

        var complaints = new ArrayList<String>();
        for (var result : run(variant(wrong), where).exercises()) {
            var expected = wrong.messages().get(result.id());
            if (expected == null && !result.green()) {
                complaints.add(
                        "%s makes %s red, too. Let it do less, or name %s in its wrong.properties. It says:\n%s"
                                .formatted(where, result.id(), result.id(), failures(result)));
            } else if (expected != null && result.green()) {
                complaints.add(
                        "%s is green in %s: the exercise takes a wrong answer for a right one. Add a test that tells the two apart."
                                .formatted(where, result.id()));
            } else if (expected != null && !says(result, expected)) {
                complaints.add(
                        "%s is red in %s as it should be, but no failure says \"%s\". It says:\n%s"
                                .formatted(where, result.id(), expected, failures(result)));
            }
        }
        require(complaints.isEmpty(), "%s", String.join("\n", complaints));
    }

    private void wrongAnswers() throws IOException {
        var answers = WrongAnswer.all(sources).size();
        require(
                answers >= WRONG_ANSWERS,
                "%s has %d wrong answers. Think of more that people would give: at least %d.",
                relative(sources.solutions()),
                answers,
                WRONG_ANSWERS);
    }

    private void order(ExerciseResult exercise) throws Exception {
        var variant = until(exercise);
        var solved =
                "With %s solved and the rest as in the starter, ".formatted(variant.exercises());
        for (var result : run(variant, solved + name()).exercises()) {
            require(
                    result.green(),
                    solved
                            + "%s is red. It may need a file that only a later exercise edits. It"
                            + " says:\n"
                            + "%s",
                    result.id(),
                    failures(result));
        }
    }

    private void readme(ExerciseResult exercise) throws IOException {
        var id = exercise.id();
        var readme = sources.folder().resolve("README.md");
        var section =
                Pattern.compile("(?ms)^### " + Pattern.quote(id) + "[ \\t].*?(?=^#{2,3} |\\z)")
                        .matcher(Files.readString(readme));
        require(section.find(), "%s has no heading \"### %s …\".", relative(readme), id);
        var hints = section.group().split("<details>", -1).length - 1;
        require(
                hints == HINTS,
                "%s has %d hints (<details>) under \"### %s\", and should have %d: a nudge, an"
                        + " approach, nearly the code.",
                relative(readme),
                hints,
                id,
                HINTS);

        var file = sources.main().only(path -> edits(exercise, path)).files();
        require(
                file.size() == 1,
                "%s says edit = \"%s\", and %s of the starter have that name.",
                id,
                exercise.edit(),
                file.keySet());
        require(
                todo(id).matcher(Files.readString(file.get(file.firstKey()))).find(),
                "%s has no \"TODO %s\". Put one where the learner is to edit.",
                relative(file.get(file.firstKey())),
                id);
    }

    private void manifest() {
        require(
                Manifest.read(sources.step()).equals(manifest),
                "%s does not fit the tests any more. This command writes it anew:\n"
                        + "    mvn test -pl %s -Dworkshop.manifest=write",
                relative(sources.folder().resolve("src/test/resources/exercises.json")),
                sources.folder().getFileName());
    }

    // --- compiling, running, finding
    // --------------------------------------------------------------------------------

    private Variant starter() {
        return new Variant(sources.main(), allIds());
    }

    private Variant solution() {
        return new Variant(solved(), allIds());
    }

    private Variant variant(WrongAnswer wrong) {
        return new Variant(solved().under(wrong.sources()), allIds());
    }

    private Variant until(ExerciseResult exercise) {
        var until = manifest.exercises().subList(0, manifest.exercises().indexOf(exercise) + 1);
        var answers =
                sources.solution().only(path -> until.stream().anyMatch(done -> edits(done, path)));
        return new Variant(
                sources.main().under(answers),
                until.stream().map(ExerciseResult::id).collect(toCollection(TreeSet::new)));
    }

    private StepResult run(Variant variant, String what) throws IOException, InterruptedException {
        var outcome = outcome(variant);
        requireCompiled(outcome.errors(), what);
        if (counted.add(variant)) {
            table.add(outcome.ran());
        }
        return outcome.result();
    }

    private Future<Outcome> put(Variant variant) {
        return outcomes.computeIfAbsent(variant, key -> bench.put(sources, key, solved));
    }

    private Outcome outcome(Variant variant) throws IOException, InterruptedException {
        return get(put(variant));
    }

    private <T> T get(Future<T> result) throws IOException, InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "%s could not be compiled and run: %s"
                            .formatted(name(), e.getCause().getMessage()),
                    e.getCause());
        }
    }

    private static void requireCompiled(List<CompileError> errors, String what) {
        require(
                errors.isEmpty(),
                "%s does not compile:\n%s",
                what,
                errors.stream().map(Object::toString).collect(joining("\n")));
    }

    /** The step, by its folder. */
    String name() {
        return sources.folder().getFileName().toString();
    }

    private SourceStack solved() {
        return sources.main().under(sources.solution());
    }

    private Set<String> allIds() {
        return manifest.exercises().stream()
                .map(ExerciseResult::id)
                .collect(toCollection(TreeSet::new));
    }

    private static ExerciseResult find(StepResult result, String id) {
        return result.exercises().stream()
                .filter(exercise -> exercise.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static boolean edits(ExerciseResult exercise, String path) {
        return Path.of(path).endsWith(exercise.edit());
    }

    /** "TODO 1.1" is no part of "TODO 1.10". */
    private static Pattern todo(String id) {
        return Pattern.compile("TODO " + Pattern.quote(id) + "(?!\\d)");
    }

    /** Whether a failure says that; where its lines break does not matter. */
    private static boolean says(ExerciseResult result, String expected) {
        var text =
                Pattern.compile(
                        Pattern.quote(expected) + (expected.startsWith("TODO ") ? "(?!\\d)" : ""));
        return result.tests().stream()
                .filter(test -> test.status() == Status.FAILED)
                .anyMatch(test -> text.matcher(test.message().replaceAll("\\s+", " ")).find());
    }

    private static String failures(ExerciseResult result) {
        return result.tests().stream()
                .filter(test -> !test.green())
                .map(Proof::failure)
                .collect(joining());
    }

    private static String failure(TestResult test) {
        return ("%s: %s".formatted(test.name(), test.message())
                        + (test.where() == null ? "" : "\nat " + test.where()))
                .indent(4);
    }

    static Map<String, String> properties(Path file) throws IOException {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        var map = new TreeMap<String, String>();
        properties
                .stringPropertyNames()
                .forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }

    /** A path as a maintainer reads it: from the workshop's folder. */
    private String relative(Path path) {
        return sources.folder().getParent().relativize(path).toString().replace('\\', '/');
    }

    private static void require(boolean condition, String message, Object... arguments) {
        if (!condition) {
            throw new AssertionError(message.formatted(arguments));
        }
    }

    /** What was proved so far. */
    ProofTable table() {
        return table;
    }
}
