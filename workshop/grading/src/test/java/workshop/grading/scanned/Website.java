package workshop.grading.scanned;

import org.springframework.stereotype.Component;

/** No one can make it: there is no such bean. */
@Component
class Website {

    Website(Runnable missing) {
        missing.run();
    }
}
