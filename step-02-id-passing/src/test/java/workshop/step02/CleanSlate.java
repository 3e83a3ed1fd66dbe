package workshop.step02;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Every test starts with an empty queue and empty tables, and leaves them empty. */
class CleanSlate implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext test) {
        test.getApplicationContext().getBean(Step02Fixture.class).clear();
    }

    @Override
    public void afterTestMethod(TestContext test) {
        test.getApplicationContext().getBean(Step02Fixture.class).clear();
    }
}
