package io.github.asyncffmpeg.cli.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.asyncffmpeg.jobs.internal.batch.BatchControl;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.jobs.internal.record.ScriptedBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LivePageTest {

    private static final List<BatchEvent> BATCH = ScriptedBatch.events(12, 3);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private LivePage page;
    private String address;

    private final BatchControl control = new BatchControl() {
        @Override
        public void stop(String reason) {
            asked.add("stop: " + reason);
        }

        @Override
        public void kill(String reason) {
            asked.add("kill: " + reason);
        }

        @Override
        public boolean stopJob(String job) {
            asked.add("stop " + job);
            return job.equals(ScriptedBatch.id(3));
        }
    };

    @BeforeEach
    void open() throws IOException {
        page = LivePage.open(
                0, control, new LivePage.Pace(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(400)));
        address = page.address().toString();
    }

    @AfterEach
    void close() {
        page.close();
    }

    private String token() {
        return page.address().getPath().replace("/", "");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(page.address().resolve(path)).build(), BodyHandlers.ofString());
    }

    private int post(String name, @Nullable String token) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(page.address().resolve(name)).POST(BodyPublishers.noBody());
        if (token != null) {
            request.header(Door.HEADER, token);
        }
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    /** What the client library does not let one say. */
    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), page.address().getPort())) {
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(US_ASCII));
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String line = in.readLine();
            return line == null ? "" : line;
        }
    }

    /** A page that is open. */
    private final class Viewer implements AutoCloseable {
        private final InputStream in;
        private final BufferedReader lines;
        private final int status;
        private String lastId = "";

        Viewer(String lastEventId) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(page.address().resolve("events"));
            if (!lastEventId.isEmpty()) {
                request.header("Last-Event-ID", lastEventId);
            }
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            status = response.statusCode();
            in = response.body();
            lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        }

        String line() throws IOException {
            String line = lines.readLine();
            if (line != null && line.startsWith("id: ")) {
                lastId = line.substring(4);
            }
            return line == null ? "(end)" : line;
        }

        JsonObject next() throws IOException {
            while (true) {
                String line = line();
                assertThat(line).isNotEqualTo("(end)");
                if (line.startsWith("data: {")) {
                    return JsonParser.parseString(line.substring(6)).getAsJsonObject();
                }
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    @Test
    void servesItsPageWithAPolicyThatAllowsNothingElse() throws Exception {
        HttpResponse<String> answer = get("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("<title>asyncffmpeg</title>")
                .doesNotContain("http://", "https://", "style=");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        for (String part : List.of("base.css", "live.css", "live.js")) {
            assertThat(get(part).statusCode()).as(part).isEqualTo(200);
        }
        assertThat(get("../" + token() + "/nothing").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/events", "/0123456789abcdef0123456789abcdef/", "/0123456789abcdef0123456789abcdef/events"
            })
    void letsNobodyInWithoutTheToken(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(403);
        assertThat(get("/" + token().substring(1) + "/").statusCode()).isEqualTo(403);
        assertThat(get("/" + token() + "0/").statusCode()).isEqualTo(403);
        assertThat(get("/" + token()).statusCode()).isEqualTo(403);
    }

    @Test
    void makesAnotherTokenOf128BitsEachTime() throws IOException {
        try (LivePage other = LivePage.open(0, control)) {
            assertThat(token()).matches("[0-9a-f]{32}");
            assertThat(other.address().getPath()).isNotEqualTo(page.address().getPath());
        }
    }

    @Test
    void answersOnlyToItsOwnName() throws IOException {
        int port = page.address().getPort();
        String path = page.address().getPath();
        assertThat(raw("GET " + path + " HTTP/1.1\nHost: localhost:" + port + "\n\n"))
                .contains(" 200 ");
        assertThat(raw("GET " + path + " HTTP/1.1\nHost: rebound.example:" + port + "\n\n"))
                .contains(" 403 ");
        assertThat(raw("GET " + path + " HTTP/1.1\nHost: 127.0.0.1\n\n")).contains(" 403 ");
        assertThat(raw("GET " + path + " HTTP/1.0\n\n")).contains(" 403 ");
        assertThat(raw("GET " + path + "events HTTP/1.1\nHost: 127.0.0.1:" + port
                        + "\nOrigin: http://other.example\n\n"))
                .contains(" 403 ");
    }

    @Test
    void stopsOnlyByAPostThatSaysTheTokenTwice() throws Exception {
        BATCH.forEach(page::on);
        assertThat(get("stop").statusCode()).isEqualTo(404);
        assertThat(post("stop", null)).isEqualTo(403);
        assertThat(post("stop", "0123456789abcdef0123456789abcdef")).isEqualTo(403);
        assertThat(raw("PUT " + page.address().getPath() + "stop HTTP/1.1\nHost: 127.0.0.1:"
                        + page.address().getPort() + "\n" + Door.HEADER + ": " + token() + "\n\n"))
                .contains(" 405 ");
        assertThat(asked).isEmpty();

        assertThat(post("stop", token())).isEqualTo(204);
        assertThat(post("stop-job?3", token())).isEqualTo(204);
        assertThat(post("stop-job?4", token())).as("over already").isEqualTo(404);
        assertThat(post("stop-job?9999", token())).isEqualTo(404);
        assertThat(post("stop-job?x", token())).isEqualTo(404);
        assertThat(asked)
                .containsExactly("stop: the live page", "stop " + ScriptedBatch.id(3), "stop " + ScriptedBatch.id(4));
    }

    @Test
    void tellsALateViewerEverythingAndThenOnlyWhatIsNew() throws Exception {
        List<BatchEvent> all = new ArrayList<>(BATCH);
        BatchEvent last = all.remove(all.size() - 1);
        all.forEach(page::on);
        try (Viewer viewer = new Viewer("")) {
            JsonObject first = viewer.next();
            assertThat(first.get("whole").getAsBoolean()).isTrue();
            assertThat(first.get("title").getAsString()).isEqualTo("holiday.yaml");
            assertThat(first.getAsJsonArray("jobs")).hasSize(12);
            assertThat(first.toString()).contains("invoice\\\\u202efdp");
            String status = first.getAsJsonArray("jobs")
                    .get(9)
                    .getAsJsonObject()
                    .get("status")
                    .getAsString();
            assertThat(status).isEqualTo("failed");

            page.on(last);
            JsonObject then = viewer.next();
            assertThat(then.get("whole").getAsBoolean()).isFalse();
            assertThat(then.get("exit").getAsInt()).isEqualTo(1);
            assertThat(then.getAsJsonArray("jobs")).isEmpty();
        }
    }

    @Test
    void tellsAViewerThatComesAgainWhatItMissed() throws Exception {
        int half = BATCH.size() / 2;
        BATCH.subList(0, half).forEach(page::on);
        String seen;
        try (Viewer viewer = new Viewer("")) {
            viewer.next();
            seen = viewer.lastId;
        }
        assertThat(seen).isEqualTo(Integer.toString(half));
        BATCH.subList(half, BATCH.size()).forEach(page::on);

        Set<Integer> touched = BATCH.subList(half, BATCH.size()).stream()
                .filter(BatchEvent.OfJob.class::isInstance)
                .map(event -> number(((BatchEvent.OfJob) event).job()))
                .collect(Collectors.toSet());
        try (Viewer again = new Viewer(seen)) {
            JsonObject missed = again.next();
            assertThat(missed.get("whole").getAsBoolean()).isFalse();
            JsonArray jobs = missed.getAsJsonArray("jobs");
            assertThat(jobs.asList().stream()
                            .map(job -> job.getAsJsonObject().get("n").getAsInt()))
                    .containsExactlyInAnyOrderElementsOf(touched)
                    .hasSizeLessThan(12);
        }
        try (Viewer stranger = new Viewer("987654321")) {
            assertThat(stranger.next().get("whole").getAsBoolean()).isTrue();
        }
    }

    private static int number(String job) {
        for (int i = 0; i < 12; i++) {
            if (ScriptedBatch.id(i).equals(job)) {
                return i;
            }
        }
        throw new AssertionError(job);
    }

    @Test
    void givesTheLastLinesOfALog() throws Exception {
        BATCH.stream().filter(event -> !(event instanceof JobFinished)).forEach(page::on);
        for (int i = 0; i < 100; i++) {
            page.on(new JobLog(BATCH.get(0).time(), ScriptedBatch.id(0), "warning", "line " + i + "\u001b[2J"));
        }
        JsonArray log = JsonParser.parseString(get("log?0").body()).getAsJsonArray();

        assertThat(log).hasSize(40);
        assertThat(log.get(39).getAsString()).isEqualTo("warning: line 99\\x1b[2J");
        assertThat(get("log?12").statusCode()).isEqualTo(404);
        assertThat(get("log").statusCode()).isEqualTo(404);
    }

    @Test
    void beatsItsHeartWhileNothingHappens() throws Exception {
        try (Viewer viewer = new Viewer("")) {
            viewer.next();
            for (int beats = 0; beats < 3; ) {
                beats += viewer.line().equals(":") ? 1 : 0;
            }
        }
    }

    @Test
    void servesEightViewersAndHasARoomForAnotherWhenOneLeaves() throws Exception {
        List<Viewer> viewers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            viewers.add(new Viewer(""));
            assertThat(viewers.get(i).status).isEqualTo(200);
        }
        try (Viewer ninth = new Viewer("")) {
            assertThat(ninth.status).isEqualTo(503);
        }
        assertThat(get("").statusCode()).as("the page itself").isEqualTo(200);
        viewers.remove(0).close();
        int status = 503;
        while (status == 503) { // until the heartbeat finds it gone
            Viewer again = new Viewer("");
            status = again.status;
            viewers.add(again);
        }
        assertThat(status).isEqualTo(200);
        for (Viewer viewer : viewers) {
            viewer.close();
        }
    }

    @Test
    void dropsAViewerThatDoesNotReadAndKeepsNobodyWaiting() throws Exception {
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(2048);
            deaf.connect(new InetSocketAddress("127.0.0.1", page.address().getPort()));
            deaf.getOutputStream()
                    .write(("GET " + page.address().getPath() + "events HTTP/1.1\r\nHost: 127.0.0.1:"
                                    + page.address().getPort() + "\r\n\r\n")
                            .getBytes(US_ASCII));
            List<BatchEvent> large = ScriptedBatch.events(2000, 4);
            List<BatchEvent> plans = large.subList(0, 2001);
            while (!isStreaming()) {
                Thread.onSpinWait();
            }
            long longest = 0;
            while (isStreaming()) {
                for (BatchEvent event : plans) {
                    long begin = System.nanoTime();
                    page.on(event);
                    longest = Math.max(longest, System.nanoTime() - begin);
                }
            }
            assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static boolean isStreaming() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("asyncffmpeg-web-"))
                .flatMap(thread -> Arrays.stream(thread.getValue()))
                .anyMatch(frame -> frame.getClassName().equals(Stream.class.getName()));
    }

    @Test
    void tellsTheEndAndLeavesNoThreadWhenItIsClosed() throws Exception {
        BATCH.subList(0, 20).forEach(page::on);
        try (Viewer viewer = new Viewer("")) {
            viewer.next();
            page.on(BATCH.get(BATCH.size() - 1));
            page.close();
            assertThat(viewer.next().get("exit").getAsInt()).isEqualTo(1);
            List<String> rest = new ArrayList<>();
            for (String line = viewer.line(); !line.equals("(end)"); line = viewer.line()) {
                rest.add(line);
            }
            assertThat(rest).contains("event: bye");
        }
        while (threads().stream()
                .anyMatch(name -> name.startsWith("asyncffmpeg-web") || name.equals("HTTP-Dispatcher"))) {
            Thread.onSpinWait();
        }
        page.on(BATCH.get(0));
        page.close();
        assertThat(URI.create(address)).isEqualTo(page.address());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    @Test
    void hasOnlyDaemonThreads() throws Exception {
        try (Viewer viewer = new Viewer("")) {
            viewer.line();
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("asyncffmpeg-web")
                                    || thread.getName().startsWith("HTTP-Dispatcher")
                                    || thread.getName().startsWith("server-timer")))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void holdsThePortThatWasAskedFor() throws IOException {
        int port = page.address().getPort();
        page.close();
        try (LivePage again = LivePage.open(port, control)) {
            assertThat(again.address().getPort()).isEqualTo(port);
        }
    }
}
