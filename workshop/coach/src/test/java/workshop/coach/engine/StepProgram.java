package workshop.coach.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import workshop.coach.steps.StoredAnswer;

/** A step, edited as learners do: one file, or all files of an answer, become those of another. */
final class StepProgram implements EditedProgram {

    private final SortedMap<String, String> starter = new TreeMap<>();

    /** Only the main sources that each answer changes. */
    private final List<SortedMap<String, String>> answers = new ArrayList<>();

    StepProgram(StepSources step) throws IOException {
        starter.putAll(read("main/", step.main()));
        starter.putAll(read("test/", step.tests()));
        answers.add(read("main/", step.main()));
        answers.add(read("main/", step.solution()));
        for (var wrong : StoredAnswer.wrong(step)) {
            var answer = new TreeMap<String, String>();
            wrong.texts().forEach((path, text) -> answer.put("main/" + path, text));
            answers.add(answer);
        }
    }

    private static SortedMap<String, String> read(String prefix, SourceStack stack)
            throws IOException {
        var texts = new TreeMap<String, String>();
        for (var file : stack.sources().files().entrySet()) {
            texts.put(
                    prefix + file.getKey(), new String(Files.readAllBytes(file.getValue()), UTF_8));
        }
        return texts;
    }

    @Override
    public SortedMap<String, String> start(Random random) {
        return answer(random).applyTo(starter);
    }

    @Override
    public Edit edit(SortedMap<String, String> sources, Random random) {
        var answer = answer(random);
        var file = EditedProgram.any(List.copyOf(answer.texts().keySet()), random);
        return random.nextBoolean() ? answer : Edit.of(file, answer.texts().get(file));
    }

    private Edit answer(Random random) {
        return new Edit(EditedProgram.any(answers, random), false);
    }
}
