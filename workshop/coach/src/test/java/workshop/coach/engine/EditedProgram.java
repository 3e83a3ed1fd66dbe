package workshop.coach.engine;

import java.util.List;
import java.util.Random;
import java.util.SortedMap;

/**
 * A program that is edited at random. Its files are named as in a step: {@code
 * main/java/workshop/step01/Inbox.java}.
 */
interface EditedProgram {

    /** Some sources to begin with. */
    SortedMap<String, String> start(Random random);

    /** Another version of some of the files. */
    Edit edit(SortedMap<String, String> sources, Random random);

    /** One of these. */
    static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
