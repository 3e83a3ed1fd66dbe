package workshop.prices;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to encode and to decode what an {@link Approach} sends. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 11, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class CodecBenchmark {

    @Param public Approach approach;

    private Object thing;
    private byte[] body;

    @Setup
    public void setUp() throws IOException {
        thing = approach.thing();
        body = approach.encode(thing);
    }

    @Benchmark
    public byte[] encode() throws IOException {
        return approach.encode(thing);
    }

    @Benchmark
    public Object decode() throws IOException, ClassNotFoundException {
        return approach.decode(body);
    }
}
