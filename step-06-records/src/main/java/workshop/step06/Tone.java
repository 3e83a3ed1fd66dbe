package workshop.step06;

/** How a text sounds. */
public enum Tone {
    CALM("calm"),
    HEATED("heated, perhaps wait a minute");

    private final String label;

    Tone(String label) {
        this.label = label;
    }

    /** For people; the wording may change any day. */
    @Override
    public String toString() {
        return label;
    }
}
