package workshop.coach.engine;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * What the other sources can see of one: a text without comments, without what stands in the bodies
 * of methods, without values that are no constants, and without private methods. As long as it
 * stays the same, javac makes the same of the others. It may differ without need.
 */
final class Outline extends TreeScanner<Void, Void> {

    private final List<String> imports = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private Outline() {}

    static String of(CompilationUnitTree source) {
        var outline = new Outline();
        outline.scan(source, null);
        outline.imports.stream().filter(outline::counts).forEach(outline::add);
        return outline.text.toString();
    }

    /**
     * An import says what a name means; it is of no concern to others if the name occurs in bodies
     * only.
     */
    private boolean counts(String line) {
        var name = line.substring(line.lastIndexOf('.') + 1, line.lastIndexOf(';'));
        return name.equals("*") || text.indexOf(name) >= 0;
    }

    private void add(Object part) {
        text.append(part).append('\n');
    }

    @Override
    public Void visitPackage(PackageTree node, Void none) {
        add(node);
        return null;
    }

    @Override
    public Void visitImport(ImportTree node, Void none) {
        imports.add(node.toString());
        return null;
    }

    @Override
    public Void visitClass(ClassTree node, Void none) {
        add(node.getModifiers());
        add(node.getKind() + " " + node.getSimpleName());
        add(node.getTypeParameters());
        add(node.getExtendsClause());
        add(node.getImplementsClause());
        add(node.getPermitsClause());
        scan(node.getMembers(), null);
        add("end");
        return null;
    }

    @Override
    public Void visitMethod(MethodTree node, Void none) {
        // even a private constructor takes the place of the default one
        var isConstructor = node.getReturnType() == null;
        if (isConstructor || !node.getModifiers().getFlags().contains(Modifier.PRIVATE)) {
            add(node.getModifiers());
            add(node.getTypeParameters());
            add(node.getReturnType() + " " + node.getName());
            add(node.getParameters());
            add(node.getThrows());
            add(node.getDefaultValue());
        }
        return null;
    }

    @Override
    public Void visitVariable(VariableTree node, Void none) {
        var value = node.getInitializer();
        if (value == null || mayBeConstant(node.getType())) {
            add(node);
        } else {
            add(node.getModifiers() + " " + node.getType() + " " + node.getName());
            add(hasBody(value) ? "with a body" : "");
        }
        return null;
    }

    /** Whether it may be an enum's constant with a body: the enum is not final then. */
    private static boolean hasBody(ExpressionTree value) {
        return value instanceof NewClassTree made && made.getClassBody() != null;
    }

    /**
     * Whether a field's value may be a constant, which javac copies into the classes that use it
     * (JLS 4.12.4). A field whose type is {@code var} has no type in the tree; it is an error.
     */
    private static boolean mayBeConstant(Tree type) {
        return type == null
                || type.getKind() == Tree.Kind.PRIMITIVE_TYPE
                || type.toString().endsWith("String");
    }

    @Override
    public Void visitBlock(BlockTree node, Void none) {
        return null; // an initializer
    }
}
