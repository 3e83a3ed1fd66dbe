package workshop.step05;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Every test starts with an empty queue and empty tables, and leaves them empty. */
class CleanSlate implements TestExecutionListener {

    /** Whether the test before, of the same class, has left them so. */
    private boolean clean;

    @Override
    public void beforeTestMethod(TestContext test) {
        var forum = fixture(test);
        if (!clean) {
            forum.clear();
        }
        forum.watch();
    }

    @Override
    public void afterTestMethod(TestContext test) {
        clean = false;
        fixture(test).clear();
        clean = true;
    }

    private static Step05Fixture fixture(TestContext test) {
        return test.getApplicationContext().getBean(Step05Fixture.class);
    }
}
