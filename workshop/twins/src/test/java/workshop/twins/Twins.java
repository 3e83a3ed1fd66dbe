package workshop.twins;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workshop.step06.Attachment;
import workshop.step06.Author;
import workshop.step06.Deflater;
import workshop.step06.Figures;
import workshop.step06.Inflater;
import workshop.step06.Report;
import workshop.step06.Reports;
import workshop.step06.SomeClass;
import workshop.step06.Submission;
import workshop.step06.Tone;
import workshop.step06.Translation;
import workshop.step06.Verdict;

/** What has a twin in Python, by its name there, and what the solutions of step 06 make of it. */
final class Twins {

    private static final Map<String, Class<? extends Record>> TYPES =
            Stream.of(
                            Author.class,
                            Attachment.class,
                            Translation.class,
                            Figures.class,
                            Submission.class,
                            Shelf.class,
                            ByTone.class,
                            SomeClass.class)
                    .collect(Collectors.toMap(Class::getSimpleName, type -> type));

    private Twins() {}

    static String nameOf(Object twin) {
        return twin instanceof Verdict ? "Verdict" : twin.getClass().getSimpleName();
    }

    static Map<String, Object> deflate(Object twin) {
        return twin instanceof Verdict verdict
                ? Verdict.deflate(verdict)
                : Deflater.deflate((Record) twin);
    }

    static Object inflate(String name, Map<String, ?> data) {
        return switch (name) {
            case "Verdict" -> Verdict.inflate(data);
            case "Report" -> Reports.inflate(data);
            default -> Inflater.inflate(TYPES.get(name), data);
        };
    }

    /** The change that Python's {@code changed} makes, too: no answer is right by echoing. */
    static Object changed(Object twin) {
        if (twin instanceof Report report) {
            return new Report(
                    report.body() + "!", report.language(), ~report.readers(), !report.urgent());
        }
        if (twin instanceof Submission submission) {
            return changed(submission);
        }
        if (twin instanceof Figures figures) {
            return changed(figures);
        }
        if (twin instanceof Shelf shelf) {
            return new Shelf(
                    backwards(shelf.pages()),
                    eachOf(shelf.moods(), Twins::backwards),
                    shelf.perhaps().isPresent() ? Optional.empty() : Optional.of(List.of()));
        }
        if (twin instanceof Verdict.KeptFromReaders hidden) {
            return new Verdict.KeptFromReaders(louder(hidden.reason()));
        }
        if (twin instanceof Verdict.HandedToPerson escalated) {
            return new Verdict.HandedToPerson(louder(escalated.moderator()), escalated.until());
        }
        return twin;
    }

    private static Submission changed(Submission submission) {
        var attachments = new ArrayList<Attachment>();
        if (submission.attachments() != null) {
            attachments.addAll(backwards(submission.attachments()));
        }
        attachments.add(new Attachment("new", 9_007_199_254_740_993L));
        var translations = new LinkedHashMap<String, Translation>();
        translations.put("new", null);
        if (submission.translations() != null) {
            translations.putAll(eachOf(submission.translations(), Twins::changed));
        }
        return new Submission(
                louder(submission.body()),
                submission.author() == null ? null : changed(submission.author()),
                submission.tone() == Tone.CALM ? Tone.HEATED : Tone.CALM,
                attachments,
                translations,
                louder(submission.replyTo()),
                submission.figures() == null ? null : changed(submission.figures()));
    }

    private static Author changed(Author author) {
        return new Author(
                author.name(),
                backwards(author.warned()),
                author.lastSeen().isPresent() ? Optional.empty() : Optional.of(Instant.EPOCH));
    }

    private static Translation changed(Translation translation) {
        return translation == null
                ? null
                : new Translation(translation.text(), !translation.reviewed());
    }

    private static Figures changed(Figures figures) {
        BigDecimal bounty = figures.bounty();
        return new Figures(
                ~figures.links(),
                ~figures.fingerprint(),
                -figures.likelihood(),
                bounty == null ? null : bounty.negate());
    }

    private static String louder(String text) {
        return text == null ? "" : text + "!";
    }

    private static <T> List<T> backwards(List<T> values) {
        if (values == null) {
            return null;
        }
        var copy = new ArrayList<>(values);
        Collections.reverse(copy);
        return copy;
    }

    private static <T> Map<String, T> eachOf(Map<String, T> map, UnaryOperator<T> change) {
        var copy = new LinkedHashMap<String, T>();
        map.forEach((key, value) -> copy.put(key, change.apply(value)));
        return copy;
    }
}
