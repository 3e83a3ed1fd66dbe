package workshop.grading;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a test class as one exercise. Its points count only when all of its tests are green. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Exercise {

    /** Step and number, such as {@code 1.4}. */
    String id();

    /** What the learner achieves, in a few words. */
    String title();

    /** What it is worth; the exercises of a step add up to 100. */
    int points();

    /** How hard it is, from one to three. */
    int stars();

    /** The file that the learner edits, by its name under the step's {@code src/main/java}. */
    String edit();
}
