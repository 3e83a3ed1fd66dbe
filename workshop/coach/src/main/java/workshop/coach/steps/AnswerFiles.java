package workshop.coach.steps;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import workshop.coach.engine.SourceStack;

/**
 * What the folder of an answer holds.
 *
 * @param whole the texts of whole files, by their path such as {@code java/workshop/…/Inbox.java}
 * @param patch what it changes in files of the solution; empty when there is none
 */
record AnswerFiles(SortedMap<String, String> whole, String patch) {

    static final String PATCH = "answer.patch";

    static AnswerFiles in(Path folder) throws IOException {
        var whole = new TreeMap<String, String>();
        for (var file : wholeFiles(folder).files().entrySet()) {
            whole.put(file.getKey(), read(file.getValue()));
        }
        return new AnswerFiles(whole, read(folder.resolve(PATCH)));
    }

    /** The whole files in such a folder. */
    static SourceStack wholeFiles(Path folder) {
        return SourceStack.of(folder)
                .only(path -> path.startsWith("java/") || path.startsWith("resources/"));
    }

    /** Whether the other ones differ at most in the numbers of a patch's lines. */
    boolean isLike(AnswerFiles other) {
        return whole.equals(other.whole)
                && AnswerPatch.withoutNumbers(patch)
                        .equals(AnswerPatch.withoutNumbers(other.patch));
    }

    /**
     * Makes the folder hold these, and no others.
     *
     * @return whether it held others
     */
    boolean writeTo(Path folder) throws IOException {
        var now = in(folder);
        if (now.equals(this)) {
            return false;
        }
        for (var text : whole.entrySet()) {
            write(folder.resolve(text.getKey()), text.getValue());
        }
        if (patch.isEmpty()) {
            Files.deleteIfExists(folder.resolve(PATCH));
        } else {
            write(folder.resolve(PATCH), patch);
        }
        for (var path : now.whole().keySet()) {
            if (!whole.containsKey(path)) {
                delete(folder.resolve(path), folder);
            }
        }
        return true;
    }

    /** With the folders that are empty then. */
    private static void delete(Path file, Path folder) throws IOException {
        Files.delete(file);
        for (var parent = file.getParent();
                !parent.equals(folder) && isEmpty(parent);
                parent = parent.getParent()) {
            Files.delete(parent);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Only if it says something else: a compiler may be reading it. */
    static Path write(Path file, String text) throws IOException {
        if (!text.equals(read(file))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        return file;
    }

    /** The text of a file; of none, the empty one. */
    static String read(Path file) throws IOException {
        return Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
    }
}
