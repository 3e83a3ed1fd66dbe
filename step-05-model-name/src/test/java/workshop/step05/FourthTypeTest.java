package workshop.step05;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import workshop.forum.Post;
import workshop.grading.Exercise;

@Exercise(id = "5.7", title = "A fourth type joins", points = 10, stars = 1, edit = "Review.java")
@Step05Test
class FourthTypeTest {

    private final Step05Fixture forum;
    private final ModerateTask task;
    private final EntityManagerFactory factory;

    FourthTypeTest(Step05Fixture forum, ModerateTask task, EntityManagerFactory factory) {
        this.forum = forum;
        this.task = task;
        this.factory = factory;
    }

    @Test
    void a_review_is_moderated_when_it_is_saved() {
        Object review = new Review("Best   answer ever. ");
        assertThat(factory.getMetamodel().getEntities())
                .as("The entities that JPA knows. Review is not among them: is it marked as one?")
                .anyMatch(entity -> entity.getJavaType() == Review.class);

        assertThat(review)
                .as(
                        """
                        A review is an entity now, but its saves go unnoticed: the mixin is the \
                        class Moderated.\
                        """)
                .isInstanceOf(Moderated.class);

        assertThat(shownAfterSaving(review))
                .as("what readers see of a new review once the worker is done")
                .isEqualTo("Best answer ever.");
    }

    @Test
    void a_type_that_only_this_test_knows_is_moderated_too() {
        assertThat(shownAfterSaving(new FollowUp("And then?  ")))
                .as(
                        """
                        What readers see of a new FollowUp, an entity that only the tests know. If \
                        it is null, one of your files lists the types that it works for, or sends \
                        the name of a class where the worker expects JPA's name.\
                        """)
                .isEqualTo("And then?");
    }

    private String shownAfterSaving(Object post) {
        forum.inTransaction(em -> em.persist(post));
        forum.moderate(task);
        var id = factory.getPersistenceUnitUtil().getIdentifier(post);
        return ((Post) forum.see(em -> em.find(post.getClass(), id))).getShown();
    }
}
