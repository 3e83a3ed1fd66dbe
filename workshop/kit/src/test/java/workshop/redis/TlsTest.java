package workshop.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import workshop.ChildJvm;

/**
 * {@code rediss://} is Redis over TLS. It is tried by processes of their own, since a JVM reads its
 * trust store once.
 */
@Tag("faults") // which come when someone asks for them, as this does
@Tag("redis")
@EnabledOnOs(
        value = OS.LINUX,
        architectures = "amd64",
        disabledReason = "the servers for other systems are built without TLS")
class TlsTest {

    static final String PASSWORD = "secret";
    private static final String CERTIFICATE = "certificate.pem";
    private static final String KEY = "key.pem";

    @TempDir Path folder;

    @Test
    void a_worker_reaches_a_server_whose_certificate_is_trusted() throws Exception {
        Path store = certificate("server", "ip:127.0.0.1");
        try (var server = server(freePort())) {
            assertThat(say(server, "rediss", store)).isEqualTo("done");
        }
    }

    @Test
    void a_certificate_that_is_not_trusted_is_refused() throws Exception {
        Path other = certificate("other", "ip:127.0.0.1");
        certificate("server", "ip:127.0.0.1");
        try (var server = server(freePort())) {
            assertThat(say(server, "rediss", other))
                    .startsWith("There is no TLS connection to the Redis at 127.0.0.1:")
                    .contains("unable to find valid certification path")
                    .endsWith("name: -Djavax.net.ssl.trustStore=FILE");
        }
    }

    @Test
    void a_trusted_certificate_of_another_host_is_refused() throws Exception {
        Path store = certificate("server", "dns:redis.example");
        try (var server = server(freePort())) {
            assertThat(say(server, "rediss", store))
                    .startsWith("There is no TLS connection to the Redis at 127.0.0.1:")
                    .contains("make it for the name or address \"127.0.0.1\"");
        }
    }

    @Test
    void when_a_server_speaks_no_tls_the_error_asks_about_it() throws Exception {
        Path store = certificate("server", "ip:127.0.0.1");
        try (var server = EmbeddedRedis.start()) {
            assertThat(say(server, "rediss", store))
                    .startsWith("No Redis answers at 127.0.0.1:")
                    .contains("Is it running, and with TLS on this port?");
        }
    }

    private static String say(EmbeddedRedis server, String scheme, Path store) throws IOException {
        String address = "%s://127.0.0.1:%s".formatted(scheme, server.uri().getPort());
        try (var worker = ChildJvm.run(TlsWorker.class, address, store.toString())) {
            return worker.line();
        }
    }

    /** A server that speaks nothing but TLS, with the certificate that was made last. */
    private EmbeddedRedis server(int port) throws IOException {
        String certificate = folder.resolve(CERTIFICATE).toString();
        return EmbeddedRedis.start(
                port,
                "--port",
                "0",
                "--tls-port",
                Integer.toString(port),
                "--tls-auth-clients",
                "no",
                "--tls-ca-cert-file",
                certificate,
                "--tls-cert-file",
                certificate,
                "--tls-key-file",
                folder.resolve(KEY).toString());
    }

    /** Writes a certificate and its key for the server; the store is for those who trust it. */
    private Path certificate(String name, String host) throws Exception {
        Path store = folder.resolve(name + ".p12");
        String command =
                "-genkeypair -alias %s -dname CN=%s -ext san=%s -keyalg EC -storetype PKCS12"
                        + " -storepass %s -keystore %s";
        var keytool = new ArrayList<String>();
        keytool.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        keytool.addAll(List.of(command.formatted(name, name, host, PASSWORD, store).split(" ")));
        new ProcessBuilder(keytool).inheritIO().start().waitFor();
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        var key = keys.getKey(name, PASSWORD.toCharArray());
        var certificate = keys.getCertificate(name);
        Files.writeString(folder.resolve(KEY), pem("PRIVATE KEY", key.getEncoded()));
        Files.writeString(
                folder.resolve(CERTIFICATE), pem("CERTIFICATE", certificate.getEncoded()));
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(name, certificate);
        Path trust = folder.resolve(name + "-trust.p12");
        try (var out = Files.newOutputStream(trust)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return trust;
    }

    private static String pem(String what, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes);
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, body);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
