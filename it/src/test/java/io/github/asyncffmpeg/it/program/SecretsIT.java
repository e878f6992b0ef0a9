package io.github.asyncffmpeg.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.MediaFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Ten secrets in a job, which FFmpeg repeats in its log at level debug, however it ends: no byte that the program prints or
 * writes has one of them. FFmpeg itself gets them exactly.
 */
class SecretsIT {

    /** As they stand in the command, and as they are read or written by somebody else. */
    private static final List<String> SECRETS = List.of(
            "annika-u5er",
            "p%40ss-hunter22",
            "p@ss-hunter22",
            "YW5uaWthLXU1ZXI6cEBzcy1odW50ZXIyMg==", // the two in the header of HTTP
            "s1gnature%2Bab",
            "s1gnature+ab",
            "resigned%2Bcd",
            "h3ader-k3y-77",
            "b3arer-t0k3n-88",
            "c00kie-5e55ion",
            "live_5tr3am_k3y",
            "srt-pa55-phrase",
            "00112233445566778899aabbccddeeff",
            "hls-enc-k3y-0123",
            "env-t0k3n-99");

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private Program program;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        program = new Program(leaks);
        var ffmpeg = FFmpegs.bundled();
        byte[] media = Files.readAllBytes(MediaFiles.in(leaks.tempDirectory(), ffmpeg.ffmpeg(), ffmpeg.environment())
                .audioOnly(Duration.ofSeconds(1)));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(String.join(
                    " ",
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("X-Api-Key")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"))));
            boolean there = exchange.getRequestURI().getPath().endsWith(".wav");
            exchange.sendResponseHeaders(there ? 200 : 404, there ? media.length : -1);
            if (there) {
                exchange.getResponseBody().write(media);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void serveNoMore() {
        server.stop(0);
    }

    private void jobs(String path, int seconds, String signature) throws IOException {
        String url = "http://annika-u5er:p%40ss-hunter22@127.0.0.1:"
                + server.getAddress().getPort() + path + "?X-Amz-Signature=" + signature + "&X-Amz-Expires=900";
        program.write(
                "jobs.yaml",
                "version: 1",
                "jobs:",
                "  - name: clip",
                "    environment: {API_TOKEN: env-t0k3n-99}",
                "    args:",
                "      - -loglevel",
                "      - debug",
                "      - -re",
                "      - -f",
                "      - lavfi",
                "      - -i",
                "      - 'testsrc=s=160x120:d=" + seconds + "'",
                "      - -headers",
                "      - \"X-Api-Key: h3ader-k3y-77\\r\\nX-Auth: Bearer b3arer-t0k3n-88\\r\\n\"",
                "      - -cookies",
                "      - \"sid=c00kie-5e55ion; path=/; domain=127.0.0.1:"
                        + server.getAddress().getPort() + "\"", // FFmpeg's idea of it
                "      - -i",
                "      - '" + url + "'",
                "      - -map",
                "      - '0:v'",
                "      - -c:v",
                "      - mpeg4",
                "      - -metadata",
                "      - comment=rtmp://127.0.0.1/app/live_5tr3am_k3y",
                "      - -metadata",
                "      - artist=srt://127.0.0.1:9000?mode=caller&passphrase=srt-pa55-phrase",
                "      - -encryption_scheme",
                "      - cenc-aes-ctr",
                "      - -encryption_key",
                "      - 00112233445566778899aabbccddeeff",
                "      - -encryption_kid",
                "      - 11223344556677889900aabbccddeeff",
                "      - clip.mp4",
                "      - -map",
                "      - '0:v'",
                "      - -t",
                "      - '1'",
                "      - -f",
                "      - hls",
                "      - -hls_enc",
                "      - '1'",
                "      - -hls_enc_key",
                "      - hls-enc-k3y-0123",
                "      - clip.m3u8");
    }

    private Child run(String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("run", "jobs.yaml", "--progress", "plain", "--events", "events.ndjson"));
        arguments.addAll(List.of(more));
        return program.start(arguments.toArray(String[]::new));
    }

    /** All that a run has printed and written, but for media. */
    private String all(Child run) throws IOException, InterruptedException {
        StringBuilder all = new StringBuilder(run.stdout()).append(run.stderr());
        try (Child report = program.start("report", "-o", "report.html");
                Child dry = program.start("run", "jobs.yaml", "--dry-run");
                Child graph = program.start("graph", "jobs.yaml");
                Child check = program.start("check", "jobs.yaml")) {
            for (Child each : List.of(report, dry, graph, check)) {
                assertThat(each.exitCode()).as(each.stderr()).isZero();
                all.append(each.stdout()).append(each.stderr());
            }
            assertThat(dry.stdout()).contains("-encryption_key '***'", "API_TOKEN='***'", "http://***@127.0.0.1");
        }
        List<Path> written = new ArrayList<>(program.journals());
        assertThat(written).hasSize(1);
        written.add(program.file("events.ndjson"));
        written.add(program.file("report.html"));
        Path values = Path.of(written.get(0) + ".plan"); // of a file in which values flow
        if (Files.exists(values)) {
            written.add(values);
        }
        for (Path file : written) {
            all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    private void isClean(Child run) throws IOException, InterruptedException {
        String all = all(run);
        assertThat(all).contains("-encryption_key", "X-Api-Key: ***");
        for (String secret : SECRETS) {
            int at = all.indexOf(secret);
            assertThat(at < 0 ? "" : all.substring(Math.max(0, at - 200), at + secret.length()))
                    .as(secret)
                    .isEmpty();
        }
    }

    private long count(String word) throws IOException {
        try (Stream<String> lines = Files.lines(program.journals().get(0), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(word)).count();
        }
    }

    private void awaitProgress(Child run) {
        await().atMost(Child.LIMIT)
                .until(() -> !run.isAlive()
                        || (!program.journals().isEmpty()
                                && count("\"job-progress\"") > 0
                                && Files.exists(program.file("events.ndjson"))));
        assertThat(run.isAlive()).as(run.stderr()).isTrue();
    }

    @Test
    void noneIsToldOfAJobThatGoesWellAndItIsNotDoneAgainWithANewSignature() throws Exception {
        jobs("/a.wav", 1, "s1gnature%2Bab");
        try (Child run = run()) {
            assertThat(run.exitCode()).as(run.stderr()).isZero();
            isClean(run);
        }
        assertThat(asked)
                .as("what FFmpeg was given")
                .anyMatch(request ->
                        request.contains("s1gnature%2Bab&X-Amz-Expires=900 h3ader-k3y-77 sid=c00kie-5e55ion"));
        jobs("/a.wav", 1, "resigned%2Bcd");
        try (Child again = run("--resume")) {
            assertThat(again.exitCode()).as(again.stderr()).isZero();
            assertThat(again.stderr() + Files.readString(program.journals().get(0)))
                    .doesNotContain("resigned%2Bcd");
        }
        assertThat(count("\"job-running\"")).as("it was done").isEqualTo(1);
    }

    /** As a plan, whose journal is another one: a new signature is no other work there either. */
    @Test
    @Tag("long")
    void noneIsToldOfAPlan() throws Exception {
        for (String signature : List.of("s1gnature%2Bab", "resigned%2Bcd")) {
            jobs("/a.wav", 1, signature);
            String yaml = Files.readString(program.file("jobs.yaml"));
            program.write(
                    "jobs.yaml",
                    yaml.replace("    environment:", "    needs: room\n    environment:"),
                    "  - { name: room, probe: { free-space: . } }");
            try (Child run = run("--resume")) {
                assertThat(run.exitCode()).as(run.stderr()).isZero();
                isClean(run);
            }
        }
        assertThat(count("\"job-running\"")).as("it was done").isEqualTo(1);
    }

    @Test
    @Tag("long")
    void noneIsToldOfAJobThatFails() throws Exception {
        jobs("/missing", 1, "s1gnature%2Bab");
        try (Child run = run()) {
            assertThat(run.exitCode()).as(run.stderr()).isEqualTo(1);
            assertThat(run.stderr()).contains("404");
            isClean(run);
        }
    }

    @Test
    @Tag("long")
    void noneIsToldOfAJobThatIsStopped() throws Exception {
        jobs("/a.wav", 600, "s1gnature%2Bab");
        try (Child run = run()) {
            awaitProgress(run);
            run.signal(15);
            assertThat(run.exitCode()).as(run.stderr()).isEqualTo(143);
            isClean(run);
        }
    }

    @Test
    @Tag("long")
    void noneIsLeftByAProgramThatIsKilledAndItsRunIsTakenUp() throws Exception {
        jobs("/a.wav", 4, "s1gnature%2Bab");
        try (Child run = run()) {
            awaitProgress(run);
            run.kill();
            assertThat(run.exitCode()).isEqualTo(137);
            isClean(run);
        }
        jobs("/a.wav", 4, "resigned%2Bcd");
        try (Child again = run("--resume")) {
            assertThat(again.exitCode()).as(again.stderr()).isZero();
            isClean(again);
        }
        assertThat(program.file("clip.mp4")).exists();
    }

    @Test
    @Tag("long")
    void noneIsToldInThePlaceOfFFmpeg() throws Exception {
        String url = "http://annika-u5er:p%40ss-hunter22@127.0.0.1:"
                + server.getAddress().getPort() + "/missing?X-Amz-Signature=s1gnature%2Bab";
        for (List<String> before : List.of(List.<String>of(), List.of("--progress", "json"))) {
            List<String> arguments = new ArrayList<>(before);
            arguments.addAll(List.of("--", "-v", "debug", "-passphrase", "srt-pa55-phrase", "-i", url, "x.mp4"));
            try (Child run = program.start(arguments.toArray(String[]::new))) {
                assertThat(run.exitCode()).isNotZero();
                String all = run.stdout() + run.stderr();
                assertThat(all).contains("http://***@127.0.0.1");
                assertThat(SECRETS).noneMatch(all::contains);
            }
        }
        try (Child probe = program.start("probe", "--json", url)) {
            assertThat(probe.exitCode()).isEqualTo(1);
            String all = probe.stdout() + probe.stderr();
            assertThat(all).contains("404", "http://***@127.0.0.1");
            assertThat(SECRETS).noneMatch(all::contains);
        }
    }
}
