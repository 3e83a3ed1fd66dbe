package workshop.coach.commands;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import workshop.grading.TextLayout;
import workshop.grading.TextStyle;

/** Whom the coach may ask. */
public interface Prompt {

    /** Asks a question. Only a yes is a yes; no answer is a no. */
    boolean agrees(String question, PrintWriter out);

    /** Asks about the learner's work. Only the whole word is a yes. */
    boolean confirms(String question, PrintWriter out);

    /** Reads the answer from the standard input, a line. */
    record AtTerminal(InputStream in, TextStyle terminal) implements Prompt {

        @Override
        public boolean agrees(String question, PrintWriter out) {
            return answer(question + " [y/N]", out).matches("y(es)?");
        }

        @Override
        public boolean confirms(String question, PrintWriter out) {
            return answer(question + " Type yes:", out).equals("yes");
        }

        private String answer(String question, PrintWriter out) {
            out.print(String.join("\n", TextLayout.wrap(question, terminal.width())) + " ");
            out.flush();
            try {
                var answer =
                        new BufferedReader(new InputStreamReader(in, TextStyle.encoding()))
                                .readLine();
                return answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
