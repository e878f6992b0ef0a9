package io.github.asyncffmpeg.jobs.internal.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Texts that nobody would write: each is a plan, or a list of problems, soon. {@code -Dfuzz.cases=100000} for more of them,
 * {@code -Dfuzz.seed} for others.
 */
class JobFileFuzzTest {

    private static final int CASES = Integer.getInteger("fuzz.cases", 3000);
    private static final long SEED = Long.getLong("fuzz.seed", 7);

    /** A case takes some milliseconds; on a loaded machine some more. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final List<String> GOOD = List.of("""
            # yaml-language-server: $schema=x
            version: 1
            defaults: { timeout: 2h, stall-timeout: 1m, retries: 1, overwrite: false, uses: {}, partial: mark }
            limits: { gpu: 1 }
            vars: { crf: 23 }
            jobs:
              - name: trailer
                each: "*.mov"
                matrix: { profile: [ {name: hd, height: 1080}, {name: sd, height: 480} ], lang: [en, de] }
                args: [-i, "{input}", -c:v, libx264, -vf, "scale=-2:{profile.height}", "{stem}-{profile}-{lang}.mp4"]
                retry-on: [network, disk-full]
                environment: {A: "{stem}"}
              - name: thumbs
                each: ["a.*", "**/b.mov"]
                exclude: x*
                needs: [{job: trailer, same: input}]
                args: [-i, "{stem}-hd-en.mp4", "{stem}-%03d.png"]
            """, """
            version: 1
            x-a: &a [1, 2, {c: d}]
            jobs:
              - name: branded
                inputs:
                  talk: talk.mp4
                  logo: { file: logo.png, options: {loop: 1} }
                filters:
                  - { from: [talk:v, logo:v], filter: overlay, options: {x: 10, y: 10}, to: branded }
                  - { from: branded, filter: scale, args: [320, -2], to: small }
                outputs:
                  - { file: branded.mp4, from: [branded, talk:a], options: {c:v: libx264, crf: 21} }
                  - { file: small.mp4, from: [small, talk:a?] }
            """, """
            {"version": 1, "jobs": [{"args": ["-i", "a.mov", "\\u00e9.mp4"], "timeout": 90, "needs": []}]}
            """, """
            version: 1
            jobs:
              - command: ffmpeg -i 'a b.mov' -map 0:a? -vf "scale=640:-2" $HOME out.mp4 | tee x
              - { each: "*.mov", command: "ffmpeg -i {input} {stem}.mp4 > log" }
            """);

    private static final List<String> WORDS = List.of(
            "version",
            "jobs",
            "args",
            "command",
            "each",
            "matrix",
            "needs",
            "inputs",
            "filters",
            "outputs",
            "from",
            "to",
            "file",
            "target",
            "options",
            "name",
            "vars",
            "{input}",
            "{stem}",
            "{{",
            "}",
            "{",
            "[",
            "]",
            "*",
            "**/*",
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
            "@",
            "`",
            "---",
            "...",
            "~",
            "null",
            "true",
            "1",
            "-1",
            "0x1F",
            "1e999",
            "99999999999999999999",
            "talk:v",
            "talk:",
            ":",
            "\u0000",
            "\uFEFF",
            "\u0085",
            "\u2028",
            "🐎",
            "\uD800",
            "a.mov",
            "-i",
            "--",
            "<<",
            "file:",
            "tee",
            "hls",
            "{a.b}",
            "same",
            "input",
            "=",
            "y/../y",
            "/",
            "..",
            "~/x",
            "$(id)",
            "version: 1\n",
            "\\xff",
            "\\u0000",
            "\"\\ud800\"");

    @TempDir
    Path folder;

    private JobTexts texts;
    private int plans;

    @BeforeEach
    void set() throws Exception {
        texts = new JobTexts(folder).files("a.mov", "-b%d.mov", "deep/b.mov", "{stem}.mov", "it's.mov");
    }

    private void read(String text, String what) {
        long begin = System.nanoTime();
        try {
            Plan plan = texts.plan(text);
            assertThat(plan.directory().isAbsolute()).isTrue();
            plans++;
        } catch (JobFileException e) {
            assertThat(e.problems()).as(what).isNotEmpty();
            assertThat(e.problems())
                    .allSatisfy(problem -> assertThat(problem.text())
                            .as(what)
                            .isNotBlank()
                            .doesNotContain("\n")
                            .doesNotContain("io.github")
                            .doesNotContain("java."));
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(what + ": " + text, e);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(what).isLessThan(LIMIT);
    }

    @Test
    void goodFilesWithSmallChanges() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            StringBuilder text = new StringBuilder(GOOD.get(random.nextInt(GOOD.size())));
            int changes = 1 + random.nextInt(4);
            for (int c = 0; c < changes && !text.isEmpty(); c++) {
                int at = random.nextInt(text.length());
                int end = Math.min(text.length(), at + random.nextInt(12));
                switch (random.nextInt(5)) {
                    case 0 -> text.delete(at, end);
                    case 1 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
                    case 2 -> text.replace(at, end, WORDS.get(random.nextInt(WORDS.size())));
                    case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                    default -> text.setCharAt(at, (char) random.nextInt(0x3000));
                }
            }
            read(text.toString(), "change " + i + " of seed " + SEED);
        }
        assertThat(plans).as("some of them are still right").isGreaterThan(CASES / 100);
    }

    @Test
    void bytesWithoutAnyMeaning() {
        Random random = new Random(SEED + 1);
        for (int i = 0; i < CASES; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            read(new String(bytes, i % 2 == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8), "bytes " + i);
        }
    }

    @Test
    void wordsInAnyOrder() {
        Random random = new Random(SEED + 2);
        for (int i = 0; i < CASES; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "version: 1\njobs:\n  - " : "");
            int words = random.nextInt(30);
            for (int w = 0; w < words; w++) {
                text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(3) == 0 ? " " : "");
            }
            read(text.toString(), "words " + i);
        }
    }

    @Test
    void treesOfKnownKeys() {
        Random random = new Random(SEED + 3);
        for (int i = 0; i < CASES; i++) {
            read("{version: 1, jobs: [" + tree(random, 0) + ", " + tree(random, 1) + "]}", "tree " + i);
        }
    }

    private static String tree(Random random, int depth) {
        int kind = depth > 4 ? 2 : depth == 0 ? 0 : random.nextInt(4);
        StringBuilder text = new StringBuilder();
        int size = random.nextInt(5);
        if (kind == 0) {
            for (int i = 0; i < size; i++) {
                List<String> keys = random.nextInt(3) == 0
                        ? List.of("file", "from", "to", "filter", "options", "target")
                        : JobReader.KEYS;
                text.append(i == 0 ? "" : ", ")
                        .append('"')
                        .append(keys.get(random.nextInt(keys.size())))
                        .append("\": ");
                text.append(tree(random, depth + 1));
            }
            return "{" + text + "}";
        }
        if (kind == 1) {
            for (int i = 0; i < size; i++) {
                text.append(i == 0 ? "" : ", ").append(tree(random, depth + 1));
            }
            return "[" + text + "]";
        }
        String word = WORDS.get(random.nextInt(WORDS.size()));
        return "'" + word.replace("'", "''").replace("\u0000", "").replace("\uD800", "") + "'";
    }

    @Test
    void largeFilesAreReadOrRefusedSoon() {
        read("[".repeat(1_000_000), "brackets");
        read("{".repeat(1_000_000), "braces");
        read("- ".repeat(1_000_000), "dashes");
        read("a: ".repeat(1_000_000), "keys");
        read("a".repeat(1_000_000), "one word");
        read("version: 1\njobs:\n" + "  - {args: [-i, a.mov, b.mp4]}\n".repeat(5_000), "5,000 jobs with one output");
        StringBuilder many = new StringBuilder("version: 1\njobs:\n");
        for (int i = 0; i < 5_000; i++) {
            many.append("  - {name: n")
                    .append(i)
                    .append(", args: [-i, a.mov, b")
                    .append(i)
                    .append(".mp4], needs: [n");
            many.append(Math.max(0, i - 1)).append("]}\n");
        }
        read(many.toString().replaceFirst(", needs: \\[n0]", ""), "a chain of 5,000 jobs");
        assertThat(plans).isOne();
    }
}
