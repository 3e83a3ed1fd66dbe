package workshop.step05;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestExecutionListeners;

/**
 * One application serves all tests of this step. Its beans start lazily, so that a broken bean
 * breaks only the tests that need it. If the database refuses to create a table, the application
 * does not start, and says why.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Step05.class,
        properties = {
            "spring.main.lazy-initialization=true",
            "spring.jpa.properties.hibernate.hbm2ddl.halt_on_error=true"
        })
@TestExecutionListeners(
        listeners = CleanSlate.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@interface Step05Test {}
