package workshop.step06;

/**
 * A file that came with a submission.
 *
 * @param name the file's name
 * @param bytes its size, never negative
 */
public record Attachment(String name, long bytes) {

    public Attachment {
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    "An attachment cannot have %d bytes.".formatted(bytes));
        }
    }
}
