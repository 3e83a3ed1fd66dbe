package workshop.step05;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Every test starts with an empty queue and empty tables, and leaves them empty. */
class CleanSlate implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext test) {
        var forum = test.getApplicationContext().getBean(Step05Fixture.class);
        forum.clear();
        forum.watch();
    }

    @Override
    public void afterTestMethod(TestContext test) {
        test.getApplicationContext().getBean(Step05Fixture.class).clear();
    }
}
