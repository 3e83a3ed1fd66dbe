package workshop.step01;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class BoundedSerializer extends NativeSerializer {

    @Override
    public Object loads(byte[] body) throws IOException {
        var reader = Executors.newSingleThreadExecutor();
        var reading = reader.submit(() -> super.loads(body));
        reader.shutdown();
        try {
            return reading.get(500, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException e) {
            reading.cancel(true);
            throw new IOException("The message takes too long to read.", e);
        }
    }
}
