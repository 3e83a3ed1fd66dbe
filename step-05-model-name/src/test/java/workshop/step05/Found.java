package workshop.step05;

import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import workshop.queue.Discard;

/** What came of looking for a row: a post and its text, or an exception. */
record Found(Moderated post, String body, Throwable thrown) {

    /** Looks in a transaction. */
    static Found look(Step05Fixture forum, Posts posts, String model, long id) {
        try {
            return forum.see(em -> of(posts.get(new Ref(model, id))));
        } catch (UnsupportedOperationException e) {
            Check.rethrowTodo(e);
            return new Found(null, null, e);
        } catch (Throwable e) { // also an Error: loading a class can end in one
            return new Found(null, null, e);
        }
    }

    private static Found of(Moderated post) {
        boolean loaded = post != null && Hibernate.isInitialized(post);
        return new Found(post, loaded ? post.getBody() : null, null);
    }

    boolean is(String simpleName) {
        return post != null && Hibernate.getClassLazy(post).getSimpleName().equals(simpleName);
    }

    /** For an exception that is no Discard itself. */
    boolean hasADiscardInside() {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .anyMatch(Discard.class::isInstance);
    }

    @Override
    public String toString() {
        if (thrown != null) {
            return Check.words(thrown);
        }
        return post == null
                ? "null"
                : "%s \"%s\"".formatted(Hibernate.getClassLazy(post).getSimpleName(), body);
    }
}
