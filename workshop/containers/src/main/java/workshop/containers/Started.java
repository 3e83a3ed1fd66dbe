package workshop.containers;

import java.net.URI;
import java.util.function.Supplier;

/** A container that runs, or words on why it does not. */
final class Started {

    private Started() {}

    /**
     * The address of a server in a container.
     *
     * @param otherwise what to do without one
     * @throws IllegalStateException when it does not start
     */
    static URI at(String image, String otherwise, Supplier<URI> start) {
        try {
            return start.get();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    """
                    The container %s does not start: %s
                    Is Docker or Podman running?
                    %s\
                    """
                            .formatted(image, e.getMessage(), otherwise),
                    e);
        }
    }
}
