package workshop.coach.engine;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.tools.ToolProvider;

/**
 * A small change of any Java source, found in its syntax tree: of a modifier, a type, a parameter,
 * an exception, an annotation, a value, a member. It need not compile.
 */
final class SmallChange extends TreeScanner<Void, Void> {

    private static final List<String> MODIFIERS =
            List.of(
                    "public",
                    "protected",
                    "private",
                    "static",
                    "final",
                    "abstract",
                    "sealed",
                    "non-sealed",
                    "default",
                    "synchronized",
                    "@Deprecated");
    private static final List<String> TYPES =
            List.of(
                    "int",
                    "long",
                    "Integer",
                    "Object",
                    "String",
                    "CharSequence",
                    "boolean",
                    "int[]",
                    "java.util.List<?>",
                    "void");
    private static final List<String> MEMBERS =
            List.of(
                    "private void added() { }",
                    "public int added() { return 1; }",
                    "static final int ADDED = 1;",
                    "private static final String ADDED = \"added\";",
                    "static class Added { }",
                    "private enum Added { A, B { } }",
                    "record Added(int a, long b) { }",
                    "interface Added { int A = 1; default void a() { } }",
                    "Object added = new Object() { };",
                    "static { System.gc(); }",
                    "<T extends Comparable<T>> T added(T a) throws Exception { return a; }");

    private record Replacement(int start, int end, String by) {}

    private final String text;
    private final Random random;
    private final Trees trees;
    private final CompilationUnitTree unit;
    private final List<Replacement> found = new ArrayList<>();

    private SmallChange(String text, Random random, JavacTask task) throws IOException {
        this.text = text;
        this.random = random;
        trees = Trees.instance(task);
        unit = task.parse().iterator().next();
    }

    /** The text after such a change. */
    static String of(String text, Random random) throws IOException {
        var javac = ToolProvider.getSystemJavaCompiler();
        var task =
                javac.getTask(
                        null, null, ignored -> {}, null, null, List.of(Outlines.source(text)));
        var changes = new SmallChange(text, random, (JavacTask) task);
        changes.scan(changes.unit, null);
        if (changes.found.isEmpty()) {
            return text;
        }
        var change = EditedProgram.any(changes.found, random);
        return text.substring(0, change.start()) + change.by() + text.substring(change.end());
    }

    private int start(Tree tree) {
        return (int) trees.getSourcePositions().getStartPosition(unit, tree);
    }

    private int end(Tree tree) {
        return (int) trees.getSourcePositions().getEndPosition(unit, tree);
    }

    private String text(Tree tree) {
        return text.substring(start(tree), end(tree));
    }

    private void replace(Tree tree, String by) {
        if (start(tree) >= 0 && end(tree) >= start(tree)) {
            found.add(new Replacement(start(tree), end(tree), by));
        }
    }

    private void insert(int position, String added) {
        if (position >= 0) {
            found.add(new Replacement(position, position, added));
        }
    }

    @Override
    public Void visitClass(ClassTree type, Void none) {
        change(type.getModifiers(), start(type));
        insert(end(type) - 1, "\n    " + EditedProgram.any(MEMBERS, random) + "\n");
        for (var i = 1; i < type.getMembers().size(); i++) {
            swap(type.getMembers().get(i - 1), type.getMembers().get(i));
        }
        return super.visitClass(type, none);
    }

    /** Two neighbours: components of a record, constants of an enum, members. */
    private void swap(Tree one, Tree two) {
        var start = start(one);
        if (start >= 0 && end(one) > start && start(two) >= end(one) && end(two) > start(two)) {
            var between = text.substring(end(one), start(two));
            found.add(new Replacement(start, end(two), text(two) + between + text(one)));
        }
    }

    @Override
    public Void visitMethod(MethodTree method, Void none) {
        if (start(method) < 0) {
            return null;
        }
        change(method.getModifiers(), start(method));
        var body = method.getBody();
        if (body != null) {
            insert(start(body), "throws java.io.IOException ");
            insert(start(body) + 1, " Runnable added = () -> { }; ");
            replace(body, ";");
        }
        if (method.getReturnType() != null) {
            replace(method.getReturnType(), EditedProgram.any(TYPES, random));
            insert(start(method.getReturnType()), "<T extends Number> ");
        }
        replace(method, "");
        method.getThrows().forEach(thrown -> replace(thrown, "RuntimeException"));
        method.getParameters().forEach(parameter -> insert(start(parameter), "int added, "));
        return super.visitMethod(method, none);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void none) {
        if (start(variable) < 0) {
            return null;
        }
        change(variable.getModifiers(), start(variable));
        if (variable.getType() != null) {
            replace(variable.getType(), EditedProgram.any(TYPES, random));
        }
        insert(end(variable) - 1, "1");
        return super.visitVariable(variable, none);
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void none) {
        replace(literal, EditedProgram.any(List.of("1", "2", "\"a\"", "'b'", "null"), random));
        return null;
    }

    private void change(ModifiersTree modifiers, int start) {
        insert(start, EditedProgram.any(MODIFIERS, random) + " ");
        modifiers.getAnnotations().forEach(annotation -> replace(annotation, ""));
        if (!modifiers.getFlags().isEmpty()) {
            replace(modifiers, "");
        }
    }
}
