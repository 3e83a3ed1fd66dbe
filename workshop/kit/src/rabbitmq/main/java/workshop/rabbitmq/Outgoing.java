package workshop.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;

/** A message as it goes out. */
record Outgoing(BasicProperties properties, byte[] body) {}
