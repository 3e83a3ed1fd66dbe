package workshop.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import workshop.ChildJvm;

class EmbeddedRedisTest {

    private static final String HOME = System.getProperty("user.home");

    @TempDir Path home;

    @AfterEach
    void comeHome() {
        System.setProperty("user.home", HOME);
    }

    @Test
    void it_answers_keeps_nothing_on_disk_and_listens_to_this_machine_only() throws Exception {
        try (var server = EmbeddedRedis.start();
                var redis = new Jedis(server.uri())) {
            assertThat(redis.ping()).isEqualTo("PONG");
            assertThat(redis.configGet("save")).isEqualTo(Map.of("save", ""));
            assertThat(redis.configGet("appendonly")).isEqualTo(Map.of("appendonly", "no"));
            assertThat(redis.configGet("bind")).isEqualTo(Map.of("bind", "127.0.0.1"));

            for (var address : otherAddressesOfThisMachine()) {
                assertRefused(new InetSocketAddress(address, server.uri().getPort()));
            }
        }
    }

    private static List<InetAddress> otherAddressesOfThisMachine() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
    }

    private static void assertRefused(InetSocketAddress address) throws IOException {
        try (var socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(address, 1000))
                    .as("connecting to %s", address)
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void it_starts_empty_whatever_the_last_server_held() {
        for (int i = 0; i < 2; i++) {
            try (var server = EmbeddedRedis.start();
                    var redis = new Jedis(server.uri())) {
                assertThat(redis.dbSize()).isZero();
                redis.set("left", "behind");
            }
        }
    }

    @Test
    void closing_it_ends_the_server() {
        var server = EmbeddedRedis.start();
        var process = processOf(server.uri());

        server.close();
        server.close(); // closing it twice does no harm

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void it_is_unpacked_once_and_leaves_nothing_beside_it() throws Exception {
        System.setProperty("user.home", home.toString());
        EmbeddedRedis.start().close();
        Path binary = RedisBinary.path();
        var before = Files.readAttributes(binary, "fileKey,lastModifiedTime");

        EmbeddedRedis.start().close();

        assertThat(binary).startsWith(home);
        assertThat(Files.readAttributes(binary, "fileKey,lastModifiedTime")).isEqualTo(before);
        try (var files = Files.list(binary.getParent())) {
            assertThat(files).containsExactly(binary);
        }
    }

    /** One that unpacks at this moment is left alone. */
    @Test
    void what_a_killed_run_had_unpacked_goes_with_the_next_unpacking() throws Exception {
        System.setProperty("user.home", home.toString());
        Path folder = RedisBinary.path().getParent();
        half(folder, "unpacking1", Instant.now().minusSeconds(3600));
        Path alive = half(folder, "unpacking2", Instant.now());
        RedisBinary.delete();

        Path binary = RedisBinary.path();

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(binary, alive);
        }
    }

    private static Path half(Path folder, String name, Instant written) throws IOException {
        Path unpacking = Files.createDirectory(folder.resolve(name));
        Files.writeString(unpacking.resolve("redis-server"), "half of it");
        return Files.setLastModifiedTime(unpacking, FileTime.from(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "this is no program", "#!/bin/sh\nexit 1\n"})
    void a_damaged_file_in_the_cache_is_replaced(String content) throws Exception {
        System.setProperty("user.home", home.toString());
        Files.writeString(RedisBinary.path(), content);

        try (var server = EmbeddedRedis.start();
                var redis = new Jedis(server.uri())) {
            assertThat(redis.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void when_it_cannot_run_the_error_says_what_to_do_instead() throws Exception {
        var noFolder = Files.createFile(home.resolve("no-folder")).toString();
        var temporary = System.setProperty("java.io.tmpdir", noFolder);
        System.setProperty("user.home", noFolder);

        try {
            assertThatThrownBy(EmbeddedRedis::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(
                            "The embedded Redis server does not start on this machine",
                            "no-folder",
                            "-Dworkshop.redis=redis://localhost:6379",
                            "-Dworkshop.redis=testcontainers");
        } finally {
            System.setProperty("java.io.tmpdir", temporary);
        }
    }

    /** A terminal that is closed sends HUP to all that it started, and kills what stays. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such signal")
    void it_ends_when_its_terminal_is_closed() throws Exception {
        try (var child = ChildJvm.run(HostOfRedis.class, "kill")) {
            var server = processOf(URI.create(child.line()));
            var shell = server.parent().orElseThrow();
            var all = Stream.concat(Stream.of(shell), shell.descendants()).toList();
            var command = new ArrayList<>(List.of("kill", "-HUP"));
            all.forEach(process -> command.add(String.valueOf(process.pid())));
            assertThat(new ProcessBuilder(command).start().waitFor()).isZero();

            child.kill();

            for (var process : all) {
                process.onExit().get(60, SECONDS);
            }
        }
    }

    @Test
    void a_port_that_is_taken_is_reported_in_the_servers_own_words() {
        try (var first = EmbeddedRedis.start()) {
            assertThatThrownBy(() -> EmbeddedRedis.start(first.uri().getPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("listening");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"return", "exit"})
    void it_ends_when_its_jvm_does(String how) throws Exception {
        endsAfter(how, ChildJvm::endOfInput);
    }

    @Test
    @DisabledOnOs(
            value = OS.WINDOWS,
            disabledReason = "There, a shutdown hook ends it, and this JVM runs no hooks.")
    void it_ends_when_its_jvm_halts() throws Exception {
        endsAfter("halt", ChildJvm::endOfInput);
    }

    @Test
    @DisabledOnOs(
            value = OS.WINDOWS,
            disabledReason = "There, a shutdown hook ends it, and this JVM runs no hooks.")
    void it_ends_when_its_jvm_is_killed() throws Exception {
        endsAfter("kill", ChildJvm::kill);
    }

    private static void endsAfter(String how, ThrowingConsumer<ChildJvm> end) throws Exception {
        try (var child = ChildJvm.run(HostOfRedis.class, how)) {
            var server = processOf(URI.create(child.line()));
            assertThat(server.isAlive()).isTrue();

            end.accept(child);

            server.onExit().get(60, SECONDS);
        }
    }

    private static ProcessHandle processOf(URI uri) {
        try (var redis = new Jedis(uri)) {
            String pid =
                    redis.info("server")
                            .lines()
                            .filter(line -> line.startsWith("process_id:"))
                            .findFirst()
                            .orElseThrow()
                            .substring("process_id:".length());
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        }
    }
}
