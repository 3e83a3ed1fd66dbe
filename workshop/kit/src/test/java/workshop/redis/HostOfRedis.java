package workshop.redis;

/**
 * A program that starts the run's Redis, prints where it is, and ends when its input does, if
 * nobody kills it before: by return, exit or halt.
 */
final class HostOfRedis {

    private HostOfRedis() {}

    public static void main(String[] how) throws Exception {
        System.out.println(Redis.uri());
        System.in.read();
        switch (how[0]) {
            case "exit" -> System.exit(0);
            case "halt" -> Runtime.getRuntime().halt(0);
            default -> {}
        }
    }
}
