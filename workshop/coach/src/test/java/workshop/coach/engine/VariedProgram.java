package workshop.coach.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A small program whose files stand on one another in as many ways as Java has. In {@code
 * src/test/resources/edits} each file has places like {@code [[int|long]]}, of which an edit
 * changes one.
 */
final class VariedProgram implements EditedProgram {

    private static final Path FOLDER = Path.of("src/test/resources/edits");
    private static final Pattern PLACE = Pattern.compile("\\[\\[(.*?)]]", Pattern.DOTALL);

    /** Mostly the first texts, which fit together. */
    private static final int OTHER_ONE_IN = 40;

    private static final int FOCUSED = 2;

    /** A place in the file, with what may be there. */
    private record Place(int start, int end, List<String> choices) {}

    private record Template(String text, List<Place> places) {

        static Template of(String text) {
            var places = new ArrayList<Place>();
            for (var found = PLACE.matcher(text); found.find(); ) {
                var choices = Arrays.asList(found.group(1).split("\\|", -1));
                places.add(new Place(found.start(), found.end(), choices));
            }
            return new Template(text, List.copyOf(places));
        }

        /** The text with one choice at each place. */
        String with(List<Integer> choices) {
            var result = new StringBuilder();
            var end = 0;
            for (var i = 0; i < places.size(); i++) {
                var place = places.get(i);
                result.append(text, end, place.start());
                result.append(place.choices().get(choices.get(i)));
                end = place.end();
            }
            return result.append(text, end, text.length()).toString();
        }
    }

    /** A place of one of the files. */
    private record Spot(String file, int index) {}

    private final SortedMap<String, Template> templates = new TreeMap<>();

    /** Those with most texts come first. */
    private final List<Spot> spots = new ArrayList<>();

    /** What was chosen in each file last. */
    private final SortedMap<String, List<Integer>> chosen = new TreeMap<>();

    /**
     * Most edits of a sequence are here: two of the same place find more than one here, one there.
     */
    private List<Spot> focus = List.of();

    VariedProgram() throws IOException {
        for (var file : SourceStack.of(FOLDER).files().entrySet()) {
            var name = file.getKey().replaceFirst("\\.txt$", "");
            var template = Template.of(Files.readString(file.getValue()));
            templates.put(name, template);
            for (var i = 0; i < template.places().size(); i++) {
                spots.add(new Spot(name, i));
            }
        }
        spots.sort(Comparator.comparing(spot -> -choices(spot).size()));
    }

    @Override
    public SortedMap<String, String> start(Random random) {
        templates.forEach(
                (file, template) ->
                        chosen.put(
                                file,
                                new ArrayList<>(Collections.nCopies(template.places().size(), 0))));
        focus = Stream.generate(() -> EditedProgram.any(spots, random)).limit(FOCUSED).toList();
        for (var spot : spots) {
            if (focus.contains(spot) || random.nextInt(OTHER_ONE_IN) == 0) {
                choose(spot, random.nextInt(choices(spot).size()));
            }
        }
        var sources = new TreeMap<String, String>();
        templates.forEach((file, template) -> sources.put(file, template.with(chosen.get(file))));
        return sources;
    }

    @Override
    public Edit edit(SortedMap<String, String> sources, Random random) {
        var spot = EditedProgram.any(random.nextInt(3) > 0 ? focus : spots, random);
        var size = choices(spot).size();
        var next = chosen.get(spot.file()).get(spot.index()) + 1; // neighbours differ in one thing
        choose(spot, random.nextInt(4) > 0 ? next % size : random.nextInt(size));
        return save(spot.file());
    }

    /**
     * All texts of one place, one after the other, while each other place has the first of its own.
     *
     * @param number which place: first those with most texts
     */
    EditSequence allTextsOfOnePlace(int number) {
        var start = start(new Random(0));
        spots.forEach(spot -> choose(spot, 0));
        templates.keySet().forEach(file -> start.put(file, save(file).texts().get(file)));
        var spot = spots.get(number % spots.size());
        var edits = new ArrayList<Edit>();
        for (var choice = 1; choice < choices(spot).size(); choice++) {
            choose(spot, choice);
            edits.add(save(spot.file()));
        }
        return new EditSequence(start, edits);
    }

    private List<String> choices(Spot spot) {
        return templates.get(spot.file()).places().get(spot.index()).choices();
    }

    private void choose(Spot spot, int choice) {
        chosen.get(spot.file()).set(spot.index(), choice);
    }

    private Edit save(String file) {
        return Edit.of(file, templates.get(file).with(chosen.get(file)));
    }
}
