package workshop.step06;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The person who hands something in.
 *
 * @param name the name that others see
 * @param warned when a moderator had to step in
 * @param lastSeen empty if this is the first time
 */
public record Author(String name, List<Instant> warned, Optional<Instant> lastSeen) {

    /** Someone who left no name. */
    public static final Author ANONYMOUS = new Author(null, List.of(), Optional.empty());
}
