package workshop.step03;

import java.util.function.ToIntFunction;
import workshop.grading.Declares;

/** Why a task that ran left its row as it was. Several mistakes look alike there. */
final class Unsaved {

    private static final String NOT_SAVED =
            "Was it saved? findById loads the entity outside a transaction, so nothing else writes"
                    + " it back.";

    private Unsaved() {}

    /**
     * @param writtenLate after how many further messages the row is written; 0 is never
     */
    static String why(Ran ran, ToIntFunction<Ran> writtenLate) {
        var calls = ran.calls();
        boolean saves = calls.stream().anyMatch(RepositoryCalls.Call::saves);
        if (ran.sent("update")) {
            return "An update was sent, and then rolled back.";
        }
        if (calls.stream().anyMatch(RepositoryCalls.Call::readOnly)) {
            return "The transaction is read-only: it writes nothing%s, and no error says so."
                    .formatted(saves ? ", not even what you save" : "");
        }
        boolean inTransaction = calls.stream().anyMatch(RepositoryCalls.Call::inTransaction);
        if (saves && !inTransaction) {
            return "Your code called save, but nothing had changed: is setShown called before, on"
                    + " the entity that is saved?";
        }
        if (inTransaction) {
            return "No update was sent, although a transaction was open: is setShown called, on the"
                    + " entity that was loaded in it, and was it committed?";
        }
        int more = writtenLate.applyAsInt(ran);
        if (more > 0) {
            return """
            It was written only when %d more %s had run. A handler that returns says "done": if \
            the process ends before that, the row is never written, and no one knows.\
            """
                    .formatted(more, more == 1 ? "message" : "messages");
        }
        return Declares.transactional(TaskPerType.class, Shims.class)
                ? "No transaction was open: Spring begins one for an @Transactional method that is"
                        + " called through its proxy, and not for one that your object calls on"
                        + " itself. So save the entity."
                : calls.isEmpty()
                        ? "Was it saved? Outside a transaction, nothing else writes an entity back."
                        : NOT_SAVED;
    }
}
