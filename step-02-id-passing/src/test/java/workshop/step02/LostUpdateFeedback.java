package workshop.step02;

import jakarta.persistence.Column;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import workshop.interleavings.Kind;

/** What a learner reads when an edit is lost, or is not shown. */
final class LostUpdateFeedback {

    private static final String NO_TASK =
            "edit() saved the new text and sent no task, so no worker will moderate it.";

    private static final String NO_TASK_AT_LAST =
            """
            The database refused the first edit, and the author was told. Then the author tried \
            again, when no one else was writing: edit() saved the new text and sent no task, so no \
            worker will moderate it.\
            """;

    private static final String NOT_UPDATABLE =
            " The column of %s is not updatable, so JPA leaves it out of each UPDATE.";

    /** The fields that every Answer has. */
    private static final Set<String> GIVEN = Set.of("id", "body", "shown");

    private static final String NOT_COMPARED =
            """
             Your Answer has a field "%s", and that UPDATE does not ask for it. A comparison in \
            Java is over before the statement runs, so the row may change in between; and in one \
            persistence context, a second look hands out the same object again. Let the database \
            compare: JPA puts a field with @Version into the condition.\
            """;

    private LostUpdateFeedback() {}

    /**
     * Why an edit is lost.
     *
     * @param author the statements of the author's edit
     * @param worker those of the worker
     */
    static String ofLost(List<Races.Seen> steps, List<String> author, List<String> worker) {
        var statement = update(author);
        if (!statement.contains("body")) {
            return """
            The author's edit did not write the body. Its statement was: %s.%s The edit has to \
            save the body. Refuse only the second of two who save at once.\
            """
                    .formatted(
                            statement, isUpdatable("body") ? "" : NOT_UPDATABLE.formatted("body"));
        } else if (Races.count(steps, "author", Kind.COMMIT) == 0) {
            return """
            The database refused the edit, so nothing was saved, and edit() returned as if all \
            were well. Let the exception out: the author can try again.\
            """;
        }
        return """
        The worker loaded the row before the edit and saved it afterwards: it wrote the old text \
        over it. Its statement was: %s. %s\
        """
                .formatted(update(worker), whyNotRefused(author, worker));
    }

    /** Why the text that the author saved is not shown; {@code sent} says whether edit() sent. */
    static String ofNotShown(
            List<Races.Seen> steps, List<String> author, List<String> worker, boolean sent) {
        if (!sent) {
            return Races.count(steps, "author", Kind.COMMIT) == 0 ? NO_TASK_AT_LAST : NO_TASK;
        }
        if (worker.stream().noneMatch(sql -> sql.startsWith("update"))) {
            return "The worker ran no UPDATE, so what it made was not saved."
                    + (isUpdatable("shown") ? "" : NOT_UPDATABLE.formatted("shown"));
        }
        int enqueued = Races.first(steps, "author", Kind.ENQUEUE);
        if (enqueued >= 0 && enqueued < Races.first(steps, "author", Kind.COMMIT)) {
            return """
            edit() sent its task before the commit, and the worker was quicker: it moderated the \
            old text once more, and no other task follows.\
            """;
        }
        return """
        The worker made what it shows from the old text, and its statement was: %s. %s\
        """
                .formatted(update(worker), whyNotRefused(author, worker));
    }

    /** Why a worker's UPDATE was not refused, though the text that it was made from is old. */
    static String whyOldIsShown(List<String> worker) {
        return has(Version.class) && comparesVersion(update(worker))
                ? """
                It compares the version of the row that the worker loaded last, and the text was \
                made from an earlier load. Load, make and write in one transaction; after a \
                refusal, do all of it again.\
                """
                : "Nothing in it asks whether the body is still the one that it was made from.";
    }

    /** What to say when a worker found no row while another held it; empty when it found it. */
    static String ofMissedRow(List<Races.Seen> steps) {
        boolean missed =
                steps.stream()
                        .filter(step -> step.actor().equals("worker") && step.isNoRow())
                        .anyMatch(step -> step.text().startsWith("SELECT FOR UPDATE"));
        return missed
                ? """
                 The answer is there: the author held its row, and your worker's query left it \
                out. Wait for the row, or let the database's exception out.\
                """
                : "";
    }

    /** What the code does against the race, and why that did not help here. */
    private static String whyNotRefused(List<String> author, List<String> worker) {
        if (Step02Fixture.locksInMemory(AnswerDesk.class)) {
            return """
            A Java lock, be it a synchronized method or one of java.util.concurrent, keeps out \
            only the threads of its own process, and the author's request runs in another process.\
            """;
        } else if (has(org.springframework.data.annotation.Version.class)) {
            return """
            The @Version of your Answer is Spring Data's, which JPA does not know: it compares \
            nothing. Import jakarta.persistence.Version.\
            """;
        } else if (has(Version.class) && has(Transient.class)) {
            return """
            The version of your Answer is @Transient: it is not in the table, so nothing is \
            compared.\
            """;
        } else if (versions().anyMatch(field -> Modifier.isStatic(field.getModifiers()))) {
            return "The @Version of your Answer is static: it is no column, so nothing is"
                    + " compared.";
        } else if (Stream.of(Answer.class.getDeclaredMethods())
                .anyMatch(method -> method.isAnnotationPresent(Version.class))) {
            return """
            The @Version of your Answer is on a method. JPA reads the fields of this class, as \
            @Id is on one, and does not see it: put it on the field.\
            """;
        } else if (has(Version.class)) {
            return Stream.of(author, worker)
                    .map(LostUpdateFeedback::update)
                    .filter(sql -> sql.startsWith("update") && !comparesVersion(sql))
                    .map(
                            """
                            This statement ignores the version; it neither compares nor \
                            increases it: %s.\
                            """
                                    ::formatted)
                    .findFirst()
                    .orElse(
                            """
                            Your Answer has a version, and it did not tell the two states apart: \
                            it has to change with every save, of the body as of what is shown, \
                            however soon they follow each other.\
                            """);
        } else if (isLockedLate(worker)) {
            return """
            The worker read the row first, and locked it afterwards. The persistence context hands \
            out what it has read first, so it still works with the old text. Lock the row when \
            you load it, or refresh it with the lock.\
            """;
        } else if (locks(author) != locks(worker)) {
            return "Only the %s locked the row when it loaded it."
                    .formatted(locks(author) ? "author" : "worker");
        }
        return "Nothing in that statement tells whether the row has changed since it was loaded."
                + comparedInJava(update(worker));
    }

    /** What to say of a column that the learner has added: this UPDATE writes it, unasked. */
    private static String comparedInJava(String sql) {
        return Stream.of(Answer.class.getDeclaredFields())
                .map(Field::getName)
                .filter(name -> !GIVEN.contains(name) && squeezed(sql).contains(squeezed(name)))
                .filter(name -> !condition(sql).contains(squeezed(name)))
                .findFirst()
                .map(NOT_COMPARED::formatted)
                .orElse("");
    }

    /** JPA leaves out of each UPDATE what is not. */
    private static boolean isUpdatable(String name) {
        return Stream.of(Answer.class.getDeclaredFields())
                .filter(field -> field.getName().equals(name))
                .map(field -> field.getAnnotation(Column.class))
                .allMatch(column -> column == null || column.updatable());
    }

    private static Stream<Field> versions() {
        return Stream.of(Answer.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Version.class));
    }

    /** Whether the condition of that UPDATE names the version's column. */
    private static boolean comparesVersion(String sql) {
        return versions()
                .map(field -> squeezed(field.getName()))
                .anyMatch(condition(sql)::contains);
    }

    private static String condition(String sql) {
        return squeezed(sql.substring(Math.max(0, sql.lastIndexOf("where"))));
    }

    /** So that the name of a field is that of its column. */
    private static String squeezed(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static boolean has(Class<? extends java.lang.annotation.Annotation> annotation) {
        return Stream.of(Answer.class.getDeclaredFields())
                .anyMatch(field -> field.isAnnotationPresent(annotation));
    }

    private static boolean isLockedLate(List<String> statements) {
        return locks(statements) && !statements.get(0).contains("for update");
    }

    private static boolean locks(List<String> statements) {
        return statements.stream().anyMatch(sql -> sql.contains("for update"));
    }

    /** The last UPDATE of these. */
    static String update(List<String> statements) {
        return statements.stream()
                .filter(sql -> sql.startsWith("update"))
                .reduce((first, second) -> second)
                .orElse("none, there was no UPDATE");
    }
}
