package workshop.step05;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** What the application logs: warnings and errors, and what our own code says at the level INFO. */
final class Log {

    private Log() {}

    /** Its lines while that runs; if a line tells of an exception, only the exception. */
    static List<String> of(Runnable work) {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var level = root.getLevel();
        var console = new ArrayList<Appender<ILoggingEvent>>();
        root.iteratorForAppenders().forEachRemaining(console::add);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        // What a test provokes would look like trouble if it were printed, too.
        console.forEach(root::detachAppender);
        root.addAppender(lines);
        root.setLevel(Level.INFO);
        try {
            work.run();
        } finally {
            root.setLevel(level);
            root.detachAppender(lines);
            console.forEach(root::addAppender);
        }
        return lines.list.stream().filter(Log::counts).map(Log::line).toList();
    }

    /** What libraries tell at the level INFO is no news of a failure. */
    private static boolean counts(ILoggingEvent event) {
        return event.getLevel().isGreaterOrEqual(Level.WARN)
                || !event.getLoggerName().matches("(org|com|ch|io|jakarta|redis)\\..*");
    }

    private static String line(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        return thrown == null
                ? event.getFormattedMessage()
                : "%s: %s%s"
                        .formatted(
                                thrown.getClassName().replaceAll(".*\\.", ""),
                                thrown.getMessage(),
                                where(thrown));
    }

    /** The line of the step's own code that led to it. */
    private static String where(IThrowableProxy thrown) {
        return Stream.of(thrown.getStackTraceElementProxyArray())
                .map(StackTraceElementProxy::getStackTraceElement)
                .filter(line -> line.getClassName().startsWith(Log.class.getPackageName() + "."))
                .filter(line -> line.getFileName() != null && line.getLineNumber() > 0)
                .findFirst()
                .map(line -> " (%s:%d)".formatted(line.getFileName(), line.getLineNumber()))
                .orElse("");
    }
}
