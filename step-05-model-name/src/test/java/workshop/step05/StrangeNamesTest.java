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
    private static final String MINE =
            PACKAGE + "mines.Mine"; // never Mine.class: that would load it

    private final Refs refs;
    private final Forum forum;

    StrangeNamesTest(Refs refs, Forum forum) {
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
                "Qu\u0435stion"); // the first e is a Cyrillic one
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
    void so_is_the_class_name_of_a_model() {
        for (var name :
                List.of(
                        "workshop.step05.Question",
                        "workshop.step05.FollowUp",
                        "workshop.step05.archive.Question",
                        "FollowUp")) {
            assertThat(whatComesOf(name))
                    .as(
                            "What came of \"%s\". It is the name of a model's class, not of the"
                                + " model: two names for one thing, and one of them breaks when the"
                                + " class is renamed. Hibernate's Metamodel.entity(String) takes"
                                + " class names as well: compare getName() yourself.",
                            name)
                    .startsWith("Discard");
        }
    }

    @Test
    void an_entity_that_is_not_moderated_is_refused() {
        for (var name : List.of("Account", "workshop.step05.Account")) {
            assertThat(whatComesOf(name))
                    .as(
                            "What came of \"%s\". It is an entity, but not one of those that this"
                                    + " task is for: being in the metamodel is not enough. Who is a"
                                    + " Moderated is on the list; who is not gets a Discard.",
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
                        "Songs of the canary. The message named the class %s, and your lookup"
                            + " initialised it: its static initialiser ran, before any check could."
                            + " A name is a key to look up in what you have, never something to"
                            + " load.",
                        MINE)
                .isZero();
    }

    @Test
    void no_class_is_even_loaded_because_the_wire_names_it() throws Exception {
        String name = MINE.replace("Mine", "SecondMine");
        long before = LoadedClasses.count(name);
        whatComesOf(name);
        whatComesOf(withoutPackage(name));

        assertThat(LoadedClasses.count(name) - before)
                .as(
                        "Class loaders that loaded %s because a message named it. It was not"
                            + " initialised, but its bytes were read, verified and kept, and"
                            + " somebody else chose which. Look the name up among the models that"
                            + " are there already.",
                        name)
                .isZero();
    }

    @Test
    void a_stranger_ends_in_the_dead_letters_at_once_with_the_reason() {
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
                        "Deliveries of a message with an unknown model. A name that nobody"
                            + " registered now, nobody will have registered in a hundred"
                            + " milliseconds: throw a Discard, and the worker does not try again.")
                .isEqualTo(1);
        assertThat(letter.reason())
                .as(
                        "The reason in the dead letter. Whoever looks at it wants to know which"
                                + " name was refused.")
                .contains("java.lang.Runtime");
    }

    /** What is left for somebody who puts the package in front himself. */
    private static String withoutPackage(String name) {
        return name.substring(PACKAGE.length());
    }

    private void refused(String... names) {
        for (var name : names) {
            assertThat(whatComesOf(name))
                    .as(
                            "What came of \"%s\", which is no model's name. Only a name that JPA"
                                    + " knows, letter by letter, is one; every other ends in a"
                                    + " Discard.",
                            name)
                    .startsWith("Discard");
        }
    }

    private String whatComesOf(String name) {
        try {
            return "It was found: " + refs.typeOf(name);
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (Throwable e) { // an Error, too, when somebody loads what he should not
            return "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage());
        }
    }
}
