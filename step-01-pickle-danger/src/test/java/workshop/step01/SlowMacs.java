package workshop.step01;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.MacSpi;

/**
 * While it is open, the JVM's HMACs are made here: each is remembered, and, if asked for, waits a
 * moment for a second one before it is finished, so that two threads meet in the middle.
 */
final class SlowMacs implements AutoCloseable {

    private static final String NAME = "workshop";
    private static final int MILLIS_TO_MEET = 100;

    private static final List<String> ALGORITHMS =
            List.of(
                    "HmacSHA256",
                    "HmacSHA384",
                    "HmacSHA512",
                    "HmacSHA512/256",
                    "HmacSHA3-256",
                    "HmacSHA3-384",
                    "HmacSHA3-512",
                    "HmacSHA224",
                    "HmacSHA512/224",
                    "HmacSHA3-224",
                    "HmacSHA1",
                    "HmacMD5");

    /** Weaker than SHA-256. */
    static final List<String> WEAK = ALGORITHMS.subList(7, ALGORITHMS.size());

    /**
     * An HMAC that was made.
     *
     * @param algorithm by which name
     * @param key with which key
     * @param input of which bytes
     * @param value the HMAC
     */
    record Made(String algorithm, byte[] key, byte[] input, byte[] value) {}

    private static final List<Made> MADE = new CopyOnWriteArrayList<>();
    private static volatile CyclicBarrier meeting;

    private SlowMacs() {}

    static SlowMacs open(boolean toMeet) {
        MADE.clear();
        meeting = toMeet ? new CyclicBarrier(2) : null;
        Security.insertProviderAt(new Macs(), 1);
        return new SlowMacs();
    }

    List<Made> made() {
        return List.copyOf(MADE);
    }

    @Override
    public void close() {
        Security.removeProvider(NAME);
    }

    private static final class Macs extends Provider {

        private static final long serialVersionUID = 1;

        Macs() {
            super(NAME, "1", "HMACs for the tests of 1.5");
            for (String algorithm : ALGORITHMS) {
                putService(
                        new Service(this, "Mac", algorithm, Spi.class.getName(), null, null) {
                            @Override
                            public Object newInstance(Object parameter) {
                                return new Spi(algorithm);
                            }
                        });
            }
        }
    }

    /** The JDK's own Mac, watched. */
    public static final class Spi extends MacSpi implements Cloneable {

        private final String algorithm;
        private Mac mac;
        private byte[] key;
        private ByteArrayOutputStream input = new ByteArrayOutputStream();

        Spi(String algorithm) {
            this.algorithm = algorithm;
            try {
                mac = Mac.getInstance(algorithm, "SunJCE");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected int engineGetMacLength() {
            return mac.getMacLength();
        }

        @Override
        protected void engineInit(Key with, AlgorithmParameterSpec parameters)
                throws InvalidKeyException {
            key = with.getEncoded();
            mac.init(with);
        }

        @Override
        protected void engineUpdate(byte one) {
            mac.update(one);
            input.write(one);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {
            mac.update(bytes, offset, length);
            input.write(bytes, offset, length);
        }

        @Override
        protected byte[] engineDoFinal() {
            var here = meeting;
            if (here != null) {
                meet(here);
            }
            byte[] value = mac.doFinal();
            MADE.add(new Made(algorithm, key, input.toByteArray(), value.clone()));
            input.reset();
            return value;
        }

        /** Bounded: a Signer with a lock lets no second thread come here. */
        private static void meet(CyclicBarrier here) {
            try {
                here.await(MILLIS_TO_MEET, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (BrokenBarrierException | TimeoutException alone) {
                // The other one has gone on, or is kept out.
            }
        }

        @Override
        protected void engineReset() {
            mac.reset();
            input.reset();
        }

        @Override
        public Object clone() throws CloneNotSupportedException {
            var copy = (Spi) super.clone();
            copy.mac = (Mac) mac.clone();
            copy.input = new ByteArrayOutputStream();
            copy.input.writeBytes(input.toByteArray());
            return copy;
        }
    }
}
