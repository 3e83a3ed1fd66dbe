package workshop.step02;

/**
 * Whether another process ever sees a question without what the rest has written, or that alone.
 */
final class Halves {

    private final Step02Fixture fixture;
    private final CallInterceptor interceptor;
    private String seen = "";

    Halves(Step02Fixture fixture, CallInterceptor interceptor) {
        this.fixture = fixture;
        this.interceptor = interceptor;
    }

    /** Looks whenever this thread is about to commit; until then, both tables are empty. */
    Halves look() {
        interceptor.beforeCommit(
                () -> {
                    Aside.run(this::count);
                    look();
                });
        return this;
    }

    private void count() {
        int questions = fixture.ids("question").size();
        int notices = fixture.ids("notice").size();
        if (questions != notices) {
            seen = "questions: %d, notices of the rest: %d".formatted(questions, notices);
        }
    }

    void requireNone() {
        Require.that(
                seen.isEmpty(),
                """
                ask() commits more than once, and in between, another process saw this (%s): one \
                was committed without the other. If the next commit fails, or the process dies, \
                that half stays. Save the question and run the rest in one transaction.\
                """,
                seen);
    }
}
