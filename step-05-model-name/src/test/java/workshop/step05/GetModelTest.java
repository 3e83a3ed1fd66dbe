package workshop.step05;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;

@Exercise(
        id = "5.1",
        title = "Look a model up by its name",
        points = 20,
        stars = 1,
        edit = "Refs.java")
@Step05Test
class GetModelTest {

    private final Refs refs;

    GetModelTest(Refs refs) {
        this.refs = refs;
    }

    @Test
    void every_model_is_found_by_its_name() {
        found("Question", Question.class);
        found("Answer", Answer.class);
        found("Comment", Comment.class);
    }

    @Test
    void a_class_that_was_renamed_is_found_by_the_name_it_kept() {
        assertThat(whatComesOf("Reply"))
                .as(
                        "The model \"Reply\". Its class is called FollowUp since last year, and"
                            + " @Entity(name = \"Reply\") kept the name for the messages that are"
                            + " still under way. Ask JPA for its name (EntityType.getName()), not"
                            + " the class.")
                .isEqualTo(FollowUp.class.getName());
    }

    @Test
    void two_classes_of_one_simple_name_are_told_apart() {
        assertThat(whatComesOf("ArchivedQuestion"))
                .as(
                        "The model \"ArchivedQuestion\": the class archive.Question, which JPA"
                                + " knows by that name.")
                .isEqualTo(workshop.step05.archive.Question.class.getName());
        assertThat(whatComesOf("Question"))
                .as(
                        "The model \"Question\". Two classes are called Question, in two packages,"
                            + " and the last one won: a class's simple name is not unique. JPA's"
                            + " name is.")
                .isEqualTo(Question.class.getName());
    }

    /** Nothing to do here: this is why JPA's name can be relied on. */
    @Test
    void two_entities_of_one_name_stop_the_application_at_its_start() {
        try (var registry =
                new StandardServiceRegistryBuilder()
                        .applySetting(JdbcSettings.ALLOW_METADATA_ON_BOOT, false)
                        .applySetting(JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "H2")
                        .build()) {
            var twoQuestions =
                    new MetadataSources(registry)
                            .addAnnotatedClass(Question.class)
                            .addAnnotatedClass(workshop.forum.Question.class);

            assertThatThrownBy(twoQuestions::buildMetadata)
                    .as(
                            "Two classes that both claim the entity name \"Question\", as Hibernate"
                                    + " starts.")
                    .hasMessageContaining(Question.class.getName())
                    .hasMessageContaining(workshop.forum.Question.class.getName());
        }
    }

    private void found(String name, Class<?> type) {
        assertThat(whatComesOf(name)).as("the model \"%s\"", name).isEqualTo(type.getName());
    }

    private String whatComesOf(String name) {
        try {
            return refs.typeOf(name).getName();
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (RuntimeException e) {
            return e.toString();
        }
    }
}
