package workshop.step04;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import workshop.grading.Declares;

/** The transactions that a task begins. Those that a repository begins for itself do not count. */
final class Transactions implements TransactionExecutionListener {

    private final List<TransactionExecution> begun = new CopyOnWriteArrayList<>();
    private volatile boolean rolledBack;

    @Override
    public void beforeBegin(TransactionExecution transaction) {
        if (!transaction.getTransactionName().startsWith("org.springframework.data.")) {
            begun.add(transaction);
        }
    }

    @Override
    public void afterRollback(TransactionExecution transaction, Throwable failure) {
        rolledBack = true;
    }

    void forget() {
        begun.clear();
        rolledBack = false;
    }

    boolean hasBegun() {
        return !begun.isEmpty();
    }

    /** Why nothing was written, where no update was sent. */
    String whyNoUpdate() {
        if (begun.stream().anyMatch(TransactionExecution::isReadOnly)) {
            return " The transaction is read-only: it writes nothing, and no error says so.";
        }
        if (rolledBack) {
            return " The transaction was rolled back.";
        }
        if (!begun.isEmpty()) {
            return " No update was sent, although a transaction was open: is setShown called, on"
                    + " the entity that was loaded in it?";
        }
        return Declares.transactional(ModerationTask.class, TargetedModeration.class)
                ? " No transaction was open: Spring begins one for an @Transactional method that is"
                        + " called through its proxy, and not for one that your object calls on"
                        + " itself."
                : " No update was sent: a change is written when the transaction commits in which"
                        + " the row was loaded. Without one, nothing writes it.";
    }
}
