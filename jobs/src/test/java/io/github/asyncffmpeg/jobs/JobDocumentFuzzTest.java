package io.github.asyncffmpeg.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.run.FFmpegJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Texts that nobody would write: each is a job, or a list of problems, soon. {@code -Dfuzz.cases=100000} for more. */
class JobDocumentFuzzTest {

    private static final int CASES = Integer.getInteger("fuzz.cases", 3000);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final List<String> WORDS = List.of(
            "version",
            "args",
            "command",
            "inputs",
            "filters",
            "outputs",
            "from",
            "to",
            "file",
            "root",
            "pattern",
            "pad",
            "media",
            "label",
            "sinks",
            "graph",
            "literal",
            "as",
            "stream",
            "{input}",
            "{{",
            "}",
            "{",
            "[",
            "]",
            "&a",
            "*a",
            "!x",
            "|",
            ">",
            "- ",
            ": ",
            "? ",
            "#",
            "'",
            "\"",
            "\\",
            "\n",
            "\n  ",
            "\t",
            "%",
            "---",
            "...",
            "~",
            "null",
            "true",
            "-1",
            "1e999",
            "99999999999999999999",
            "in0:v",
            "s0",
            "\u0000",
            "\uFEFF",
            "\u0085",
            "\uD800",
            "..",
            "/",
            "\\u0000",
            "\"\\ud800\"");

    private static void isAJobOrProblems(String text) {
        try {
            FFmpegJob job = JobDocument.parse(text).toJob();
            assertThat(JobDocument.of(job).toJob().equals(job)).as(text).isTrue();
        } catch (JobDocumentException e) {
            assertThat(e.problems()).as(text).isNotEmpty();
        }
    }

    @Test
    void aChangedDocumentIsAJobOrAListOfProblems() {
        Random random = new Random(7);
        for (int i = 0; i < CASES; i++) {
            JobDocument document = JobDocument.of(new RandomJobs(i % 500).next());
            String changed = changed(random.nextBoolean() ? document.toJson() : document.toYaml(), random);
            isAJobOrProblems(changed);
        }
    }

    private static String changed(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(changed.length() + 1);
            int end = Math.min(changed.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> changed.delete(at, end);
                case 1 -> changed.insert(at, changed.substring(at, end));
                case 2 -> changed.setLength(Math.max(1, at));
                default -> changed.insert(at, WORDS.get(random.nextInt(WORDS.size())));
            }
        }
        return changed.toString();
    }

    private static void isRefused(String text) {
        Assertions.assertTimeout(
                LIMIT,
                () -> assertThatThrownBy(() -> JobDocument.parse(text))
                        .isInstanceOfSatisfying(
                                JobDocumentException.class,
                                e -> assertThat(e.problems())
                                        .hasSizeBetween(1, 101)
                                        .allSatisfy(each ->
                                                assertThat(each.sentence()).hasSizeLessThan(100_000))));
    }

    @Test
    void hostileDocumentsAreRefusedSoonAndInBoundedMemory() {
        StringBuilder laughs =
                new StringBuilder("version: 1\nargs: [x]\nx0: &x0 [lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("x").append(i).append(": &x").append(i).append(" [");
            laughs.append(("*x" + (i - 1) + ", ").repeat(8)).append("a]\n");
        }
        isRefused(laughs.toString());
        isRefused("version: 1\nargs: " + "[".repeat(200_000));
        isRefused("{\"version\":1,\"args\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}");
        isRefused("version: 1\nargs: " + "{a: ".repeat(200_000));
        isRefused("version: " + "9".repeat(1_000_000) + "\nargs: [x]");
        isRefused("version: 1\nargs: [x]\ntimeout: " + "9".repeat(1_000_000));
        isRefused("version: 1\nargs: [x]\npriority: " + "9".repeat(1_000_000));
        isRefused("version: 1\nargs: [x]\nretries: 1\nretry-pauses: {multiplier: 1e" + "9".repeat(100_000) + "}");
        isRefused("version: 1\nargs: [x]\nmatrix: {a: [" + "1, ".repeat(500_000) + "]}");
        isRefused("version: 1\nargs: [" + "x, ".repeat(2_000_000) + "x]");
        isRefused("version: 1\nargs: [x]\n&a a: *a");
    }

    /** Each of many filters is wrong: what is told is bounded, and so is the time it takes. */
    @Test
    void manyMistakesTakeNoLongerThanManyFilters() {
        List<String> filters = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            filters.add("{from: nowhere" + i + ", filter: hflip, to: s" + i + "}");
        }
        String many = "version: 1\ninputs: {a: x}\nfilters: [" + String.join(", ", filters) + "]\noutputs: ["
                + "{file: o}, ".repeat(20_000) + "{file: o}]";
        isRefused(many);
        isRefused(many.replace("from: nowhere", "from: s"));
    }
}
