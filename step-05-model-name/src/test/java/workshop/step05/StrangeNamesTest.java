package workshop.step05;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import workshop.grading.Declares;
import workshop.grading.Exercise;
import workshop.queue.Discard;
import workshop.step05.mines.Canary;

/**
 * Every name that JPA does not know letter by letter ends in a Discard that quotes it: look-alikes,
 * class names, and entities that do not extend Moderated. No class is loaded, initialised or even
 * looked for to find out. The worker does not try again, and a refused name leaves nothing behind.
 */
@Exercise(
        id = "5.2",
        title = "Refuse names that nobody registered",
        points = 15,
        stars = 2,
        edit = "Refs.java")
@Step05Test
class StrangeNamesTest {

    private static final String LETTERS = "A name must match JPA's letter by letter.";

    private static final String PACKAGE = "workshop.step05.";

    private static final int MANY = 30;
    private static final int LONGEST = 60;

    /** A text, never {@code Mine.class}: that would load the class. */
    private static final String MINE = PACKAGE + "mines.Mine";

    private final Refs refs;
    private final Step05Fixture forum;

    StrangeNamesTest(Refs refs, Step05Fixture forum) {
        this.refs = refs;
        this.forum = forum;
    }

    @Test
    void a_lookup_asks_no_database() {
        var statistics = forum.statistics();
        lookUp("Question");
        lookUp("Nobody");
        long statements = statistics.getPrepareStatementCount();

        Check.that(
                statements == 0,
                """
                Looking up the model "Question" sent %s. JPA has the names of its \
                models in memory. Make the name part of a query, and whoever writes the name \
                writes the query.\
                """,
                Check.count(statements, "SQL statement"));
    }

    @Test
    void a_name_that_is_no_model_is_refused() {
        refused("Nobody", "No model has a name like that; so no model is the one that was meant.");
        for (var pattern :
                List.of("Quest.*", "Quest*", "*", "*tion", "Quest?on", "%", "Quest_on")) {
            refused(pattern, LETTERS + " (As a pattern it would match.)");
        }
        refused("Question".repeat(40), LETTERS + " (However long: it is a name like any other.)");
        for (var name :
                List.of(
                        "Quest",
                        "uestion",
                        "",
                        " ",
                        "QUESTION",
                        "Questions",
                        "Answers",
                        "Replys",
                        "QuestionEntity",
                        "TheQuestion",
                        "QuestionQuestion",
                        " Question",
                        "Question ",
                        "Question\n",
                        "Question\0",
                        "Question5",
                        "Question_5",
                        "Question[5]",
                        "Question(5)",
                        "\"Question\"",
                        "'Question'",
                        "../Question",
                        "Question; drop table question",
                        "Qu\u0435stion", // the first e is Cyrillic
                        "Question\u200b")) { // a space of no width
            refused(name, LETTERS);
        }
        for (var mark :
                List.of(
                        ":", "/", "#", ".", ",", "@", "?", "|", "$", "%", "\\", "-", "_", "+", "=",
                        ";", " ")) {
            refused("Question" + mark + "5", LETTERS);
            refused("Comment" + mark + "Question", LETTERS);
            refused("forum" + mark + "Question", LETTERS);
        }
        for (var table : List.of("question", "reply", "archived_question")) {
            refused(table, LETTERS + " (It is a table that is called so.)");
        }
        refused("\uff31uestion", LETTERS); // the first letter is twice as wide
        refused(sameHashCode("Question"), LETTERS + " (Both names have the same hashCode().)");
    }

    /** Another text: the third letter is the next one, and the fourth makes up for it. */
    private static String sameHashCode(String name) {
        var letters = name.toCharArray();
        letters[2]++;
        letters[3] -= 31;
        return new String(letters);
    }

    @Test
    void the_name_of_a_class_is_refused() {
        for (var name :
                List.of(
                        "java.lang.Runtime",
                        "java.lang.String",
                        "[Ljava.lang.String;",
                        "workshop.step05.Refs",
                        "workshop.step05.Moderated",
                        "Moderated")) {
            refused(name, "It is the name of a class, and no model has that name.");
        }
    }

    @Test
    void the_class_name_of_a_model_is_refused_too() {
        for (var name :
                List.of(
                        "workshop.step05.Question",
                        "workshop.step05.FollowUp",
                        "workshop.step05.archive.Question",
                        "FollowUp",
                        "HibernateProxyVote",
                        "question")) {
            refused(
                    name,
                    """
                    That is the name of a model's class or table, not of the model. One model \
                    would have two names, and this one breaks when the class is renamed. \
                    Hibernate's look-ups by name, such as Metamodel.entity(String), accept class \
                    names, too: compare getName() yourself.\
                    """);
        }
    }

    @Test
    void an_entity_that_is_not_moderated_is_refused() {
        var why =
                """
                It is an entity, but this task is not for it: being in the metamodel is not \
                enough, and a list of forbidden names forgets the next one. Let in the entities \
                that extend Moderated, and refuse the others.\
                """;
        var asserts = UsedClasses.of(Refs.class).stream().anyMatch(Declares::asserts);
        for (var name : List.of("Account", "Badge", "workshop.step05.Account")) {
            refused(
                    name,
                    asserts
                            ? why + " An assert does not: Java skips it, unless started with -ea."
                            : why);
        }
    }

    @Test
    void no_class_is_initialised_because_the_wire_names_it() {
        int before = Canary.songs();
        lookUp(MINE);
        lookUp(withoutPackage(MINE));

        Check.that(
                Canary.songs() == before,
                """
                The message named the class %s, and your lookup initialised it: its static \
                initialiser ran before any check could. A name is a key to look up among what you \
                have; never load a class by it, not even to word the refusal.\
                """,
                MINE);
    }

    @Test
    void no_class_is_even_loaded_because_the_wire_names_it() throws Exception {
        String name = MINE.replace("Mine", "SecondMine");
        long before = LoadedClasses.count(name);
        lookUp(name);
        lookUp(withoutPackage(name));

        Check.that(
                LoadedClasses.count(name) == before,
                """
                The message named the class %s, and your lookup loaded it. It was not initialised, \
                but its bytes were read, verified and kept, and a stranger chose which. Look the \
                name up among the models that are already there.\
                """,
                name);
    }

    @Test
    void no_one_looks_whether_a_class_has_that_name() {
        var there = MINE;
        var notThere = MINE.replace("Mine", "Nine");
        var refusal = refusal(notThere);
        boolean likeAnyOther =
                List.of("Pine", "Wine", "Mino").stream()
                        .map(other -> refusal(MINE.replace("Mine", other)))
                        .allMatch(refusal::equals);

        Check.that(
                refusal.equals(refusal(there)) || !likeAnyOther,
                """
                There is a class %s, and there is no class %s. Your lookup refused both, and knew \
                the difference:
                    %s
                    %s
                So it made a file name or a class name of the name and looked for it. A stranger \
                chose where it looks, and learns from the answer what you have. Compare the name \
                with JPA's, and make nothing else of it.\
                """,
                there,
                notThere,
                Check.words((Throwable) lookUp(there)),
                Check.words((Throwable) lookUp(notThere)));
    }

    /** What the refusal says, apart from the name; the same for all names that no model has. */
    private String refusal(String name) {
        return lookUp(name) instanceof Throwable thrown
                ? Check.words(thrown).replace(name, "")
                : "";
    }

    @Test
    void an_unknown_name_becomes_a_dead_letter_at_once_with_the_reason() {
        for (var name : List.of("java.lang.Runtime", "Nobody-" + UUID.randomUUID())) {
            forum.clear();
            forum.moderation().moderate(new Ref(name, 1));
            forum.moderation()
                    .worker((payload, message) -> refs.typeOf(Ref.from(payload).model()))
                    .retryAfter(Duration.ZERO)
                    .drain();
            var letters = forum.queue().deadLetters();

            Check.that(
                    letters.size() == 1,
                    "A message asked for the model \"%s\", and %s: refuse it with a Discard.",
                    name,
                    letters.isEmpty()
                            ? "the task ended as if all were well; there is no dead letter"
                            : "there are %d dead letters".formatted(letters.size()));
            var letter = letters.get(0);
            Check.that(
                    letter.deliveries() == 1,
                    """
                    A message asked for the model "%s". The worker tried it %d times, and then \
                    made it a dead letter: "%s".
                    The name will not be registered in a hundred milliseconds: throw a Discard, \
                    and the worker will not retry.\
                    """,
                    name,
                    letter.deliveries(),
                    letter.reason());
            Check.that(
                    letter.reason().contains(name),
                    """
                    A message asked for the model "%s", and the dead letter says: "%s"
                    Whoever reads it wants to know which name was refused.\
                    """,
                    name,
                    letter.reason());
        }
    }

    @Test
    void a_refused_name_leaves_nothing_behind() {
        var name = "Nobody-" + UUID.randomUUID();
        lookUp(name);
        Predicate<Object> holdsIt =
                kept -> kept instanceof CharSequence text && text.toString().contains(name);
        var kept =
                ObjectGraph.field(refs, holdsIt)
                        .or(() -> ObjectGraph.inStaticFields(Refs.class, holdsIt))
                        .map("in the field \"%s\""::formatted)
                        .or(() -> ObjectGraph.inTheProcess(name));

        Check.that(
                kept.isEmpty(),
                """
                The name "%s" was refused, and is still there, %s. Anyone who reaches the queue \
                can send new names for ever, and fill the worker's memory with them. Keep only \
                what exists.\
                """,
                name,
                kept.orElse(""));
    }

    @Test
    void refused_names_leave_nothing_behind_that_grows() {
        lookUp("Nobody");
        var before = ObjectGraph.sizes(refs);
        IntStream.range(0, MANY).forEach(i -> lookUp("Nobody-" + UUID.randomUUID()));
        var grown = ObjectGraph.sizes(refs);
        grown.replaceAll((field, size) -> size - before.getOrDefault(field, 0));
        grown.values().removeIf(more -> more < MANY);

        Check.that(
                grown.isEmpty(),
                """
                %d strange names were refused, and these fields lead to so many things more than \
                before: %s. Anyone who reaches the queue can send new names for ever, and fill the \
                worker's memory, whatever you keep of each. Keep only what exists.\
                """,
                MANY,
                grown);
    }

    @Test
    void a_refused_name_is_refused_at_every_call() {
        for (var model : List.of("Question", "Comment")) {
            lookUp(model);
            for (var name : List.of("Nobody", "Nobody", "", "", "Account", "Account")) {
                refused(
                        name,
                        """
                        It was looked up after "%s", and then once more. What an earlier call \
                        found, or left half done, answers no later one.\
                        """
                                .formatted(model));
            }
        }
    }

    /** For a lookup that puts the package in front. */
    private static String withoutPackage(String name) {
        return name.substring(PACKAGE.length());
    }

    private void refused(String name, String why) {
        var found = lookUp(name);
        if (found instanceof Class<?> type) {
            throw new AssertionError(
                    "Looking up \"%s\" found the class %s. %s"
                            .formatted(brief(name), type.getName(), why));
        }
        Check.that(
                found != null,
                """
                Looking up "%s" returned null. The task stumbles over null a moment later, and \
                the worker tries again. Throw a Discard that quotes the name: it stops the \
                retries.\
                """,
                brief(name));
        var thrown = (Throwable) found;
        Check.that(
                thrown instanceof Discard,
                thrown,
                """
                Looking up "%s" threw %s
                It is not a model's name, so an exception is right. But to the worker this one is \
                an error like any other, and it tries again. Throw a Discard that quotes the name: \
                it stops the retries.\
                """,
                brief(name),
                Check.words(thrown).replace(name, brief(name)));
    }

    /** Of a long name, its beginning and its length. */
    private static String brief(String name) {
        return name.length() <= LONGEST
                ? name
                : "%s… (%d letters)".formatted(name.substring(0, LONGEST), name.length());
    }

    /** What the lookup found or threw. */
    private Object lookUp(String name) {
        try {
            return refs.typeOf(name);
        } catch (UnsupportedOperationException e) {
            Check.rethrowTodo(e);
            return e;
        } catch (Throwable e) { // also an Error: loading a class can end in one
            return e;
        }
    }
}
