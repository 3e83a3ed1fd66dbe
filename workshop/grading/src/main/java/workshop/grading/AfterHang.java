package workshop.grading;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/**
 * Spares the learner waiting when a test was not finished in time. The other tests of its exercise
 * would most likely hang as well, and what hangs still keeps a core busy: they do not run. Other
 * exercises may call the same code: their tests get less time.
 */
public final class AfterHang
        implements ExecutionCondition, AfterTestExecutionCallback, InvocationInterceptor {

    /** Several times what a test takes beside code that keeps a core busy. */
    private static final Duration LESS_TIME = Duration.ofSeconds(3);

    private static final Namespace NAMESPACE = Namespace.create(AfterHang.class);

    @Override
    public void afterTestExecution(ExtensionContext test) {
        test.getExecutionException()
                .filter(Hang::is)
                .ifPresent(
                        hang -> {
                            store(test).put(exercise(test), true);
                            store(test).put(AfterHang.class, true);
                        });
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

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> call,
            ExtensionContext test)
            throws Throwable {
        proceed(invocation, test);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> call,
            ExtensionContext test)
            throws Throwable {
        proceed(invocation, test);
    }

    private static void proceed(Invocation<Void> invocation, ExtensionContext test)
            throws Throwable {
        if (store(test).get(AfterHang.class) == null || hasItsOwnLimit(test)) {
            invocation.proceed();
            return;
        }
        try {
            Assertions.assertTimeoutPreemptively(LESS_TIME, invocation::proceed);
        } catch (AssertionFailedError failure) {
            throw isOverdue(failure) ? timeout(test, failure.getCause()) : failure;
        }
    }

    private static boolean hasItsOwnLimit(ExtensionContext test) {
        var type = test.getRequiredTestClass();
        return AnnotationSupport.isAnnotated(test.getRequiredTestMethod(), Timeout.class)
                || AnnotationSupport.findAnnotation(
                                type, Timeout.class, test.getEnclosingTestClasses())
                        .isPresent();
    }

    /** Not so an assertion of the test's own. */
    private static boolean isOverdue(AssertionFailedError failure) {
        return failure.getCause() != null
                && failure.getCause()
                        .getClass()
                        .getSimpleName()
                        .equals("ExecutionTimeoutException");
    }

    /** As JUnit tells its own limit; the cause has the stack of what hangs. */
    private static TimeoutException timeout(ExtensionContext test, Throwable stack) {
        var timeout =
                new TimeoutException(
                        "%s timed out after %s seconds"
                                .formatted(test.getDisplayName(), LESS_TIME.toSeconds()));
        timeout.initCause(stack);
        return timeout;
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
