package workshop.step02.races;

/**
 * Which cures the site has. Each approach keeps the cures of those before it; the numbers are those
 * of the exercises.
 */
enum Approach {

    /** Sends the id, from within the transaction. */
    ID("2.1", "id"),
    /** Reports a row that is gone. */
    GONE("2.2", "gone"),
    /** Sends after the commit. */
    COMMIT("2.3", "commit"),
    /** Writes the task down in the transaction, once for each row; a relay sends it. */
    OUTBOX("2.4", "outbox"),
    /** Writes a key together with the work. */
    KEY("2.5", "key"),
    /** Puts a version into the row and into the message: the older one gives way. */
    VERSION("2.6/7", "version"),
    /**
     * Has a contract for the messages: a stamp tells which row is meant, and during a deploy the
     * old names are sent and read beside the new ones.
     */
    CONTRACT("", "wire");

    private final String number;
    private final String cure;

    Approach(String number, String cure) {
        this.number = number;
        this.cure = cure;
    }

    /** The number of its exercise; empty when this step has none. */
    String number() {
        return number;
    }

    /** The cure that it adds, in a word. */
    String cure() {
        return cure;
    }

    /** Whether it includes that cure. */
    boolean has(Approach cure) {
        return compareTo(cure) >= 0;
    }
}
