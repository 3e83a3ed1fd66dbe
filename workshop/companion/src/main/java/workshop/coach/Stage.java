package workshop.coach;

import java.util.function.IntConsumer;
import workshop.grade.ExerciseResult;
import workshop.grade.Terminal;

/** Where {@code watch} is seen, and where its keys come from. */
interface Stage extends AutoCloseable {

    /** Says which keys there are; begins to listen. {@code -1} is the end of all keys. */
    void listen(IntConsumer keys, Runnable resized);

    /** Shows that. */
    void show(Scene scene);

    /** The next part of a body that is longer than the screen; after the last comes the first. */
    void more();

    /** How wide it is. */
    int columns();

    /** An exercise and how it stands, in a line. */
    String line(ExerciseResult exercise);

    /** Whether it is rather heard than seen. */
    boolean spoken();

    /** What it can show. */
    Terminal terminal();

    @Override
    void close();
}
