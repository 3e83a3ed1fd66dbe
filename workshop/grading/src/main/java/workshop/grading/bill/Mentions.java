package workshop.grading.bill;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    private final Set<String> others;
    private final String call;
    private final Map<String, Map<Tree, Place>> places = new HashMap<>();
    private final Map<String, Set<CompilationUnitTree>> files = new HashMap<>();
    private final Map<String, String> constants = new HashMap<>();
    private final Set<String> tasks = new HashSet<>();
    private final Set<String> namesOfTasks = new HashSet<>();
    private boolean tasksByLoop;
    private int parameters;
    private int branches;

    /** Where a place is: its file, and the first name there that is the type's. */
    record Place(CompilationUnitTree file, Tree name) {}

    /** Scan the sources with this, then ask it. */
    Mentions(Design design) {
        types = lowerCase(design.types());
        others = lowerCase(design.others());
        call = design.call();
    }

    private static Set<String> lowerCase(Iterable<String> names) {
        var lower = new HashSet<String>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return lower;
    }

    /**
     * The tasks that a worker of these types has. What registers a task by a variable's name runs
     * in a loop, or for one type after the other: there is one for each.
     */
    int tasks() {
        var known = new HashSet<>(tasks);
        boolean loop = tasksByLoop;
        for (var name : namesOfTasks) {
            if (constants.containsKey(name)) {
                known.add(constants.get(name));
            } else {
                loop = true;
            }
        }
        known.removeIf(task -> !words(task, others).isEmpty());
        if (loop) {
            known.removeIf(task -> !typesIn(task).isEmpty());
        }
        return known.size() + (loop ? types.size() : 0);
    }

    int parameters() {
        return parameters;
    }

    int branches() {
        return branches;
    }

    /**
     * Files that must be opened for one more type: as many as for the type that is in the most. A
     * file for a type of its own is not opened but written.
     */
    int files() {
        return files.values().stream().mapToInt(Set::size).max().orElse(0);
    }

    /** The places that name one type, imports aside. */
    Collection<Place> places(String type) {
        return places.getOrDefault(type.toLowerCase(Locale.ROOT), Map.of()).values();
    }

    // --- tasks, parameters, branches

    /** A task is the first argument of {@code handle(task, handler)}. */
    @Override
    public Void visitMethodInvocation(MethodInvocationTree invocation, Void unused) {
        if (isRegistration(invocation)) {
            var task = invocation.getArguments().get(0);
            if (task instanceof LiteralTree literal) {
                tasks.add(String.valueOf(literal.getValue()));
            } else {
                namesOfTasks.add(name(task));
            }
        }
        return super.visitMethodInvocation(invocation, unused);
    }

    private static boolean isRegistration(MethodInvocationTree invocation) {
        return name(invocation.getMethodSelect()).equals("handle")
                && invocation.getArguments().size() == 2;
    }

    private static String name(Tree tree) {
        return tree instanceof MemberSelectTree select
                ? select.getIdentifier().toString()
                : tree.toString();
    }

    @Override
    public Void visitIf(IfTree choice, Void unused) {
        countBranch(choice.getCondition(), choice.getThenStatement(), choice.getElseStatement());
        return super.visitIf(choice, unused);
    }

    @Override
    public Void visitConditionalExpression(ConditionalExpressionTree choice, Void unused) {
        countBranch(choice.getCondition(), choice.getTrueExpression(), choice.getFalseExpression());
        return super.visitConditionalExpression(choice, unused);
    }

    @Override
    public Void visitCase(CaseTree choice, Void unused) {
        var labels = typesIn(String.valueOf(choice.getExpressions()));
        var body = typesIn(choice.getBody() + " " + choice.getStatements());
        if (labels.size() == 1 || body.size() == 1) {
            branches++;
        }
        return super.visitCase(choice, unused);
    }

    /**
     * A branch asks for the type when what follows is for one type only, or when its condition
     * names one and is no mere question for null. Code that is about one type anyway asks nothing.
     */
    private void countBranch(ExpressionTree condition, Tree yes, Tree no) {
        var asked = typesIn(condition.toString());
        if (asked.size() > 1 || isAboutOneType()) {
            return;
        }
        var then = typesIn(String.valueOf(yes));
        boolean last = !isChoice(no) && typesIn(String.valueOf(no)).size() == 1;
        if (then.size() == 1 || asked.size() == 1 && (last || !isNullCheck(condition))) {
            branches += last && then.size() == 1 ? 2 : 1;
        }
    }

    private static boolean isChoice(Tree tree) {
        var bare = bare(tree);
        return bare instanceof IfTree || bare instanceof ConditionalExpressionTree;
    }

    private static boolean isNullCheck(Tree condition) {
        return bare(condition) instanceof BinaryTree binary
                && (binary.getLeftOperand().getKind() == Tree.Kind.NULL_LITERAL
                        || binary.getRightOperand().getKind() == Tree.Kind.NULL_LITERAL);
    }

    private static Tree bare(Tree tree) {
        return tree instanceof ParenthesizedTree inner ? bare(inner.getExpression()) : tree;
    }

    /** Whether this is in a method, a class or a registered handler for one type. */
    private boolean isAboutOneType() {
        Tree child = null;
        for (TreePath at = getCurrentPath(); at != null; at = at.getParentPath()) {
            var tree = at.getLeaf();
            if (typesIn(header(tree)).size() == 1) {
                return true;
            }
            if (tree instanceof MethodInvocationTree invocation
                    && isRegistration(invocation)
                    && invocation.getArguments().contains(child)
                    && typesIn(invocation.getArguments().get(0).toString()).size() == 1) {
                return true;
            }
            child = tree;
        }
        return false;
    }

    // --- names

    @Override
    public Void visitImport(ImportTree line, Void unused) {
        return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
        if (call.equals(className() + "." + method.getName())) {
            parameters = Math.max(parameters, method.getParameters().size());
        }
        mention(method.getName());
        return super.visitMethod(method, unused);
    }

    private String className() {
        for (TreePath at = getCurrentPath(); at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof ClassTree type) {
                return type.getSimpleName().toString();
            }
        }
        return "";
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
        mention(type.getSimpleName());
        return super.visitClass(type, unused);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void unused) {
        if (variable.getInitializer() instanceof LiteralTree literal) {
            constants.put(variable.getName().toString(), String.valueOf(literal.getValue()));
        }
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
        tasksByLoop |= reference.getName().contentEquals("handle");
        mention(reference.getName());
        return super.visitMemberReference(reference, unused);
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void unused) {
        mention(String.valueOf(literal.getValue()));
        return super.visitLiteral(literal, unused);
    }

    private void mention(CharSequence words) {
        var file = getCurrentPath().getCompilationUnit();
        for (var type : typesIn(words.toString())) {
            var place = place(type);
            places.computeIfAbsent(type, key -> new LinkedHashMap<>())
                    .putIfAbsent(place, new Place(file, getCurrentPath().getLeaf()));
            if (!(place instanceof ClassTree && file.getTypeDecls().contains(place))) {
                files.computeIfAbsent(type, key -> new HashSet<>()).add(file);
            }
        }
    }

    private Set<String> typesIn(String text) {
        return words(text, types);
    }

    private static Set<String> words(String text, Set<String> wanted) {
        return Stream.of(text.split(WORD_ENDS))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .map(word -> wanted.contains(word) ? word : word.replaceFirst("s$", ""))
                .filter(wanted::contains)
                .collect(Collectors.toSet());
    }

    // --- places

    /**
     * The whole method or class, where that is about this type only; or else the variable, the
     * handler that is registered, or the statement.
     */
    private Tree place(String type) {
        Tree smallest = null;
        Tree whole = null;
        Tree child = null;
        for (TreePath at = getCurrentPath(); at != null; at = at.getParentPath()) {
            var tree = at.getLeaf();
            if (smallest == null && isPlace(tree, child)) {
                smallest = tree;
            }
            if (typesIn(header(tree)).equals(Set.of(type))) {
                whole = tree;
            }
            child = tree;
        }
        return whole == null ? smallest : whole;
    }

    private static boolean isPlace(Tree tree, Tree child) {
        return tree instanceof VariableTree
                || tree instanceof AssignmentTree
                || tree instanceof CaseTree
                || tree instanceof MethodTree
                || tree instanceof ClassTree
                || tree instanceof MethodInvocationTree invocation
                        && isRegistration(invocation)
                        && invocation.getArguments().contains(child)
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
