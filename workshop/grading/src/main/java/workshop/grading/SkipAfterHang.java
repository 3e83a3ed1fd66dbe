package workshop.grading;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Runs no more tests of an exercise when one of them was not finished in time. The others would
 * most likely hang as well, each for as long, and what hangs still keeps a core busy.
 */
public final class SkipAfterHang implements ExecutionCondition, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(SkipAfterHang.class);

    @Override
    public void afterTestExecution(ExtensionContext test) {
        test.getExecutionException()
                .filter(Hang::is)
                .ifPresent(hang -> store(test).put(exercise(test), true));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean hangs =
                context.getTestMethod().isPresent()
                        && store(context).get(exercise(context)) != null;
        return hangs
                ? ConditionEvaluationResult.disabled("another test was not finished in time")
                : ConditionEvaluationResult.enabled("every test so far has ended");
    }

    private static Store store(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE);
    }

    private static Class<?> exercise(ExtensionContext test) {
        var type = test.getRequiredTestClass();
        while (type.getEnclosingClass() != null && !type.isAnnotationPresent(Exercise.class)) {
            type = type.getEnclosingClass();
        }
        return type;
    }
}
