package workshop.step05;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.step05.mines.Canary;

@Exercise(
        id = "5.2",
        title = "Refuse names that nobody registered",
        points = 15,
        stars = 2,
        edit = "Refs.java")
@Step05Test
class StrangeNamesTest {

    private static final String PACKAGE = "workshop.step05.";

    /** A text, never {@code Mine.class}: that would load the class. */
    private static final String MINE = PACKAGE + "mines.Mine";

    private final Refs refs;
    private final Step05Fixture forum;

    StrangeNamesTest(Refs refs, Step05Fixture forum) {
        this.refs = refs;
        this.forum = forum;
    }

    @Test
    void a_name_that_is_no_model_is_refused() {
        refused(
                "Nobody",
                "",
                " ",
                "question",
                "QUESTION",
                " Question",
                "Question\n",
                "../Question",
                "Question; drop table question",
                "Qu\u0435stion"); // the first e is Cyrillic
    }

    @Test
    void the_name_of_a_class_is_refused() {
        refused(
                "java.lang.Runtime",
                "java.lang.String",
                "[Ljava.lang.String;",
                "workshop.step05.Refs",
                "workshop.step05.Moderated",
                "Moderated");
    }

    @Test
    void the_class_name_of_a_model_is_refused_too() {
        for (var name :
                List.of(
                        "workshop.step05.Question",
                        "workshop.step05.FollowUp",
                        "workshop.step05.archive.Question",
                        "FollowUp")) {
            assertThat(lookUp(name))
                    .as(
                            """
                            Looking up "%s". That is the name of a model's class, not of the \
                            model. Give one thing two names, and one of them breaks when the class \
                            is renamed. Hibernate's Metamodel.entity(String) accepts class names, \
                            too: compare getName() yourself.\
                            """,
                            name)
                    .startsWith("Discard");
        }
    }

    @Test
    void an_entity_that_is_not_moderated_is_refused() {
        for (var name : List.of("Account", "workshop.step05.Account")) {
            assertThat(lookUp(name))
                    .as(
                            """
                            Looking up "%s". It is an entity, but this task is not for it: being \
                            in the metamodel is not enough. Let in the entities that extend \
                            Moderated, and refuse the others with a Discard.\
                            """,
                            name)
                    .startsWith("Discard");
        }
    }

    @Test
    void no_class_is_initialised_because_the_wire_names_it() {
        int before = Canary.songs();
        refused(MINE, withoutPackage(MINE));

        assertThat(Canary.songs() - before)
                .as(
                        """
                        Songs of the canary. The message named the class %s, and your lookup \
                        initialised it: its static initialiser ran before any check could. A name \
                        is a key to look up among what you have; never load a class by it.\
                        """,
                        MINE)
                .isZero();
    }

    @Test
    void no_class_is_even_loaded_because_the_wire_names_it() throws Exception {
        String name = MINE.replace("Mine", "SecondMine");
        long before = LoadedClasses.count(name);
        lookUp(name);
        lookUp(withoutPackage(name));

        assertThat(LoadedClasses.count(name) - before)
                .as(
                        """
                        Class loaders that loaded %s because a message named it. It was not \
                        initialised, but its bytes were read, verified and kept, and a stranger \
                        chose which. Look the name up among the models that are already there.\
                        """,
                        name)
                .isZero();
    }

    @Test
    void an_unknown_name_becomes_a_dead_letter_at_once_with_the_reason() {
        forum.moderation().moderate(new Ref("java.lang.Runtime", 1));
        forum.moderation()
                .worker((payload, message) -> refs.typeOf(Ref.from(payload).model()))
                .drain();

        assertThat(forum.queue().deadLetters())
                .as("dead letters after a message with an unknown model")
                .hasSize(1);
        var letter = forum.queue().deadLetters().get(0);
        assertThat(letter.deliveries())
                .as(
                        """
                        Deliveries of a message with an unknown model. A name that is not \
                        registered now will not be registered in a hundred milliseconds: throw a \
                        Discard, and the worker will not retry.\
                        """)
                .isEqualTo(1);
        assertThat(letter.reason())
                .as(
                        """
                        The reason in the dead letter. Whoever reads it wants to know which name \
                        was refused.\
                        """)
                .contains("java.lang.Runtime");
    }

    /** For a lookup that puts the package in front. */
    private static String withoutPackage(String name) {
        return name.substring(PACKAGE.length());
    }

    private void refused(String... names) {
        for (var name : names) {
            assertThat(lookUp(name))
                    .as(
                            """
                            Looking up "%s", which is not the name of a model. A name must match \
                            JPA's letter by letter; refuse any other with a Discard.\
                            """,
                            name)
                    .startsWith("Discard");
        }
    }

    /** What the lookup found or threw, in words. */
    private String lookUp(String name) {
        try {
            return "It was found: " + refs.typeOf(name);
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (Throwable e) { // also an Error: loading a class can end in one
            return "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage());
        }
    }
}
