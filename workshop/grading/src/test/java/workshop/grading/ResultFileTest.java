package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

    @TempDir Path root;

    @Test
    void what_was_written_is_read() throws Exception {
        var result = Workshop.run(Workshop.in(root), Samples.Kinds.class, Samples.Green.class);

        ResultFile.write(result, root.resolve("result.json"));

        assertThat(ResultFile.read(root.resolve("result.json"))).isEqualTo(result);
    }

    @Test
    void classrooms_reporter_finds_what_it_reads() throws Exception {
        var file = root.resolve("result.json");
        ResultFile.write(
                Workshop.run(Workshop.in(root), Samples.Todo.class, Samples.Green.class), file);

        var document = Json.read(file);
        assertThat(document)
                .containsEntry("version", 1)
                .containsEntry("status", "fail")
                .containsEntry("max_score", 70);
        assertThat(document.get("tests"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .hasSize(5)
                .allSatisfy(
                        test ->
                                assertThat(test)
                                        .containsOnlyKeys(
                                                "name",
                                                "status",
                                                "message",
                                                "test_code",
                                                "filename",
                                                "line_no",
                                                "duration",
                                                "score"));
        assertThat(scores(document, "9.2")).containsExactly(7, 7, 6);
        assertThat(scores(document, "9.5")).containsExactly(0, 0);
    }

    private static List<Integer> scores(Map<String, Object> document, String exercise) {
        return ((List<?>) document.get("tests"))
                .stream()
                        .<Map<?, ?>>map(Map.class::cast)
                        .filter(test -> test.get("name").toString().startsWith(exercise + " "))
                        .map(test -> (Integer) test.get("score"))
                        .toList();
    }
}
