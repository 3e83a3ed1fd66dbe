package workshop.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the broker delivers to this worker. With each question goes the answer to the last one. */
final class Inbox {

    private final Broker broker;
    private final Settings settings;

    /** What is done and not acknowledged yet. */
    private final List<Delivery> done = new ArrayList<>();

    private boolean replyLost;

    Inbox(Broker broker, Settings settings) {
        this.broker = broker;
        this.settings = settings;
    }

    /** This one is acknowledged with the next question. */
    void done(Delivery delivery) {
        done.add(delivery);
    }

    /** Acknowledges what is done, and delivers up to that many messages. */
    List<Delivery> next(int most, Duration wait) {
        boolean lostBefore = replyLost;
        replyLost = true;
        var fresh = broker.next(done, settings.name, most, wait);
        replyLost = lostBefore;
        done.clear();
        return fresh;
    }

    /** Acknowledges what is done, for nothing else may run before that. */
    void acknowledge() {
        if (!done.isEmpty()) {
            next(0, Duration.ZERO);
        }
    }

    /** Whether the server may have delivered messages here that never came. */
    boolean mayHaveLost() {
        return replyLost;
    }

    /** The lost ones were looked for. */
    void forgetLost() {
        replyLost = false;
    }
}
