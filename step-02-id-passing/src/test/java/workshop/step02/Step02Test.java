package workshop.step02;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestExecutionListeners;

/**
 * One application serves all tests of this step. It starts lazily, so that a broken bean fails only
 * the tests that need it. It gives up quickly when it gets no connection to the database, or when a
 * row is locked. The time-out is long enough to try every interleaving, even on a busy machine.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Step02.class,
        properties = {
            "spring.main.lazy-initialization=true",
            "spring.datasource.hikari.connection-timeout=250",
            "spring.datasource.hikari.connection-init-sql=SET LOCK_TIMEOUT = 100"
        })
@TestExecutionListeners(
        listeners = CleanSlate.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Timeout(40)
@interface Step02Test {}
