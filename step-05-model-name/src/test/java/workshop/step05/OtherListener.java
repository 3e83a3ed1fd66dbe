package workshop.step05;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What else in the application listens to a commit. */
final class OtherListener {

    private OtherListener() {}

    /** Does that after the commit of the current transaction. */
    static void afterCommit(int order, Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new AfterCommit(order, work));
    }

    private record AfterCommit(int order, Runnable work) implements TransactionSynchronization {

        @Override
        public int getOrder() {
            return order;
        }

        @Override
        public void afterCommit() {
            work.run();
        }
    }

    /** Refuses the commit of the current transaction. */
    static void refuses() {
        TransactionSynchronizationManager.registerSynchronization(new Refuses());
    }

    private static final class Refuses implements TransactionSynchronization {

        @Override
        public void beforeCommit(boolean readOnly) {
            throw new IllegalStateException("not today");
        }
    }
}
