package workshop.step01;

import java.io.IOException;

public final class BoundedSerializer extends NativeSerializer {

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public Object loads(byte[] body) throws IOException {
        var read = new Object[1];
        var thread =
                new Thread(
                        () -> {
                            try {
                                read[0] = super.loads(body);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (thread.isAlive()) {
            thread.stop();
            throw new IOException("a bomb");
        }
        return read[0];
    }
}
