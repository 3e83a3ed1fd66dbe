package workshop.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import workshop.queue.Fields;

/** What a message of AMQP is to the kit. Anyone may have sent it, and it must not throw. */
public interface Reading {

    /** The fields of a message with these properties and this body. */
    Fields fields(BasicProperties properties, byte[] body);
}
