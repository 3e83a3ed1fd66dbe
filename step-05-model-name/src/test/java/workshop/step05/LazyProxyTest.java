package workshop.step05;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;

@Exercise(
        id = "5.3",
        title = "A lazy proxy is still a Question",
        points = 15,
        stars = 2,
        edit = "Refs.java")
@Step05Test
class LazyProxyTest {

    private final Refs refs;
    private final Forum forum;

    LazyProxyTest(Refs refs, Forum forum) {
        this.refs = refs;
        this.forum = forum;
    }

    @Test
    void an_object_tells_its_models_name() {
        assertThat(refs.nameOf(new Question("?")))
                .as("the name of a question's model")
                .isEqualTo("Question");
        assertThat(refs.nameOf(new Comment("!")))
                .as("the name of a comment's model")
                .isEqualTo("Comment");
    }

    @Test
    void it_is_the_name_that_jpa_knows_not_the_name_of_the_class() {
        assertThat(refs.nameOf(new FollowUp("And?")))
                .as(
                        "The name of a FollowUp's model. The class was renamed; @Entity(name ="
                                + " \"Reply\") is what both ends know it by.")
                .isEqualTo("Reply");
        assertThat(refs.nameOf(new workshop.step05.archive.Question("2009?")))
                .as(
                        "The name of an archived question's model. Its class is called Question as"
                                + " well: the worker would load another row.")
                .isEqualTo("ArchivedQuestion");
    }

    @Test
    void a_lazy_proxy_is_still_a_question() {
        forum.inTransaction(
                em -> {
                    var proxy = em.getReference(Question.class, 5L);

                    assertThat(nameOf(proxy))
                            .as(
                                    "The name of a lazy proxy's model. Its own class is %s: who"
                                        + " asks getClass() hears of that. The proxy stands for a"
                                        + " Question. Ask JPA. If it was not found:"
                                        + " Hibernate.getClass and unproxy load the row.",
                                    proxy.getClass().getSimpleName())
                            .isEqualTo("Question");
                });
    }

    @Test
    void its_name_costs_no_query() {
        forum.inTransaction(
                em -> {
                    var proxy =
                            em.getReference(
                                    Question.class,
                                    5L); // there is no such row, and nobody needs to know

                    assertThat(nameOf(proxy))
                            .as(
                                    "The name of a lazy proxy's model. There is no such row, so"
                                        + " whoever makes Hibernate load it, by Hibernate.getClass"
                                        + " or unproxy, finds nothing. The proxy knows its entity"
                                        + " without: PersistenceUnitUtil.getClass asks it.")
                            .isEqualTo("Question");
                    assertThat(Hibernate.isInitialized(proxy))
                            .as("whether asking for its name loaded the proxy's row")
                            .isFalse();
                });
    }

    @Test
    void an_object_that_is_no_entity_is_refused_at_the_call() {
        assertThat(
                        catchThrowable(
                                () ->
                                        refs.nameOf(
                                                new Moderated(
                                                        "a draft that JPA knows nothing of") {})))
                .as(
                        "Asking for the model of an object that JPA does not know. Any name for it"
                            + " would be one that no worker can look up: refuse it here, where the"
                            + " mistake was made.")
                .isNotNull();
    }

    /** The name, or what happened instead. */
    private String nameOf(Moderated object) {
        try {
            return refs.nameOf(object);
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (RuntimeException e) {
            return e.toString();
        }
    }
}
