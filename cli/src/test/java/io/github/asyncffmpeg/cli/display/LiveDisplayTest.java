package io.github.asyncffmpeg.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The display at a terminal with its thread, as it is used. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LiveDisplayTest {

    private final Reader reader = new Reader();
    private final AtomicReference<Optional<Size>> size = new AtomicReference<>(Optional.of(new Size(80, 24)));

    private LiveDisplay display(Optional<Size> known) {
        return new LiveDisplay(
                new BatchScene(new Look(true, false)),
                new Terminal(true, true, known, true, false),
                size::get,
                reader.writer(),
                System::nanoTime);
    }

    private LiveDisplay display() {
        return display(Optional.of(new Size(80, 24)));
    }

    private static void tell(Display display, BatchEvent... events) {
        for (BatchEvent event : events) {
            display.on(event);
        }
    }

    private static Screen seen(String text, int columns) {
        Screen screen = new Screen(columns, 24);
        screen.write(text);
        return screen;
    }

    @Test
    void drawsWhatHappensAndLeavesOnlyTheLinesThatStay() throws Exception {
        try (LiveDisplay display = display()) {
            tell(display, Played.batch(2, 1), Played.started("a", 0), Played.progress("a", 50));
            assertThat(seen(reader.await(text -> text.contains("50 %") && text.contains("0/2 done")), 80)
                            .visible())
                    .hasSize(2);
            tell(display, Played.done("a"));
            display.say("a word of the program");
        }
        Screen screen = seen(reader.text(), 80);
        assertThat(screen.all()).containsExactly("[1/2] done a  50.0 s  2.0x  14 MiB", "a word of the program");
        assertThat(screen.cursorRow()).isEqualTo(2);
        assertThat(screen.cursorColumn()).isZero();
        assertThat(reader.text()).doesNotContain("?25", "?7", ";r", "?1049");
    }

    @Test
    void drawsAtMostTenFramesASecond() throws Exception {
        long begun = System.nanoTime();
        try (LiveDisplay display = display()) {
            tell(display, Played.batch(2, 1), Played.started("a", 0));
            for (int i = 0; i < 100_000; i++) {
                tell(display, Played.progress("a", i % 100));
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        assertThat((double) seen(reader.text(), 80).frames()).isLessThanOrEqualTo(seconds * 10 + 3);
    }

    @Test
    void writesEachFrameAtOnce() throws Exception {
        try (LiveDisplay display = display()) {
            tell(display, Played.batch(30, 16));
            for (int i = 0; i < 16; i++) {
                tell(display, Played.started("job-" + i, i), Played.progress("job-" + i, i));
            }
            reader.await(text -> text.contains("job-15"));
        }
        assertThat(reader.writes()).isEqualTo(seen(reader.text(), 80).frames());
    }

    @Test
    void drawsNothingBeforeItKnowsTheWidth() throws Exception {
        size.set(Optional.of(new Size(30, 24)));
        try (LiveDisplay display = display(Optional.empty())) {
            tell(display, Played.batch(2, 1), Played.started("a", 0), Played.progress("a", 50));
            Screen screen = seen(reader.await(text -> text.contains("50 %")), 30);
            assertThat(screen.visible()).as("no row wrapped").hasSize(2);
        }
    }

    @Test
    void drawsAtTheUsualWidthWhereNothingTellsOne() throws Exception {
        size.set(Optional.empty());
        try (LiveDisplay display = display(Optional.empty())) {
            tell(display, Played.batch(2, 1), Played.started("a", 0), Played.progress("a", 50));
            reader.await(text -> text.contains("50 %"));
        }
    }

    @Test
    void followsTheTerminalWhenItsSizeChanges() throws Exception {
        try (LiveDisplay display = display()) {
            tell(display, Played.batch(2, 1), Played.started("a", 0), Played.progress("a", 50));
            String before = reader.await(text -> text.contains("50 %") && text.contains("done"));
            Screen screen = seen(before, 80);
            size.set(Optional.of(new Size(30, 24)));
            screen.resize(30, 24);
            display.resized();
            String after = reader.await(text -> text.length() > before.length());
            screen.write(after.substring(before.length()));
            assertThat(screen.all()).hasSize(2).allMatch(line -> line.length() < 30);
        }
    }

    @Test
    void clearsItsRowsBeforeTheProgramIsHaltedAndDrawsAnewAfterwards() throws Exception {
        try (LiveDisplay display = display()) {
            tell(display, Played.batch(2, 1), Played.started("a", 0), Played.progress("a", 50));
            reader.await(text -> text.contains("50 %"));
            display.suspend();
            String halted = reader.text();
            assertThat(seen(halted, 80).all()).isEmpty();
            tell(display, Played.progress("a", 60));
            display.say("while it is halted");
            display.redraw();
            String after = reader.await(text -> text.contains("60 %"));
            Screen screen = seen(halted + "[1]+  Stopped  asyncffmpeg\r\n$ fg\r\n", 80);
            screen.write(after.substring(halted.length()));
            assertThat(screen.all()).hasSize(5).startsWith("[1]+  Stopped  asyncffmpeg", "$ fg", "while it is halted");
        }
    }

    /** Ctrl+S halts the terminal: whoever writes to it waits until Ctrl+Q. */
    @Test
    void neverHoldsUpTheBatchWhileTheTerminalTakesNothing() throws Exception {
        LiveDisplay display = display();
        tell(display, Played.batch(20_000, 1), Played.started("a", 0), Played.progress("a", 1));
        reader.await(text -> text.contains("1 %"));
        reader.stuck(true);
        tell(display, Played.progress("a", 2));
        reader.awaitStuck();
        long begun = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            tell(display, Played.done("job-" + i));
        }
        display.suspend();
        display.resized();
        display.redraw();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        reader.stuck(false);
        String all = reader.await(text -> text.contains("] done job-19999"));
        assertThat(all).contains("(15000 lines are left out here");
        display.close();
    }

    @Test
    void givesUpAtTheEndWhenTheTerminalTakesNothing() throws Exception {
        LiveDisplay display = display();
        reader.stuck(true);
        tell(display, Played.batch(2, 1), new BatchStopping(Instant.EPOCH, "SIGTERM", false));
        reader.awaitStuck();
        long begun = System.nanoTime();
        display.close();
        display.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(20));
        reader.stuck(false);
    }

    @Test
    void goesOnWhenStderrIsClosed() throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        Writer closed = new Writer() {
            @Override
            public void write(char[] characters, int offset, int length) throws IOException {
                tried.countDown();
                throw new IOException("Stream closed");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Terminal terminal = new Terminal(true, true, Optional.of(Size.USUAL), true, true);
        for (ProgressMode mode : ProgressMode.values()) {
            try (Display display = Displays.of(mode, terminal, new PrintWriter(closed), event -> "{}")) {
                tell(display, Played.batch(1, 1), Played.started("a", 0), Played.done("a"));
                display.say("x");
                tell(display, Played.finished(Map.of()));
            }
        }
        assertThat(tried.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endsItsThread() throws Exception {
        try (LiveDisplay display = display()) {
            tell(display, Played.batch(1, 1));
            reader.await(text -> text.contains("done"));
            assertThat(threads()).isPositive();
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (threads() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(threads()).isZero();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("asyncffmpeg-display"))
                .count();
    }
}
