package workshop.step02;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Every test starts with an empty queue and empty tables, and leaves them empty. */
class CleanSlate implements TestExecutionListener {

    /** Whether the test before, of the same class, has left them so. */
    private boolean clean;

    @Override
    public void beforeTestMethod(TestContext test) {
        if (!clean) {
            fixture(test).clear();
        }
    }

    @Override
    public void afterTestMethod(TestContext test) {
        clean = false;
        fixture(test).clear();
        clean = true;
    }

    private static Step02Fixture fixture(TestContext test) {
        return test.getApplicationContext().getBean(Step02Fixture.class);
    }
}
