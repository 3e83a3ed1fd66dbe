package workshop.coach.steps;

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
            return Parser.builder().build().parse(Files.readString(readme));
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
                code.getLiteral().lines().forEach(line -> lines.addAll(code("    " + line, width)));
            } else {
                lines.addAll(TextLayout.wrap(text(block), width));
            }
        }
        return lines;
    }

    private static List<String> code(String line, int width) {
        if (TextLayout.width(line) <= width) {
            return List.of(line);
        }
        var code = line.stripLeading();
        var indent = line.length() - code.length();
        var lines = new ArrayList<String>();
        for (var part : TextLayout.wrap(code, width - indent - CONTINUED)) {
            lines.add(" ".repeat(lines.isEmpty() ? indent : indent + CONTINUED) + part);
        }
        return lines;
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
