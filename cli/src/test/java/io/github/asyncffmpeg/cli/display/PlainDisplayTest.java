package io.github.asyncffmpeg.cli.display;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes into a log. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PlainDisplayTest {

    private final Reader reader = new Reader();
    private final AtomicLong clock = new AtomicLong();

    private PlainDisplay plain(Scene scene) {
        return new PlainDisplay(scene, Terminal.plain(), reader.writer(), clock::get);
    }

    private void after(int seconds) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private static void tell(Display display, BatchEvent... events) {
        for (BatchEvent event : events) {
            display.on(event);
        }
    }

    @Test
    void writesALineForEachEndAndForWhatWentWrong() {
        try (PlainDisplay display = plain(new BatchScene(new Look(true, false)))) {
            tell(display, Played.batch(12, 2), Played.started("trailer-web", 0), Played.started("b", 1));
            tell(display, Played.progress("b", 10), Played.log("b", "warning", "not of interest here"));
            tell(display, Played.done("trailer-web"), Played.retrying("b", Played.diskFull()));
            tell(display, Played.ended("b", JobStatus.FAILED, Played.diskFull()));
            tell(display, Played.ended("c", JobStatus.SKIPPED, Trouble.of("EXISTS", "c.mp4 is there already")));
        }
        assertThat(reader.text().lines())
                .containsExactly(
                        "[ 1/12] done trailer-web  50.0 s  2.0x  14 MiB",
                        "retry b in 5.0 s, after attempt 1: No space left on device",
                        "[ 2/12] failed b  3.2 s  No space left on device",
                        "[ 3/12] skipped c  c.mp4 is there already");
    }

    @Test
    void saysHowItStandsEveryThirtySecondsIfThatIsDifferent() throws Exception {
        try (PlainDisplay display = plain(new BatchScene(new Look(true, false)))) {
            tell(display, Played.batch(4, 2), Played.started("a", 0), Played.progress("a", 10));
            after(29);
            tell(display, Played.progress("a", 50));
            after(1);
            tell(display, Played.progress("a", 60));
            reader.await(text -> text.contains("\n"));
            after(100); // nothing happens
            display.say("a word");
            reader.await(text -> text.contains("a word"));
            tell(display, Played.progress("a", 70));
            reader.await(text -> text.lines().count() == 3);
        }
        assertThat(reader.text().lines())
                .containsExactly(
                        "0 of 4 over, 1 running, 3 waiting, 15 %, 2.0x, 85 s left",
                        "a word", "0 of 4 over, 1 running, 3 waiting, 17 %, 0.1x, 4 min left");
    }

    @Test
    void losesNothingOfTheEnd() {
        try (PlainDisplay display = plain(new BatchScene(new Look(true, false)))) {
            tell(display, Played.batch(3_000, 2));
            for (int i = 0; i < 3_000; i++) {
                tell(display, Played.done("job-" + i));
            }
            tell(display, Played.finished(Map.of()));
        }
        assertThat(reader.text().lines().filter(line -> line.contains("] done")))
                .hasSize(3_000);
        assertThat(reader.text()).endsWith("of media at 1500x" + System.lineSeparator());
    }

    @Test
    void writesEachEventAsALineForProgramsButProgressFourTimesASecond() throws Exception {
        try (JsonDisplay display = new JsonDisplay(
                event -> event instanceof JobProgress progress
                        ? "p" + progress.job() + progress.fraction().getAsDouble()
                        : "{" + event.getClass().getSimpleName() + "}\n",
                reader.writer(),
                clock::get)) {
            tell(display, Played.batch(2, 2), Played.started("a", 0), Played.started("b", 0));
            tell(display, Played.progress("a", 10), Played.progress("b", 10), Played.progress("a", 20));
            after(1);
            tell(display, Played.progress("a", 30), Played.done("a"));
        }
        assertThat(reader.text())
                .isEqualTo("{BatchStarted}\n{JobStarted}\n{JobStarted}\npa0.1\npb0.1\npa0.3\n{JobFinished}\n");
    }

    @Test
    void tellsProgramsAlsoWhatTheProgramItselfSays() {
        try (JsonDisplay display = new JsonDisplay(event -> "{}", reader.writer(), clock::get)) {
            tell(display, Played.batch(1, 1));
            display.say("Live page: http://127.0.0.1:8080/0a/");
            display.say("a \"quoted\" \\ name:\n\033[31m\ud800 ü\u2028");
            tell(display, Played.finished(Map.of()));
        }
        List<String> lines = reader.text().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0) + lines.get(3)).isEqualTo("{}{}");
        JsonObject address = JsonParser.parseString(lines.get(1)).getAsJsonObject();
        assertThat(address.keySet()).containsExactly("v", "t", "type", "text");
        assertThat(address.get("v").getAsInt()).isEqualTo(1);
        assertThat(Instant.parse(address.get("t").getAsString()))
                .isBefore(Instant.now().plusSeconds(1));
        assertThat(address.get("type").getAsString()).isEqualTo("message");
        assertThat(address.get("text").getAsString()).isEqualTo("Live page: http://127.0.0.1:8080/0a/");
        assertThat(JsonParser.parseString(lines.get(2))
                        .getAsJsonObject()
                        .get("text")
                        .getAsString())
                .isEqualTo("a \"quoted\" \\ name:\\n\\x1b[31m\\ud800 ü\\u2028");
    }

    @Test
    void writesMessagesAsTheSchemaOfEventsSays() throws Exception {
        String schema;
        try (InputStream in = requireNonNull(
                PlainDisplayTest.class.getResourceAsStream("/io/github/asyncffmpeg/jobs/events.schema.json"))) {
            schema = new String(in.readAllBytes(), UTF_8)
                    .replace("\"type\": \"object\",", "\"type\": \"object\", \"unevaluatedProperties\": false,");
        }
        Schema strict = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON);
        String line = MessageJson.line(Instant.parse("2026-11-22T21:22:10Z"), "words");
        assertThat(strict.validate(line, InputFormat.JSON)).isEmpty();
        assertThat(strict.validate(line.replace("text", "words"), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void writesOfOneJobHowFarItIsAndWhatFFmpegWarnsOf() throws Exception {
        try (PlainDisplay display = plain(new SingleScene(new Look(true, false)))) {
            tell(display, Played.batch(1, 1), Played.started("in", 0), Played.progress("in", 10));
            tell(display, Played.log("in", "warning", "deprecated\tpixel format"), Played.log("in", "info", "no"));
            reader.await(text -> text.contains("deprecated"));
            after(5);
            tell(display, Played.progress("in", 50));
            reader.await(text -> text.contains("50 %"));
            tell(display, Played.done("in"), Played.finished(Map.of()));
        }
        assertThat(reader.text().lines())
                .containsExactly(
                        "deprecated pixel format",
                        "no",
                        "50 %  0:50.0 / 1:40.0  50 fps  2.0x  50 MiB  25 s left",
                        "done in 50.0 s  1:40.0  2.0x  /videos/out.mp4 (14 MiB)");
    }

    @Test
    void showsNothingButTheProgramsWordsInSilence() {
        try (Display display = Displays.of(ProgressMode.NONE, Terminal.plain(), reader.writer(), event -> "{}")) {
            tell(display, Played.batch(1, 1), Played.done("a"), Played.finished(Map.of()));
            display.say("a \033[31mword");
        }
        assertThat(reader.text()).isEqualTo("a \\x1b[31mword" + System.lineSeparator());
    }
}
