package workshop.interleavings;

/**
 * A database that nobody here knows how to ask: an actor that waits in it ends in a {@link
 * StuckException}.
 */
final class UnknownRowLocks implements RowLocks {

    @Override
    public void refuseToWait() {
        // it waits
    }

    @Override
    public void waitAgain() {
        // it never stopped
    }

    @Override
    public boolean refused(Throwable failure) {
        return false;
    }
}
