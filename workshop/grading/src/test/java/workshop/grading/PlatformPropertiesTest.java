package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class PlatformPropertiesTest {

    /** JUnit reads the first one that it finds, so a second one would win or lose by chance. */
    @Test
    void there_is_one_junit_platform_properties_on_the_class_path() throws Exception {
        assertThat(
                        Collections.list(
                                getClass()
                                        .getClassLoader()
                                        .getResources("junit-platform.properties")))
                .hasSize(1);
    }
}
