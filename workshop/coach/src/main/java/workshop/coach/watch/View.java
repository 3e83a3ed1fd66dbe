package workshop.coach.watch;

import java.util.List;

/**
 * What the learner looks at. It is drawn again every second: what a view has to read it reads once,
 * when it is opened.
 */
@FunctionalInterface
interface View {

    /** Its lines at this moment. */
    List<String> lines(WatchedStep step, Display stage);
}
