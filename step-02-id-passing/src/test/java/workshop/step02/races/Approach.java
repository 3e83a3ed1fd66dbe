package workshop.step02.races;

/**
 * How far the site has come. Each approach keeps the cures of those before it; the numbers are
 * those of the exercises.
 */
enum Approach {

    /** The id travels, and is sent from within the transaction. */
    ID("2.1", "id"),
    /** A row that is gone is told. */
    GONE("2.2", "gone"),
    /** Sent after the commit. */
    COMMIT("2.3", "commit"),
    /** Written down in the transaction, once for each row, and sent by a relay. */
    OUTBOX("2.4", "outbox"),
    /** A key, written together with the work. */
    KEY("2.5", "key"),
    /** A version in the row and in the message: who is older steps back. */
    VERSION("2.6/7", "version"),
    /**
     * The wire has a contract: a stamp that tells which row is meant, and old names beside new ones
     * during a deploy.
     */
    CONTRACT("", "wire");

    private final String number;
    private final String cure;

    Approach(String number, String cure) {
        this.number = number;
        this.cure = cure;
    }

    /** The number of its exercise, if there is one in this step. */
    String number() {
        return number;
    }

    /** What it adds, in a word. */
    String cure() {
        return cure;
    }

    /** Whether it has that cure, too. */
    boolean has(Approach cure) {
        return compareTo(cure) >= 0;
    }
}
