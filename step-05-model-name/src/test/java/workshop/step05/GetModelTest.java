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
        assertThat(lookUp("Reply"))
                .as(
                        """
                        The model "Reply". Its class has been called FollowUp since last year, and \
                        @Entity(name = "Reply") kept the name for the messages that are still in \
                        the queue. Ask JPA for its name (EntityType.getName()), not the class.\
                        """)
                .isEqualTo(FollowUp.class.getName());
    }

    @Test
    void two_classes_with_the_same_simple_name_are_told_apart() {
        assertThat(lookUp("ArchivedQuestion"))
                .as(
                        """
                        The model "ArchivedQuestion": the class archive.Question, which JPA knows \
                        by that name.\
                        """)
                .isEqualTo(workshop.step05.archive.Question.class.getName());
        assertThat(lookUp("Question"))
                .as(
                        """
                        The model "Question". Two packages each have a class called Question: a \
                        class's simple name is not unique, JPA's name is.\
                        """)
                .isEqualTo(Question.class.getName());
    }

    /** Nothing to do here: this is why you can rely on JPA's name. */
    @Test
    void two_entities_with_the_same_name_stop_the_application_from_starting() {
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
                            "Hibernate starts with two classes that claim the entity name"
                                    + " \"Question\".")
                    .hasMessageContaining(Question.class.getName())
                    .hasMessageContaining(workshop.forum.Question.class.getName());
        }
    }

    private void found(String name, Class<?> type) {
        assertThat(lookUp(name)).as("the model \"%s\"", name).isEqualTo(type.getName());
    }

    /** The name of the class that was found, or what happened instead. */
    private String lookUp(String name) {
        try {
            return refs.typeOf(name).getName();
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (RuntimeException e) {
            return e.toString();
        }
    }
}
