package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Exercises that are run by the tests of the grading, and only by them. */
final class Samples {

    private Samples() {}

    @Exercise(
            id = "9.1",
            title = "Every kind of test counts",
            points = 10,
            stars = 1,
            edit = "Learner.java")
    static class Kinds {

        @Test
        void plain() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void with_a_parameter(int number) {
            assertThat(number).as("a number below two").isLessThan(2);
        }

        @TestFactory
        Stream<DynamicTest> made_while_running() {
            return Stream.of(
                    DynamicTest.dynamicTest("one", () -> {}),
                    DynamicTest.dynamicTest("two", Learner::todo));
        }

        @Nested
        class When_it_is_nested {

            @Test
            void halves_nothing() {
                Learner.half(2);
            }
        }
    }

    @Exercise(
            id = "9.11",
            title = "It builds on another one",
            points = 10,
            stars = 1,
            edit = "Other.java")
    static class Elsewhere {

        @Test
        void one() {
            Learner.half(2);
        }
    }

    @Exercise(
            id = "9.2",
            title = "All of these are green",
            points = 20,
            stars = 2,
            edit = "Learner.java")
    static class Green {

        @Test
        void one() {}

        @Test
        void two() {}

        @Test
        void three() {}
    }

    @Exercise(
            id = "9.3",
            title = "A loop gets a verdict",
            points = 5,
            stars = 3,
            edit = "Nowhere.java")
    static class Endless {

        @Test
        @Timeout(1)
        void ends() {
            Learner.never();
        }

        @Test
        @Timeout(1)
        void would_not_end_either() {
            Learner.never();
        }
    }

    @Exercise(
            id = "9.4",
            title = "What does not begin",
            points = 5,
            stars = 1,
            edit = "Learner.java")
    static class NoBeginning {

        @BeforeAll
        static void cannot_begin() {
            throw new IllegalStateException(
                    "no server", new IllegalArgumentException("port in use"));
        }

        @Test
        void never_runs() {}
    }

    @Exercise(
            id = "9.10",
            title = "What is switched off",
            points = 10,
            stars = 1,
            edit = "Learner.java")
    static class SwitchedOff {

        @Test
        void green() {}

        @Test
        @Disabled("too hard")
        void off() {}
    }

    @Exercise(
            id = "9.5",
            title = "Two tests, one answer",
            points = 50,
            stars = 1,
            edit = "Learner.java")
    static class Todo {

        @Test
        void does_something() {
            Learner.todo();
        }

        @Test
        void does_something_else() {
            Learner.todo();
        }
    }

    @Exercise(id = "9.6", title = "Leave", points = 50, stars = 1, edit = "Learner.java")
    static class Exit {

        @Test
        @Timeout(2)
        void leaves() {
            Learner.exit();
        }
    }

    @Exercise(
            id = "9.7",
            title = "An application that does not start",
            points = 10,
            stars = 1,
            edit = "Learner.java")
    @SpringBootTest(classes = StartupFailure.Application.class)
    static class StartupFailure {

        @Configuration
        static class Application {

            @Bean
            Object worker() {
                throw new IllegalStateException("no queue to listen to");
            }
        }

        @Test
        void asks_for_it() {}

        @Test
        void asks_again() {}
    }

    @Exercise(
            id = "9.12",
            title = "A bean that cannot be made",
            points = 10,
            stars = 1,
            edit = "Website.java")
    @SpringBootTest(classes = UnmadeBean.Application.class)
    static class UnmadeBean {

        @Configuration
        @ComponentScan("workshop.grading.scanned")
        static class Application {}

        @Test
        void asks_for_it() {}

        @Test
        void asks_again() {}
    }

    @Exercise(id = "9.8", title = "In this order", points = 10, stars = 1, edit = "Learner.java")
    static class Written {

        @Test
        void zebra() {}

        @Test
        void mule() {}

        @Test
        void ant() {}

        @Test
        void yak() {}

        @ParameterizedTest
        @ValueSource(ints = 1)
        void with_a_number(int number) {}

        @Test
        void bee() {}
    }

    static class NoExercise {

        @Test
        void fails() {
            Learner.todo();
        }
    }
}
