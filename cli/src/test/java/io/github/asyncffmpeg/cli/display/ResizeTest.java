package io.github.asyncffmpeg.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A terminal that changes its size while a batch is drawn. */
class ResizeTest {

    private static Drawn running(int columns, int rows) {
        Drawn drawn = Drawn.batch(columns, rows).tell(Played.batch(9, 3));
        drawn.tell(Played.done("first")).frame();
        for (int i = 0; i < 3; i++) {
            drawn.tell(Played.begun("job-" + i, i)).tell(Played.progress("job-" + i, 50));
        }
        return drawn.frame();
    }

    @Test
    void leavesNothingOfTheWideRowsOnANarrowTerminal() {
        Drawn drawn = running(80, 24).resize(30, 24);
        assertThat(drawn.screen.visible()).as("all rows have wrapped").hasSizeGreaterThan(8);
        assertThat(drawn.frame().screen.all())
                .containsExactly(
                        "[1/9] done first  50.0 s  2.0x",
                        "  14 MiB",
                        "job-0  ███████▌░░░░░░░   50 %",
                        "job-1  ███████▌░░░░░░░   50 %",
                        "job-2  ███████▌░░░░░░░   50 %",
                        "1/9 done   27 %");
    }

    @Test
    void usesTheRoomOfAWiderTerminal() {
        Drawn drawn = running(30, 24).resize(80, 24).tell(Played.done("job-1")).frame();
        assertThat(drawn.screen.all()).hasSize(5);
        assertThat(drawn.screen.all().get(2)).startsWith("job-0").endsWith("left");
    }

    @Test
    void isRightAfterNarrowAndWideAgainBeforeAFrame() {
        Drawn drawn = running(80, 24);
        List<String> before = drawn.screen.all();
        drawn.resize(25, 24).resize(80, 24).frame();
        assertThat(drawn.screen.all()).isEqualTo(before);
    }

    @Test
    void showsFewerJobsWhenTheTerminalBecomesLower() {
        Drawn drawn = running(80, 24).resize(80, 5).frame();
        assertThat(drawn.live()).isEqualTo(3);
        assertThat(drawn.screen.visible())
                .hasSizeLessThan(5)
                .endsWith(drawn.screen.visible().get(2));
        drawn.resize(80, 24).tell(Played.progress("job-2", 60)).frame();
        assertThat(drawn.screen.visible().stream().filter(line -> line.startsWith("job-2")))
                .hasSize(1);
    }

    /**
     * Whatever happens: no stale row, no row too many, and every finished job has its line. Only what a narrower terminal has
     * pushed out at its top cannot be cleared any more, and comes back when it is made wider; with few rows there is no
     * such thing.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverShowsAStaleRowInARandomRun(long seed) {
        Random random = new Random(seed);
        int[] widths = {20, 23, 40, 57, 80, 200};
        int rows = 8 + (int) seed * 2;
        boolean few = seed <= 5;
        int slots = few ? 2 : 20;
        Drawn drawn = Drawn.batch(80, few ? 60 : rows).tell(Played.batch(400, slots));
        List<String> open = new ArrayList<>();
        int begun = 0;
        int lines = 0;
        for (int step = 0; step < 500; step++) {
            drawn.after(Duration.ofMillis(random.nextInt(300)));
            String some = open.isEmpty() ? "" : open.get(random.nextInt(open.size()));
            switch (random.nextInt(10)) {
                case 0, 1 -> {
                    if (open.size() < slots && begun < 400) {
                        String name = "動画👍🏽é\u0301-" + "x".repeat(random.nextInt(60)) + begun++;
                        open.add(name);
                        drawn.tell(Played.begun(name, random.nextInt(slots)));
                    }
                }
                case 2 -> {
                    if (open.remove(some)) {
                        drawn.tell(
                                random.nextBoolean()
                                        ? Played.done(some)
                                        : Played.ended(
                                                some, JobStatus.values()[2 + random.nextInt(4)], Played.diskFull()));
                        lines++;
                    }
                }
                case 3 -> {
                    if (random.nextInt(10) == 0) {
                        drawn.resize(widths[random.nextInt(widths.length)], few ? 60 : rows);
                    }
                }
                default -> {
                    if (!some.isEmpty()) {
                        drawn.tell(Played.progress(some, random.nextInt(100)));
                    }
                }
            }
            drawn.frame();
            int live = drawn.live();
            assertThat(live).isLessThanOrEqualTo((few ? 60 : rows) - 2);
            assertThat(drawn.screen.visible().size()).isLessThan(few ? 60 : rows);
            assertThat(drawn.screen.cursorColumn()).isZero();
            assertThat(drawn.screen.isSynchronised()).isFalse();
            if (step % 4 != 0) {
                continue; // to look at all that has scrolled away takes time
            }
            List<String> all = drawn.screen.all();
            String text = String.join("\n", all);
            assertThat(text.split("\\[ *\\d+/400\\]", -1).length - 1)
                    .as("finished lines in step %d", step)
                    .isEqualTo(lines);
            if (few) {
                // A finished line that was written on a wider terminal has wrapped, but no such line has a bar or a
                // share.
                assertThat(all.subList(0, all.size() - live))
                        .as("stale rows in step %d", step)
                        .noneMatch(line -> line.matches(".*[█▌░].*| *\\d+ %|.* more|.*waiting.*"));
            }
        }
        assertThat(lines).isGreaterThan(15);
    }

    /** Heights too: what was pushed out at the top of a lower screen is gone for good, but the screen is right. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void neverTakesMoreThanTheScreen(long seed) {
        Random random = new Random(seed);
        Drawn drawn = Drawn.batch(80, 24).tell(Played.batch(100, 30));
        for (int i = 0; i < 30; i++) {
            drawn.tell(Played.begun("job-" + i, i)).tell(Played.progress("job-" + i, i));
        }
        for (int step = 0; step < 150; step++) {
            int rows = 1 + random.nextInt(30);
            drawn.resize(1 + random.nextInt(100), rows)
                    .tell(Played.progress("job-" + random.nextInt(30), random.nextInt(100)))
                    .frame();
            assertThat(drawn.live()).isLessThanOrEqualTo(Math.max(0, rows - 1));
            assertThat(drawn.screen.visible().size()).isLessThanOrEqualTo(rows);
            assertThat(drawn.screen.cursorRow()).isLessThan(rows);
        }
    }
}
