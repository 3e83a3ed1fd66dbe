package workshop.celery;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The tests of this class need a real Celery. Without one they are skipped with a line that says
 * so, or fail if {@code -Dworkshop.celery=required}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsCelery.Condition.class)
@interface NeedsCelery {

    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
            String missing = Python.whatIsMissing();
            if (missing.isEmpty()) {
                return ConditionEvaluationResult.enabled("Celery is installed");
            }
            if (System.getProperty("workshop.celery", "").equals("required")) {
                throw new IllegalStateException(
                        "-Dworkshop.celery=required, but Celery is not installed: " + missing);
            }
            if (test.getTestMethod().isEmpty()) {
                System.out.printf(
                        "SKIPPED %s: it needs Python with Celery and redis. %s%n",
                        test.getDisplayName(), missing);
            }
            return ConditionEvaluationResult.disabled(missing);
        }
    }
}
