package workshop.comparisons;

/** Who takes part, and with how many tasks. */
enum Entry {
    BRPOP("LPUSH/BRPOP, nothing acknowledged", new BareList(), 60_000, 20_000),
    KIT("the kit's worker", new Kit(1), 60_000, 20_000),
    KIT_16("the kit's worker, 16 at once", new Kit(16), 60_000, 20_000),
    SPRING("Spring's stream container, 1 at once", new SpringContainer(1), 20_000, 10_000),
    SPRING_16("Spring's stream container, 16 at once", new SpringContainer(16), 20_000, 10_000),
    CELERY("Celery, solo pool", new Celery(), 500, 2_500),
    REDISSON("Redisson's executor service", new RedissonExecutor(), 2_000, 4_000),
    JOBRUNR("JobRunr", new JobRunrServer(), 500, 1_000);

    /** -Dcomparisons.share=10 runs a tenth of the tasks. */
    private static final int SHARE = Integer.getInteger("comparisons.share", 1);

    private final String title;
    private final Contender contender;
    private final int warmUp;
    private final int timed;

    Entry(String title, Contender contender, int warmUp, int timed) {
        this.title = title;
        this.contender = contender;
        this.warmUp = warmUp;
        this.timed = timed;
    }

    String title() {
        return title;
    }

    Contender contender() {
        return contender;
    }

    int warmUp() {
        return warmUp / SHARE;
    }

    int timed() {
        return timed / SHARE;
    }

    boolean isThere() throws InterruptedException {
        return !(contender instanceof Celery) || Celery.isThere();
    }
}
