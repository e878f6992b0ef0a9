package io.github.asyncffmpeg.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.record.EventJson;
import io.github.asyncffmpeg.jobs.internal.record.EventReader;
import io.github.asyncffmpeg.jobs.internal.record.RandomEvents;
import io.github.asyncffmpeg.jobs.internal.record.ScriptedBatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T09:30:00Z");
    private static final Pattern RECT = Pattern.compile("<rect class=\"([a-z-]+)\" data-job=\"(\\d+)\"");

    private final Set<List<String>> drawn = new HashSet<>();

    private String page(List<BatchEvent> events) throws IOException {
        StringBuilder lines = new StringBuilder();
        events.forEach(event -> lines.append(EventJson.write(event)).append('\n'));
        StringWriter page = new StringWriter();
        try (EventReader reader =
                EventReader.of(new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)))) {
            assertThat(ReportPage.write(reader, page, ZoneOffset.UTC, this::picture))
                    .isTrue();
        }
        return page.toString();
    }

    private String picture(List<String> arguments) {
        assertThat(drawn.add(arguments)).as("drawn once").isTrue();
        return "<svg xmlns=\"http://www.w3.org/2000/svg\"><title></script>" + arguments + "</title></svg>";
    }

    private static JsonObject data(String page) {
        int from = page.indexOf("id=\"data\">") + "id=\"data\">".length();
        return JsonParser.parseString(page.substring(from, page.indexOf("</script>", from)))
                .getAsJsonObject();
    }

    /** The page without its script and style, which hold braces and signs of their own. */
    private static String markup(String page) {
        return page.replaceAll("(?s)<style>.*?</style>|<script>.*?</script>|<script type.*?</script>", "");
    }

    @Test
    void hasEveryJobInItsTableItsTimeLineAndItsData() throws IOException {
        String page = page(ScriptedBatch.events(60, 3));

        assertThat(Pattern.compile("<tr data-job=").matcher(page).results()).hasSize(60);
        assertThat(data(page).getAsJsonArray("jobs")).hasSize(60);
        Matcher rects = RECT.matcher(page);
        assertThat(rects.results().map(rect -> rect.group(1)))
                .contains("done", "retried", "failed", "timed-out")
                .doesNotContain("skipped", "cancelled");
        assertThat(page).contains("<b>60</b>", "holiday.yaml", "of 3 slots", "failed, then tried again");
    }

    @Test
    void letsNoNameAndNoLineBecomeMarkup() throws IOException {
        String page = page(ScriptedBatch.events(30, 3));
        String markup = markup(page);

        assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(2);
        assertThat(Pattern.compile("</script").matcher(page).results()).hasSize(2);
        assertThat(markup).doesNotContain("<img", "document.title='owned'", "\u202e", "\u001b");
        assertThat(markup)
                .contains("&lt;/script&gt;&lt;script&gt;", "invoice\\u202efdp.mp4", "line\\nbreak", "\ud83c\udfac");
        assertThat(Pattern.compile("\\son[a-z]+=")
                        .matcher(markup.replaceAll("&[^;]+;|>[^<]*<|\"[^\"]*\"", ""))
                        .results())
                .isEmpty();
    }

    @Test
    void allowsOnlyItsOwnStyleAndScriptAndNamesNothingElsewhere() throws Exception {
        String page = page(ScriptedBatch.events(12, 3));

        assertThat(policy(page)).contains("default-src 'none'", "require-trusted-types-for 'script'");
        assertThat(policy(page)).contains("script-src 'sha256-" + digest(inside(page, "<script>", "</script>")) + "'");
        assertThat(policy(page)).contains("style-src 'sha256-" + digest(inside(page, "<style>", "</style>")) + "'");
        assertThat(markup(page)).doesNotContain("http://", "https://");
        assertThat(Pattern.compile("<[^>]*\\s(style|src|href|srcset|action)=")
                        .matcher(markup(page))
                        .results())
                .isEmpty();
        assertThat(inside(page, "<style>", "</style>")).doesNotContain("url(", "@import");
    }

    private static String policy(String page) {
        return inside(page, "Content-Security-Policy\" content=\"", "\">").replace("&#39;", "'");
    }

    private static String inside(String page, String from, String to) {
        int at = page.indexOf(from) + from.length();
        return page.substring(at, page.indexOf(to, at));
    }

    private static String digest(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void givesTheCommandAsItWasPlanned() throws IOException {
        String page = page(ScriptedBatch.events(12, 3));

        assertThat(data(page)
                        .getAsJsonArray("jobs")
                        .get(5)
                        .getAsJsonObject()
                        .get("command")
                        .getAsString())
                .startsWith("cd /videos && /usr/bin/ffmpeg -i '/videos/camera/it'\\''s a \"film\" & more ")
                .doesNotContain("-progress");
    }

    @Test
    void drawsAFewGraphsByNameAndManyOnlyOnce() throws IOException {
        assertThat(data(page(ScriptedBatch.events(12, 3))).getAsJsonArray("pictures"))
                .hasSize(12);
        assertThat(drawn.toString()).contains("holiday-0000.mov");

        drawn.clear();
        assertThat(data(page(ScriptedBatch.events(300, 3))).getAsJsonArray("pictures"))
                .hasSize(1);
        assertThat(drawn.toString()).contains("[-i, input.mov,").contains("output.mp4]");
    }

    @Test
    void tellsOfARunThatHasNoEnd() throws IOException {
        List<BatchEvent> events = ScriptedBatch.events(12, 3);
        String page = page(events.subList(0, events.size() / 2));

        assertThat(page).contains("This run has no end", "unfinished", "not begun");
    }

    @Test
    void countsWhatAnEarlierRunHasDoneWhenItIsTakenUp() throws IOException {
        List<BatchEvent> events = new ArrayList<>();
        BatchEvent.OutputFile made =
                new BatchEvent.OutputFile(Path.of("/v/a.mp4"), true, new BatchEvent.FileState(2_000_000, BEGIN));
        for (boolean resumed : List.of(false, true)) {
            events.add(new BatchEvent.BatchStarted(BEGIN, "a.yaml", Path.of("/v"), "FFmpeg", 1, 1, resumed));
            events.add(new BatchEvent.JobPlanned(BEGIN, "a", "k", List.of(), List.of(), List.of(), Set.of()));
            if (!resumed) {
                events.add(new BatchEvent.JobStarted(BEGIN, "a", "k", 1, 0, Map.of(), OptionalLong.empty(), List.of()));
            }
            events.add(new BatchEvent.JobFinished(
                    BEGIN.plusSeconds(5),
                    "a",
                    resumed ? JobStatus.SKIPPED : JobStatus.DONE,
                    resumed ? 0 : 1,
                    Duration.ofSeconds(5),
                    OptionalInt.empty(),
                    resumed ? List.of() : List.of(made),
                    Optional.empty(),
                    Optional.empty()));
        }

        assertThat(page(events)).contains("done earlier 1", "taken up from an earlier run", ">1.9 MiB<");
    }

    @Test
    void makesAPageOfWhateverAFileSays() throws IOException {
        for (int seed = 0; seed < 40; seed++) {
            drawn.clear();
            List<BatchEvent> events = new ArrayList<>();
            events.add(new BatchEvent.BatchStarted(BEGIN, "a.yaml", Path.of("/v"), "FFmpeg", 1, 1, false));
            new RandomEvents(seed)
                    .stream(400)
                            .filter(event -> !(event instanceof BatchEvent.BatchStarted) || events.size() > 350)
                            .forEach(events::add);
            String page = page(events);
            assertThat(Pattern.compile("</script").matcher(page).results()).hasSize(2);
            assertThat(page).hasSizeLessThan(4_000_000);
        }
    }

    @Test
    void survivesARunWithoutJobsAndSaysThatThereIsNone() throws IOException {
        assertThat(page(List.of(new BatchEvent.BatchStarted(BEGIN, "a.yaml", Path.of("/v"), "FFmpeg", 1, 0, false))))
                .contains("a.yaml: 0 jobs");
        StringWriter nothing = new StringWriter();
        assertThat(ReportPage.write(
                        EventReader.of(new ByteArrayInputStream(new byte[0])),
                        nothing,
                        ZoneOffset.UTC,
                        arguments -> ""))
                .isFalse();
        assertThat(nothing.toString()).isEmpty();
    }
}
