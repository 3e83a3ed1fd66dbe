package workshop.coach.commands;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import workshop.grading.TextStyle;

/** Whom the coach may ask. */
public interface Prompt {

    /** Asks a question. Only a yes is a yes; no answer is a no. */
    boolean agrees(String question, PrintWriter out);

    /** Reads the answer from the standard input, a line. */
    record AtTerminal(InputStream in) implements Prompt {

        @Override
        public boolean agrees(String question, PrintWriter out) {
            out.print(question + " [y/N] ");
            out.flush();
            try {
                var answer =
                        new BufferedReader(new InputStreamReader(in, TextStyle.encoding()))
                                .readLine();
                return answer != null && isYes(answer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static boolean isYes(String answer) {
        return answer.strip().toLowerCase(Locale.ROOT).matches("y(es)?");
    }
}
