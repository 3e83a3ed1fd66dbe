package workshop.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Connections that no header can end. RabbitMQ's client gives up its connection at a whole number
 * of the type "L", as Python writes every one beyond 32 bits, and at tables in tables in tables.
 * The message stays in the queue, and would end the next connection, for ever. So each frame of
 * headers is looked at before the client sees it.
 */
final class ReadableHeaders extends ConnectionFactory {

    /** What lies deeper is left as bytes. */
    private static final int DEEPEST = 32;

    /** Before the properties: class, weight, and the body's size. */
    private static final int START_OF_FLAGS = 12;

    private static final int HAS_CONTENT_TYPE = 0x8000;
    private static final int HAS_CONTENT_ENCODING = 0x4000;
    private static final int HAS_HEADERS = 0x2000;

    @Override
    protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
        var factory = super.createFrameHandlerFactory();
        return (address, connectionName) -> watched(factory.create(address, connectionName));
    }

    private static FrameHandler watched(FrameHandler handler) {
        return (FrameHandler)
                Proxy.newProxyInstance(
                        FrameHandler.class.getClassLoader(),
                        new Class<?>[] {FrameHandler.class},
                        (proxy, method, arguments) -> {
                            try {
                                Object result = method.invoke(handler, arguments);
                                if (result instanceof Frame frame
                                        && frame.type == AMQP.FRAME_HEADER) {
                                    makeReadable(ByteBuffer.wrap(frame.getPayload()));
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private static void makeReadable(ByteBuffer frame) {
        try {
            frame.position(START_OF_FLAGS);
            int flags = frame.getShort();
            if ((flags & HAS_CONTENT_TYPE) != 0) {
                skip(frame, Byte.toUnsignedInt(frame.get()));
            }
            if ((flags & HAS_CONTENT_ENCODING) != 0) {
                skip(frame, Byte.toUnsignedInt(frame.get()));
            }
            if ((flags & HAS_HEADERS) != 0) {
                values(frame, true, 0);
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            // Then it is no frame of AMQP, and the client says so.
        }
    }

    /** A table or, without names, a list. */
    private static void values(ByteBuffer frame, boolean haveNames, int depth) {
        int length = frame.getInt();
        int end = frame.position() + length;
        while (frame.position() < end) {
            if (haveNames) {
                skip(frame, Byte.toUnsignedInt(frame.get()));
            }
            value(frame, depth + 1);
        }
    }

    private static void value(ByteBuffer frame, int depth) {
        int start = frame.position();
        char type = (char) frame.get();
        if ((type == 'F' || type == 'A') && depth > DEEPEST) {
            frame.put(start, (byte) 'x');
            type = 'x';
        }
        switch (type) {
            case 'L' -> {
                frame.put(start, (byte) 'l');
                skip(frame, Long.BYTES);
            }
            case 'F', 'A' -> values(frame, type == 'F', depth);
            case 'S', 'x' -> skip(frame, frame.getInt());
            case 'l', 'd', 'T' -> skip(frame, Long.BYTES);
            case 'D' -> skip(frame, 1 + Integer.BYTES);
            case 'I', 'i', 'f' -> skip(frame, Integer.BYTES);
            case 's', 'u' -> skip(frame, Short.BYTES);
            case 'b', 'B', 't' -> skip(frame, 1);
            case 'V' -> {
                // nothing
            }
            default -> throw new IllegalArgumentException("an unknown type");
        }
    }

    private static void skip(ByteBuffer frame, int bytes) {
        frame.position(frame.position() + bytes);
    }
}
