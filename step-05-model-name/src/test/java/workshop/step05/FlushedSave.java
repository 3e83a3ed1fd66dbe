package workshop.step05;

import jakarta.persistence.EntityManager;
import java.util.stream.Stream;

/** Saves a question and flushes it. If that fails, says whose fault it is. */
final class FlushedSave {

    private FlushedSave() {}

    static void of(EntityManager em, Question question) {
        try {
            em.persist(question);
            em.flush();
        } catch (RuntimeException thrown) {
            if (thrown instanceof UnsupportedOperationException perhaps) {
                Check.rethrowTodo(perhaps);
            }
            boolean byTheListener =
                    Stream.of(thrown.getStackTrace())
                            .anyMatch(
                                    line ->
                                            line.getClassName()
                                                    .startsWith(EnqueueOnSave.class.getName()));
            if (!byTheListener) {
                throw thrown;
            }
            throw new AssertionError(
                    """
                    A new question was saved, and its save failed, in your listener: %s
                    %s\
                    """
                            .formatted(Check.words(thrown), whyThrown(question, thrown)),
                    thrown);
        }
    }

    private static String whyThrown(Question question, RuntimeException thrown) {
        if (question.getId() == null) {
            return """
            JPA called you before the INSERT, and it is the INSERT that gives the id. Have JPA \
            call you after the write (@PostPersist, @PostUpdate).\
            """;
        }
        if (String.valueOf(thrown.getMessage()).contains(OtherListener.class.getSimpleName())) {
            return """
            OtherListener belongs to another part of the application, and had registered with the \
            transaction before you. getSynchronizations() returns everyone's: look for yours.\
            """;
        }
        return String.valueOf(thrown.getMessage()).contains("shared EntityManager")
                ? """
                An EntityManager that Spring gives you is shared by all threads, and Spring runs \
                its transactions: you cannot ask it for one. TransactionSynchronizationManager \
                knows the current one.\
                """
                : "Whatever your listener throws, the author's save fails.";
    }
}
