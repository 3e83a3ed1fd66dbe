package workshop.twins;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import workshop.step06.Attachment;
import workshop.step06.Tone;

/** What no record of step 06 has: lists in lists, lists in a map, a list that may be missing. */
public record Shelf(
        List<List<Attachment>> pages,
        Map<String, List<Tone>> moods,
        Optional<List<Attachment>> perhaps) {}
