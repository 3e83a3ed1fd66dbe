package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

    @TempDir Path root;

    @Test
    void what_was_written_is_read() throws Exception {
        var result =
                SmallWorkshop.run(SmallWorkshop.in(root), Samples.Kinds.class, Samples.Green.class);

        ResultFile.write(result, root.resolve("result.json"));

        assertThat(ResultFile.read(root.resolve("result.json"))).isEqualTo(result);
    }
}
