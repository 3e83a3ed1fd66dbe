package workshop.redis;

/**
 * A program that starts the run's Redis and prints its address. When its input ends, it ends too,
 * in the way that its argument names: return, exit or halt.
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
