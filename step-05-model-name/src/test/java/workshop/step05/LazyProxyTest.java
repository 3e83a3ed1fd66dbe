package workshop.step05;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
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
    private final Step05Fixture forum;

    LazyProxyTest(Refs refs, Step05Fixture forum) {
        this.refs = refs;
        this.forum = forum;
    }

    @Test
    void an_object_knows_the_name_of_its_model() {
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
                        """
                        The name of a FollowUp's model. The class was renamed; both ends know the \
                        model by @Entity(name = "Reply").\
                        """)
                .isEqualTo("Reply");
        assertThat(refs.nameOf(new workshop.step05.archive.Question("2009?")))
                .as(
                        """
                        The name of an archived question's model. Its class is called Question, \
                        too, but by that name the worker would load another row.\
                        """)
                .isEqualTo("ArchivedQuestion");
    }

    @Test
    void a_lazy_proxy_is_still_a_question() {
        forum.inTransaction(
                em -> {
                    var proxy = em.getReference(Question.class, 5L);

                    assertThat(nameOf(proxy))
                            .as(
                                    """
                                    The name of a lazy proxy's model. The proxy's own class is %s, \
                                    which is what getClass() returns, but it stands for a \
                                    Question: ask JPA. If the row was not found: \
                                    Hibernate.getClass and unproxy load it.\
                                    """,
                                    proxy.getClass().getSimpleName())
                            .isEqualTo("Question");
                });
    }

    @Test
    void its_name_costs_no_query() {
        forum.inTransaction(
                em -> {
                    // There is no such row, and its name does not need one.
                    var proxy = em.getReference(Question.class, 5L);

                    assertThat(nameOf(proxy))
                            .as(
                                    """
                                    The name of a lazy proxy's model. There is no such row, so \
                                    Hibernate.getClass and unproxy, which load it, find nothing. \
                                    The proxy knows its entity without the row: \
                                    PersistenceUnitUtil.getClass asks the proxy.\
                                    """)
                            .isEqualTo("Question");
                    assertThat(Hibernate.isInitialized(proxy) ? "loaded" : "not loaded")
                            .as("the proxy's row, after asking for the name")
                            .isEqualTo("not loaded");
                });
    }

    @Test
    void an_object_that_is_no_entity_is_refused_at_the_call() {
        var draft = new Moderated("a draft that JPA does not know") {};
        var names = new ArrayList<String>();
        catchThrowable(() -> names.add(refs.nameOf(draft)));

        assertThat(names)
                .as(
                        """
                        What nameOf returned for an object that is no entity. No worker could look \
                        up any such name: throw an exception and refuse it here, where the mistake \
                        was made.\
                        """)
                .isEmpty();
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
