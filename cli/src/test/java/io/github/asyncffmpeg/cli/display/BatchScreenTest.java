package io.github.asyncffmpeg.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of a batch at a terminal. */
class BatchScreenTest {

    private static Drawn someOfTwelve(Look look, int columns, int rows) {
        Drawn drawn = new Drawn(new BatchScene(look), columns, rows).tell(Played.batch(12, 3));
        for (int i = 0; i < 5; i++) {
            drawn.tell(Played.begun("trailer-" + i, i % 3));
        }
        drawn.after(Duration.ofSeconds(10));
        drawn.tell(Played.done("trailer-0"))
                .tell(Played.ended("trailer-1", JobStatus.FAILED, Played.diskFull()))
                .tell(Played.progress("trailer-2", 40), Played.progress("trailer-3", 10))
                .tell(Played.nothingKnown("trailer-4"));
        return drawn.frame();
    }

    private static List<String> seen(int columns, int rows) {
        return someOfTwelve(new Look(true, true), columns, rows).screen.visible();
    }

    @Test
    void showsFinishedJobsAboveThenTheRunningOnesThenTheWhole() {
        assertThat(seen(80, 24))
                .containsExactly(
                        "[ 1/12] done trailer-0  50.0 s  2.0x  14 MiB",
                        "[ 2/12] failed trailer-1  3.2 s  No space left on device",
                        "trailer-3  ██▌░░░░░░░░░░░░░░░░░░░░░░░░░   10 %     0:10.0    2.0x     45 s left",
                        "trailer-4  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░",
                        "trailer-2  ███████████░░░░░░░░░░░░░░░░░   40 %     0:40.0    2.0x     30 s left",
                        "1/12 done, 1 failed, 7 waiting  ███▌░░░░░░░░░░░░░░   20 %   15.0x    3 min left");
    }

    @Test
    void hasRoomForTheBarsOnAWideTerminal() {
        assertThat(seen(200, 24))
                .containsExactly(
                        "[ 1/12] done trailer-0  50.0 s  2.0x  14 MiB",
                        "[ 2/12] failed trailer-1  3.2 s  No space left on device",
                        "trailer-3  ███░░░░░░░░░░░░░░░░░░░░░░░░░░░   10 %     0:10.0    2.0x     45 s left",
                        "trailer-4  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░",
                        "trailer-2  ████████████░░░░░░░░░░░░░░░░░░   40 %     0:40.0    2.0x     30 s left",
                        "1/12 done, 1 failed, 7 waiting  ██████░░░░░░░░░░░░░░░░░░░░░░░░   20 %   15.0x    3 min left");
    }

    @Test
    void leavesOutWhatMattersLeastOnANarrowOne() {
        assertThat(seen(40, 24))
                .containsExactly(
                        "[ 1/12] done trailer-0  50.0 s  2.0x  …",
                        "[ 2/12] failed trailer-1  3.2 s  No sp…",
                        "trailer-3  █░░░░░░░░░░░░   10 %    2.0x",
                        "trailer-4  ░░░░░░░░░░░░░",
                        "trailer-2  █████░░░░░░░░   40 %    2.0x",
                        "1/12, 1 failed   20 %    3 min left");
        assertThat(seen(20, 24))
                .containsExactly(
                        "[ 1/12] done trail…",
                        "[ 2/12] failed tra…",
                        "trailer-3   10 %",
                        "trailer-4",
                        "trailer-2   40 %",
                        "1/12, 1!   20 %");
    }

    @Test
    void saysHowManyMoreThereAreOnALowOne() {
        assertThat(seen(80, 5))
                .containsExactly(
                        "[ 2/12] failed trailer-1  3.2 s  No space left on device",
                        "trailer-3  ██▌░░░░░░░░░░░░░░░░░░░░░░░░░   10 %     0:10.0    2.0x     45 s left",
                        "+2 more",
                        "1/12 done, 1 failed, 7 waiting  ███▌░░░░░░░░░░░░░░   20 %   15.0x    3 min left");
        assertThat(seen(20, 5))
                .containsExactly("[ 2/12] failed tra…", "trailer-3   10 %", "+2 more", "1/12, 1!   20 %");
        assertThat(seen(40, 5)).hasSize(4);
        assertThat(seen(200, 5)).hasSize(4);
    }

    @Test
    void drawsWithAsciiWhereThereIsNothingElse() {
        Drawn drawn = someOfTwelve(new Look(false, false), 80, 24).tell(Played.done("été"));
        assertThat(drawn.frame().screen.visible())
                .containsExactly(
                        "[ 1/12] done trailer-0  50.0 s  2.0x  14 MiB",
                        "[ 2/12] failed trailer-1  3.2 s  No space left on device",
                        "[ 3/12] done ?t?  50.0 s  2.0x  14 MiB",
                        "trailer-3  [##------------------------]   10 %     0:10.0    2.0x     45 s left",
                        "trailer-4  [--------------------------]",
                        "trailer-2  [##########----------------]   40 %     0:40.0    2.0x     30 s left",
                        "2/12 done, 1 failed, 6 waiting  [####------------]   29 %   25.0x    3 min left");
    }

    @Test
    void repeatsACommandWithoutAFolderWhereTheUserIsInIt() {
        Drawn drawn = Drawn.batch(80, 40).tell(Played.batchIn(Path.of("").toAbsolutePath(), 1));
        drawn.tell(Played.begun("b", 0)).tell(Played.ended("b", JobStatus.FAILED, Played.diskFull()));
        drawn.tell(Played.finished(Map.of())).frame();

        assertThat(drawn.screen.visible()).contains("  To repeat it: asyncffmpeg -- -i b.mov b.mp4");
    }

    @Test
    void leavesACommandToTheJournalThatIsTooLongForAScreen() {
        Drawn drawn = Drawn.batch(80, 40).tell(Played.batch(1, 1));
        drawn.tell(Played.planned("b", "-i", "x".repeat(5_000), "b.mp4"), Played.started("b", 0));
        drawn.tell(Played.ended("b", JobStatus.FAILED, Played.diskFull()));
        drawn.tell(Played.finished(Map.of())).frame();

        assertThat(drawn.screen.visible()).contains("  To repeat it: the command is in the journal");
    }

    @Test
    void endsWithTheFailuresWholeATableAndTheSums() {
        Drawn drawn = Drawn.batch(80, 40).tell(Played.batch(4, 2));
        for (String job : List.of("a", "b", "c")) {
            drawn.tell(Played.begun(job, 0));
        }
        drawn.tell(Played.done("a"))
                .tell(Played.ended("b", JobStatus.FAILED, Played.diskFull()))
                .tell(Played.done("c"))
                .tell(Played.ended("d", JobStatus.SKIPPED, Trouble.of("EXISTS", "d.mp4 is there already")))
                .frame();
        drawn.tell(Played.finished(Map.of())).frame();

        assertThat(drawn.screen.visible())
                .containsExactly(
                        "[1/4] done a  50.0 s  2.0x  14 MiB",
                        "[2/4] failed b  3.2 s  No space left on device",
                        "[3/4] done c  50.0 s  2.0x  14 MiB",
                        "[4/4] skipped d  d.mp4 is there already",
                        "",
                        "failed b (exit code 1, after 3.2 s)",
                        "  There is no space left for out.mp4.",
                        "  | Error writing trailer: No space left on device",
                        "  To repeat it: (cd /videos && asyncffmpeg -- -i b.mov b.mp4)",
                        "",
                        "JOB  STATUS        TOOK   SPEED   DURATION  SIZE",
                        "a    done        50.0 s    2.0x     1:40.0  92 MiB → 14 MiB (15 %)",
                        "b    failed       3.2 s",
                        "c    done        50.0 s    2.0x     1:40.0  92 MiB → 14 MiB (15 %)",
                        "d    skipped",
                        "",
                        "4 jobs in 3:20 min: 2 done, 1 skipped, 1 failed",
                        "184 MiB → 28 MiB (15 %), 3:20.0 of media at 1.0x");
        assertThat(drawn.screen.cursorColumn()).isZero();
        assertThat(drawn.screen.cursorRow()).as("below all").isEqualTo(18);
    }

    @Test
    void tellsOfTwoThousandJobsInFewLines() {
        Drawn drawn = Drawn.batch(80, 24).tell(Played.batch(2_000, 16));
        for (int i = 0; i < 1_000; i++) {
            drawn.tell(Played.ended("s" + i, JobStatus.SKIPPED, Trouble.of("EXISTS", "is there")));
        }
        for (int i = 0; i < 200; i++) {
            drawn.tell(Played.begun("f" + i, 0));
            Trouble own = new Trouble("DISK_FULL", "Reason " + i, Optional.of("No space"), List.of("No space"));
            drawn.tell(Played.ended("f" + i, JobStatus.FAILED, own));
        }
        drawn.tell(Played.stopping("Ctrl+C"));
        for (int i = 0; i < 800; i++) {
            drawn.tell(Played.ended("c" + i, JobStatus.CANCELLED, Trouble.of("STOPPED", "before its turn")));
        }
        drawn.tell(Played.finished(Map.of())).frame();

        List<String> all = drawn.screen.all();
        assertThat(all).hasSize(200 + 1 + 20 * 5 + 2 + 2);
        assertThat(all)
                .noneMatch(line -> line.contains("skipped s") || line.contains("cancelled c"))
                .endsWith(
                        "and 180 more failed, see the journal",
                        "",
                        "2000 jobs in 3:20 min: 1000 skipped, 200 failed, 800 cancelled");
    }

    @Test
    void tellsAFailureOfManyJobsOnce() {
        Drawn drawn = Drawn.batch(100, 40).tell(Played.batch(12, 1));
        for (int i = 0; i < 12; i++) {
            String job = "f" + i;
            drawn.tell(Played.begun(job, 0));
            drawn.tell(
                    Played.log(job, "error", "[error] Option re cannot be applied to " + job + ".mp4"),
                    Played.log(job, "info", "[libx264 @ 0x1] ref B L1: 94 %"));
            drawn.tell(Played.ended(
                    job,
                    JobStatus.FAILED,
                    new Trouble(
                            "BAD_OPTION",
                            "Option re is of no use for " + job + ".mp4.",
                            Optional.empty(),
                            List.of("  DURATION : 00:01:00", "[aac @ 0x1] Qavg: 1.0", "Conversion failed!"))));
        }
        drawn.tell(Played.finished(Map.of())).frame();
        assertThat(drawn.screen.all())
                .containsSequence(
                        "failed f0 (exit code 1, after 3.2 s)",
                        "  Option re is of no use for f0.mp4.",
                        "  | Option re cannot be applied to f0.mp4",
                        "  So did 11 more: f1, f2, f3, f4, f5, …",
                        "  To repeat it: (cd /videos && asyncffmpeg -- -i f0.mov f0.mp4)")
                .noneMatch(line -> line.startsWith("failed f1") || line.contains("Qavg"));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 80, 200})
    void neverWrapsARowWhateverTheNames(int columns) {
        List<String> names = List.of(
                "東京の夜景を撮影した長い名前の動画ファイル",
                "👩‍👩‍👧‍👦 family 👍🏽 ❤️ 🇩🇪",
                "e\u0301te\u0301-\u0301\u0301\u0301\u0301-combining",
                "\033[2J\033[31mred\033[0m\r\n\007bell\u009b2J",
                "\u202egpj.exe\u2066\u200b",
                "\ud800 lone",
                "a".repeat(500));
        for (int rows : new int[] {5, 24}) {
            Drawn drawn = Drawn.batch(columns, rows).tell(Played.batch(20, 7));
            for (String name : names) {
                drawn.tell(Played.begun(name, names.indexOf(name)))
                        .tell(Played.progress(name, 50))
                        .frame();
            }
            int live = drawn.live();
            assertThat(drawn.screen.all())
                    .as("no row wrapped, none is left over")
                    .hasSize(live);
            for (String name : names) {
                drawn.tell(Played.ended(
                                name,
                                JobStatus.FAILED,
                                new Trouble("X", name, java.util.Optional.of(name), List.of(name))))
                        .frame();
            }
            assertThat(drawn.screen.all()).hasSize(names.size() + drawn.live());
            drawn.tell(Played.finished(Map.of())).frame();
            assertThat(String.join("", drawn.screen.all()))
                    .doesNotContain("\033", "\007", "\u009b", "\u202e", "\u2066")
                    .contains("\\x1b[2J");
        }
    }

    @Test
    void writesNothingWhenNothingIsDifferent() {
        Drawn drawn = someOfTwelve(new Look(true, true), 80, 24);
        long before = drawn.characters();
        drawn.frame().tell(Played.progress("trailer-2", 40)).frame();
        assertThat(drawn.characters()).isEqualTo(before);
    }

    @Test
    void writesOnlyTheRowsThatAreDifferent() {
        Drawn drawn = someOfTwelve(new Look(true, false), 80, 24);
        long before = drawn.characters();
        drawn.tell(Played.progress("trailer-2", 80)).frame();
        assertThat(drawn.characters() - before).as("one job and the whole").isBetween(150L, 220L);
        assertThat(drawn.screen.visible()).hasSize(6).element(4).asString().contains(" 80 %");
    }
}
