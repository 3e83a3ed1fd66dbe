package workshop.grading;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Keeps a run alive that one test would end for all. JUnit gives up at an OutOfMemoryError; Maven
 * and JUnit do when they ask an exception for its message and get another exception, or a hundred
 * megabytes. All become a failure of the test that they happened in, and the tests after it run.
 */
public final class Survivor implements InvocationInterceptor {

    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation,
            ReflectiveInvocationContext<Constructor<T>> call,
            ExtensionContext test)
            throws Throwable {
        return survive(invocation);
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> call,
            ExtensionContext test)
            throws Throwable {
        survive(invocation);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> call,
            ExtensionContext test)
            throws Throwable {
        survive(invocation);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> call,
            ExtensionContext test)
            throws Throwable {
        survive(invocation);
    }

    @Override
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation,
            ReflectiveInvocationContext<Method> call,
            ExtensionContext test)
            throws Throwable {
        return survive(invocation);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> call,
            ExtensionContext test)
            throws Throwable {
        survive(invocation);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext call, ExtensionContext test)
            throws Throwable {
        survive(invocation);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> call,
            ExtensionContext test)
            throws Throwable {
        survive(invocation);
    }

    private static <T> T survive(Invocation<T> invocation) throws Throwable {
        try {
            return invocation.proceed();
        } catch (Throwable thrown) {
            var full = Speech.causes(thrown).filter(OutOfMemoryError.class::isInstance).findFirst();
            if (full.isPresent()) {
                throw new AssertionError(
                        ("The memory is full (OutOfMemoryError: %s). Does a loop fill a list for"
                                        + " ever?")
                                .formatted(full.get().getMessage()),
                        full.get());
            }
            if (Speech.works(thrown)) {
                throw thrown;
            }
            var told = new AssertionError(Failure.message(thrown));
            told.setStackTrace(Speech.stack(thrown));
            throw told;
        }
    }
}
