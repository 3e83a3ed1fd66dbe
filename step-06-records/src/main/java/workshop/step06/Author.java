package workshop.step06;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who hands something in.
 *
 * @param name as others see it
 * @param warned when a moderator had to speak up
 * @param lastSeen empty when this is the first time
 */
public record Author(String name, List<Instant> warned, Optional<Instant> lastSeen) {}
