package workshop.coach.steps;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import workshop.coach.engine.StepSources;
import workshop.grading.TextLayout;

/**
 * A hint, as the step's README folds it under the exercise.
 *
 * @param title such as {@code Hint 1: a nudge}
 * @param blocks its paragraphs and pieces of code
 */
public record Hint(String title, List<Block> blocks) {

    /** The indentation of what continues a line of code that was too long. */
    private static final int CONTINUED = 8;

    /** Of all code. */
    private static final int INDENT = 4;

    private static final Pattern SUMMARY = Pattern.compile("<summary>(.*?)</summary>");

    /** The hints of an exercise in their order; none when the README has no such exercise. */
    public static List<Hint> of(StepSources sources, String id) {
        var hints = new ArrayList<Hint>();
        var here = false;
        for (var node = parse(sources.folder().resolve("README.md")).getFirstChild();
                node != null;
                node = node.getNext()) {
            if (node instanceof Heading heading) {
                here = heading.getLevel() == 3 && text(heading).startsWith(id + " ");
            } else if (here
                    && node instanceof HtmlBlock html
                    && SUMMARY.matcher(html.getLiteral()).find()) {
                var summary =
                        SUMMARY.matcher(html.getLiteral())
                                .results()
                                .findFirst()
                                .orElseThrow()
                                .group(1);
                hints.add(new Hint(summary, blocks(html)));
            }
        }
        return hints;
    }

    private static Node parse(Path readme) {
        try {
            // Whatever an editor has made of it: what is not UTF-8 is shown as such.
            return Parser.builder().build().parse(new String(Files.readAllBytes(readme), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The hints are in %s, which cannot be read.".formatted(readme), e);
        }
    }

    /** The text between a summary and the next tag. */
    private static List<Block> blocks(HtmlBlock summary) {
        var blocks = new ArrayList<Block>();
        for (var node = summary.getNext();
                node instanceof Block block && !(node instanceof HtmlBlock);
                node = node.getNext()) {
            blocks.add(block);
        }
        return blocks;
    }

    /**
     * The hint for a terminal of so many columns: paragraphs are wrapped; code is indented, and
     * only a line that is too long is broken.
     */
    public List<String> lines(int width) {
        var lines = new ArrayList<String>();
        for (var block : blocks) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            if (block instanceof FencedCodeBlock code) {
                code.getLiteral()
                        .lines()
                        .forEach(line -> lines.addAll(code(" ".repeat(INDENT) + line, width)));
            } else {
                lines.addAll(TextLayout.wrap(text(block), width));
            }
        }
        return lines;
    }

    /** Still code that compiles: further to the left, broken between words, or as it is. */
    static List<String> code(String line, int width) {
        var code = line.stripLeading();
        var indent = line.length() - code.length();
        var lines = new ArrayList<String>();
        while (TextLayout.width(code) > width - indent) {
            var end = lastBreak(code, width - indent);
            if (end == 0 || TextLayout.width(code) <= width - INDENT) {
                indent = Math.max(INDENT, width - TextLayout.width(code));
                break;
            }
            var head = code.substring(0, end).stripTrailing();
            lines.add(" ".repeat(indent) + head);
            code = (endsInComment(head) ? "// " : "") + code.substring(end).stripLeading();
            if (lines.size() == 1 && !head.startsWith("//")) {
                indent += CONTINUED;
            }
        }
        lines.add(" ".repeat(indent) + code);
        return lines;
    }

    private static boolean endsInComment(String code) {
        return code.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "").contains("//");
    }

    /** Before a dot, after a parenthesis, at a blank; never in a text. 0 where there is none. */
    private static int lastBreak(String code, int width) {
        var last = 0;
        var inText = false;
        for (var i = 1; i <= Math.min(width, code.length() - 1); i++) {
            var before = code.charAt(i - 1);
            inText ^= before == '"' && (i < 2 || code.charAt(i - 2) != '\\');
            if (!inText
                    && (before == ' '
                            || before == '(' && code.charAt(i) != ')'
                            || before == ')' && code.charAt(i) == '.')) {
                last = i;
            }
        }
        return last;
    }

    private static String text(Node node) {
        var text = new StringBuilder();
        node.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text node) {
                        text.append(node.getLiteral());
                    }

                    @Override
                    public void visit(Code node) {
                        text.append('`').append(node.getLiteral()).append('`');
                    }

                    @Override
                    public void visit(SoftLineBreak node) {
                        text.append(' ');
                    }

                    @Override
                    public void visit(Link node) {
                        visitChildren(node);
                        if (node.getDestination().startsWith("https:")) {
                            text.append(" (").append(node.getDestination()).append(')');
                        }
                    }
                });
        return text.toString();
    }
}
