package workshop.step01;

import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What came of reading: an object, or what was thrown.
 *
 * @param read what was read; null when something was thrown
 * @param thrown what was thrown, or null
 * @param allocated how many bytes of memory were asked for
 */
record Reading(Object read, Throwable thrown, long allocated) {

    private static final int LONGEST = 100;

    /** Far more than any draft needs, and far less than what a forged message claims. */
    private static final long MUCH = 10_000_000;

    /**
     * Lets a new serializer read the bytes. A TODO comes out; an OutOfMemoryError does not, or it
     * would end the whole run.
     */
    static Reading of(Class<? extends NativeSerializer> serializer, byte[] bytes) {
        OwnStreamOnly.check(serializer);
        long before = allocatedSoFar();
        try {
            Object read = serializer.getDeclaredConstructor().newInstance().loads(bytes);
            return new Reading(read, null, allocatedSoFar() - before);
        } catch (InvocationTargetException inConstructor) {
            return new Reading(null, inConstructor.getCause(), 0);
        } catch (Throwable thrown) {
            throwTodo(thrown);
            return new Reading(null, thrown, allocatedSoFar() - before);
        }
    }

    /** A TODO comes out as it is, however it was wrapped: also that of another exercise. */
    static void throwTodo(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean says = String.valueOf(cause.getMessage()).startsWith("TODO ");
            if (cause instanceof UnsupportedOperationException todo && (says || cause == thrown)) {
                throw todo;
            }
        }
    }

    boolean isRefusal() {
        return thrown instanceof Exception;
    }

    boolean isNull() {
        return thrown == null && read == null;
    }

    boolean askedForMuch() {
        return allocated > MUCH
                || Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                        .anyMatch(OutOfMemoryError.class::isInstance);
    }

    @Override
    public String toString() {
        if (thrown == null) {
            return read == null ? "null" : "an object of " + read.getClass().getName();
        }
        Throwable cause = thrown;
        while (cause instanceof LinkageError && cause.getCause() != null) {
            cause = cause.getCause();
        }
        Throwable deeper = cause.getCause();
        boolean isSaid =
                deeper == null || String.valueOf(cause.getMessage()).contains(deeper.toString());
        String because = isSaid ? "" : ", caused by " + new Reading(null, deeper, 0);
        return described(cause) + because;
    }

    private static String described(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        if (thrown.getMessage() == null) {
            return name;
        }
        String message = thrown.getMessage().replaceAll("\\p{Cntrl}+", " ");
        return "%s (%s)".formatted(name, message.substring(0, Math.min(LONGEST, message.length())));
    }

    /** How much memory this thread has asked for so far. */
    private static long allocatedSoFar() {
        return ManagementFactory.getThreadMXBean()
                        instanceof com.sun.management.ThreadMXBean threads
                ? threads.getCurrentThreadAllocatedBytes()
                : 0;
    }
}
