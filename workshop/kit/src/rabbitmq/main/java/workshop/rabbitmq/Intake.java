package workshop.rabbitmq;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What comes to one worker, which either is sent it or asks for it. */
interface Intake {

    /** What has come, up to that many. It waits so long for the first. */
    List<UnackedDelivery> next(int most, Duration wait);

    /**
     * Called when a message was given back, to be delivered once more.
     *
     * @return that message, if it comes to this worker at once
     */
    Optional<UnackedDelivery> again(UnackedDelivery givenBack);

    /**
     * The worker is sent nothing more.
     *
     * @return the channel on which it was, open as long as the worker holds what came there; or
     *     null
     */
    Channel end() throws IOException;
}
