package io.github.asyncffmpeg.jobs.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    private static final Instant TIME = Instant.parse("2026-11-22T21:22:10.5Z");

    @Test
    void readsWhatItWroteWhateverIsInIt() throws NotAnEvent {
        long seed = new Random().nextLong();
        for (BatchEvent event : new RandomEvents(seed).stream(20_000).toList()) {
            String line = EventJson.write(event);
            String asFile = new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

            assertThat(line).as("seed %d", seed).doesNotContain("\n", "\r").isEqualTo(asFile);
            assertThat(EventJson.read(line)).as("seed %d: %s", seed, line).contains(event);
        }
    }

    @Test
    void writesFieldsInAFixedOrderAndWhatIsUnknownNotAtAll() {
        assertThat(EventJson.write(new JobProgress(
                        TIME,
                        "a",
                        OptionalDouble.of(0.25),
                        Optional.of(Duration.ofNanos(1_500_250_000)),
                        OptionalDouble.empty(),
                        OptionalDouble.of(Double.NaN),
                        OptionalLong.of(1000),
                        Optional.of(Duration.ofSeconds(1000)))))
                .isEqualTo("{\"v\":1,\"t\":\"2026-11-22T21:22:10.500Z\",\"type\":\"job-progress\",\"job\":\"a\","
                        + "\"fraction\":0.25,\"out_time_ms\":1500.25,\"bytes\":1000,\"time_left_ms\":1000000}");
    }

    @Test
    void writesHowAJobEnded() {
        assertThat(EventJson.write(new BatchEvent.JobFinished(
                        TIME,
                        "a",
                        JobStatus.TIMED_OUT,
                        2,
                        Duration.ofMillis(1200),
                        OptionalInt.of(255),
                        List.of(new BatchEvent.OutputFile(
                                Path.of("/a.mp4"), false, new BatchEvent.FileState(7, TIME.plusNanos(1)))),
                        Optional.empty(),
                        Optional.of(BatchEvent.Trouble.of("TIMEOUT", "It took too long.")))))
                .isEqualTo("{\"v\":1,\"t\":\"2026-11-22T21:22:10.500Z\",\"type\":\"job-finished\",\"job\":\"a\","
                        + "\"status\":\"timed-out\",\"attempts\":2,\"elapsed_ms\":1200,\"exit_code\":255,"
                        + "\"outputs\":[{\"file\":\"/a.mp4\",\"complete\":false,\"bytes\":7,"
                        + "\"modified\":\"2026-11-22T21:22:10.500000001Z\"}],"
                        + "\"trouble\":{\"kind\":\"TIMEOUT\",\"sentence\":\"It took too long.\",\"log_tail\":[]}}");
    }

    @Test
    void keepsTheBytesOfAFileNameThatIsNotText() throws IOException, NotAnEvent {
        Path latin = Path.of(URI.create("file:///videos/caf%E9.mp4"));
        JobStarted event = new JobStarted(
                TIME,
                "a",
                "k",
                1,
                0,
                Map.of(
                        latin,
                        new BatchEvent.FileState(
                                1, Files.getLastModifiedTime(Path.of("/")).toInstant())),
                OptionalLong.empty(),
                List.of());

        assertThat(EventJson.write(event)).contains("\"file:///videos/caf%E9.mp4\"");
        assertThat(EventJson.read(EventJson.write(event))).contains(event);
    }

    @Test
    void passesOverFieldsTypesAndVersionsThatItDoesNotKnow() throws NotAnEvent {
        String line = EventJson.write(new BatchEvent.BatchStopping(TIME, "Ctrl+C", false));

        assertThat(EventJson.read(line.replace("}", ",\"new\":{\"a\":[1,null,{\"b\":true}]},\"other\":null}")))
                .contains(new BatchEvent.BatchStopping(TIME, "Ctrl+C", false));
        assertThat(EventJson.read(line.replace("batch-stopping", "batch-paused")))
                .isEmpty();
        assertThat(EventJson.read(line.replace("\"v\":1", "\"v\":2"))).isEmpty();
        assertThat(EventJson.read("{\"v\":1,\"t\":\"2026-11-22T21:22:10Z\",\"type\":\"job-finished\",\"job\":\"a\","
                        + "\"status\":\"moved-elsewhere\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "null",
                "{}",
                "{\"v\":1}",
                "{\"v\":\"1\",\"type\":\"job-log\"}",
                "{\"v\":1,\"type\":\"batch-stopping\",\"t\":\"2026-11-22T21:22:10Z\",\"reason\":\"x\",\"killing\":",
                "{\"v\":1,\"type\":\"batch-stopping\",\"t\":\"yesterday\",\"reason\":\"x\",\"killing\":true}",
                "{\"v\":1,\"type\":\"batch-stopping\",\"t\":\"2026-11-22T21:22:10Z\",\"reason\":7,\"killing\":true}",
                "{\"v\":1,\"type\":\"batch-stopping\",\"t\":\"2026-11-22T21:22:10Z\",\"reason\":\"x\",\"killing\":true}{",
                "{\"v\":1e999999999,\"type\":\"batch-stopping\"}",
                "{\"v\":1.5,\"type\":\"batch-stopping\"}",
                "{\"v\":99999999999,\"type\":\"batch-stopping\"}",
                "\u0000\u0000\u0000\u0000"
            })
    void saysThatALineIsNotAnEvent(String line) {
        assertThatThrownBy(() -> EventJson.read(line)).isInstanceOf(NotAnEvent.class);
    }

    @Test
    void isNotOverthrownByAnyDamage() {
        Random random = new Random(7);
        for (BatchEvent event : new RandomEvents(7).stream(5_000).toList()) {
            StringBuilder line = new StringBuilder(EventJson.write(event));
            for (int hits = 1 + random.nextInt(3); hits > 0 && line.length() > 0; hits--) {
                int at = random.nextInt(line.length());
                switch (random.nextInt(3)) {
                    case 0 -> line.setLength(at);
                    case 1 -> line.setCharAt(at, (char) random.nextInt(128));
                    default -> line.insert(at, "\"}]9e99".substring(random.nextInt(7)));
                }
            }
            try {
                EventJson.read(line.toString());
            } catch (NotAnEvent expected) {
                assertThat(expected).isNotNull();
            }
        }
    }
}
