package workshop.grading.bill;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where code names a type: as {@code Question}, {@code questions}, {@code questionId} or {@code
 * "moderate_question"}.
 */
final class Mentions extends TreePathScanner<Void, Void> {

    private static final String WORD_ENDS = "(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+";

    private final Set<String> types;
    private final String task;
    private final Map<String, Set<Tree>> places = new HashMap<>();
    private final Map<String, Set<Tree>> files = new HashMap<>();
    private final Set<String> tasks = new HashSet<>();
    private int parameters;
    private int branches;

    /**
     * Scan the sources with this, then ask it.
     *
     * @param types the simple names of the types
     * @param task the name of the method that is the task
     */
    Mentions(List<String> types, String task) {
        this.types =
                types.stream()
                        .map(type -> type.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        this.task = task;
    }

    int tasks() {
        return tasks.size();
    }

    int parameters() {
        return parameters;
    }

    int branches() {
        return branches;
    }

    /** Files that must be opened for one more type: as many as for the type that is in the most. */
    int files() {
        return most(files);
    }

    /** Places that must be changed for one more type: as many as for the type that has the most. */
    int places() {
        return most(places);
    }

    private static int most(Map<String, Set<Tree>> trees) {
        return trees.values().stream().mapToInt(Set::size).max().orElse(0);
    }

    // --- tasks, parameters, branches

    /** A task is the first argument of {@code handle(task, handler)}. */
    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
        if (name(call.getMethodSelect()).equals("handle") && call.getArguments().size() == 2) {
            tasks.add(call.getArguments().get(0).toString());
        }
        return super.visitMethodInvocation(call, unused);
    }

    private static String name(Tree method) {
        return method instanceof MemberSelectTree select
                ? select.getIdentifier().toString()
                : method.toString();
    }

    @Override
    public Void visitIf(IfTree choice, Void unused) {
        countBranch(choice.getCondition(), choice.getThenStatement());
        return super.visitIf(choice, unused);
    }

    @Override
    public Void visitConditionalExpression(ConditionalExpressionTree choice, Void unused) {
        countBranch(choice.getCondition(), choice.getTrueExpression());
        return super.visitConditionalExpression(choice, unused);
    }

    @Override
    public Void visitCase(CaseTree choice, Void unused) {
        countBranch(choice.getExpressions(), choice.getBody());
        return super.visitCase(choice, unused);
    }

    /**
     * A branch asks for the type when its condition names one, or when what follows is about one
     * type only.
     */
    private void countBranch(Object condition, Object consequence) {
        if (!typesIn(condition.toString()).isEmpty()
                || typesIn(String.valueOf(consequence)).size() == 1) {
            branches++;
        }
    }

    // --- names

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
        if (method.getName().contentEquals(task)) {
            parameters = Math.max(parameters, method.getParameters().size());
        }
        mention(method.getName());
        return super.visitMethod(method, unused);
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
        mention(type.getSimpleName());
        return super.visitClass(type, unused);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void unused) {
        mention(variable.getName());
        return super.visitVariable(variable, unused);
    }

    @Override
    public Void visitIdentifier(IdentifierTree identifier, Void unused) {
        mention(identifier.getName());
        return super.visitIdentifier(identifier, unused);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree select, Void unused) {
        mention(select.getIdentifier());
        return super.visitMemberSelect(select, unused);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree reference, Void unused) {
        mention(reference.getName());
        return super.visitMemberReference(reference, unused);
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void unused) {
        mention(String.valueOf(literal.getValue()));
        return super.visitLiteral(literal, unused);
    }

    private void mention(CharSequence words) {
        for (var type : typesIn(words.toString())) {
            places.computeIfAbsent(type, key -> new HashSet<>()).add(place(type));
            files.computeIfAbsent(type, key -> new HashSet<>())
                    .add(getCurrentPath().getCompilationUnit());
        }
    }

    private Set<String> typesIn(String words) {
        return Stream.of(words.split(WORD_ENDS))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .map(word -> types.contains(word) ? word : word.replaceFirst("s$", ""))
                .filter(types::contains)
                .collect(Collectors.toSet());
    }

    // --- places

    /**
     * The whole method or class, where that is about this type only; or else the import, variable
     * or statement.
     */
    private Tree place(String type) {
        Tree smallest = null;
        Tree whole = null;
        for (TreePath at = getCurrentPath(); at != null; at = at.getParentPath()) {
            var tree = at.getLeaf();
            if (smallest == null && isPlace(tree)) {
                smallest = tree;
            }
            if (typesIn(header(tree)).equals(Set.of(type))) {
                whole = tree;
            }
        }
        return whole == null ? smallest : whole;
    }

    private static boolean isPlace(Tree tree) {
        return tree instanceof ImportTree
                || tree instanceof VariableTree
                || tree instanceof CaseTree
                || tree instanceof MethodTree
                || tree instanceof ClassTree
                || tree instanceof StatementTree && !(tree instanceof BlockTree);
    }

    private static String header(Tree tree) {
        if (tree instanceof MethodTree method) {
            return "%s %s %s"
                    .formatted(method.getReturnType(), method.getName(), method.getParameters());
        }
        return tree instanceof ClassTree type ? type.getSimpleName().toString() : "";
    }
}
