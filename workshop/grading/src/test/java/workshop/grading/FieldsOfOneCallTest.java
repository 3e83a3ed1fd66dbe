package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FieldsOfOneCallTest {

    /** Keeps some things of a call, and some that belong to no call. */
    static class Desk {

        private static Long last;

        private final byte[] buffer = new byte[2];
        private final AtomicInteger given = new AtomicInteger();
        private final List<Long> all = new ArrayList<>();
        private final long started = 3;
        private int calls;
        private String name;

        void handle(long id) {
            last = id;
            buffer[1] = (byte) id;
            given.set((int) id);
            all.add(id);
            calls++;
            name = "a desk";
        }

        @Override
        public String toString() {
            return name + started + calls + all;
        }
    }

    @Test
    void a_field_that_follows_the_calls_is_found_with_its_values() {
        var desk = new Desk();
        assertThat(FieldsOfOneCall.of(desk, () -> desk.handle(7), () -> desk.handle(8)))
                .containsExactly(
                        "buffer ([0, 7], then [0, 8])", "given (7, then 8)", "last (7, then 8)");
        assertThat(Desk.last).isEqualTo(7);
    }

    @Test
    void the_fields_of_superclasses_count() {
        var desk = new Desk() {};
        assertThat(FieldsOfOneCall.of(desk, () -> desk.handle(1), () -> desk.handle(2))).hasSize(3);
    }

    @Test
    void what_counts_all_calls_or_never_changes_is_of_no_call() {
        var desk = new Desk();
        assertThat(FieldsOfOneCall.of(desk, () -> desk.handle(7), () -> desk.handle(7))).isEmpty();
    }
}
