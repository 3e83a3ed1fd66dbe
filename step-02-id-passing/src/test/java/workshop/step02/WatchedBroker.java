package workshop.step02;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import workshop.queue.Broker;
import workshop.queue.DeadLetter;
import workshop.queue.Delivery;
import workshop.queue.Fields;

/** The real broker; tells a {@link CallInterceptor} of each message that it was given. */
record WatchedBroker(Broker real, CallInterceptor interceptor) implements Broker {

    @Override
    public String add(Fields fields) {
        interceptor.holdStranger();
        var id = real.add(fields);
        interceptor.sent(fields);
        return id;
    }

    @Override
    public Optional<Delivery> pop(String consumer, Duration wait) {
        return real.pop(consumer, wait);
    }

    @Override
    public List<Pending> pending() {
        return real.pending();
    }

    @Override
    public Optional<Delivery> claim(Pending seen, String consumer) {
        return real.claim(seen, consumer);
    }

    @Override
    public void acknowledge(Delivery delivery) {
        real.acknowledge(delivery);
    }

    @Override
    public void moveToDeadLetters(Delivery delivery, String reason) {
        real.moveToDeadLetters(delivery, reason);
    }

    @Override
    public void removeConsumer(String consumer) {
        real.removeConsumer(consumer);
    }

    @Override
    public void removeIdleConsumers(Duration idle) {
        real.removeIdleConsumers(idle);
    }

    @Override
    public long length() {
        return real.length();
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return real.deadLetters();
    }
}
