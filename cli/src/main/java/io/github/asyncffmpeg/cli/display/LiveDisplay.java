package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Draws at a terminal: what is finished scrolls away above, what runs has rows at the bottom. Each frame is one write, at
 * most ten a second, and only when something is different.
 */
final class LiveDisplay implements Display, Pen.Page {

    private static final Duration FRAME = Duration.ofMillis(100);
    private static final Duration SUSPENDED_WITHIN = Duration.ofMillis(200);
    private static final int MOST_WAITING = 5_000;

    private final Look look;
    private final Scene scene;
    private final LongSupplier clock;
    private final Pen pen;
    private final SizeWatch watch;

    /** All guarded by the pen's lock. */
    private final LiveArea area = new LiveArea();

    private final Backlog above = new Backlog(MOST_WAITING);
    private Size size;
    private boolean suspended;
    private boolean stopping;

    /** Guarded by the watch. */
    private boolean closed;

    private @Nullable Object signalBefore;
    private boolean listening;

    /**
     * A display that draws from now on.
     *
     * @param scene what there is to be seen
     * @param terminal where
     * @param measure finds the size of the terminal
     * @param err takes the frames
     * @param clock nanoseconds
     */
    LiveDisplay(Scene scene, Terminal terminal, Supplier<Optional<Size>> measure, PrintWriter err, LongSupplier clock) {
        this.look = Look.of(terminal);
        this.scene = scene;
        this.clock = clock;
        this.size = terminal.size().orElse(Size.USUAL);
        this.pen = new Pen(err, FRAME, clock, this);
        this.watch = new SizeWatch(
                () -> {
                    listen(); // here, as it loads classes: nobody waits for this thread
                    return measure.get();
                },
                this::measured);
        if (terminal.size().isEmpty()) {
            pen.hold(); // not a frame of a wrong width
        }
        pen.start();
        watch.ask();
    }

    @Override
    public void on(BatchEvent event) {
        pen.change(() -> {
            stopping |= event instanceof BatchStopping;
            above.add(scene.tell(event, clock.getAsLong()));
        });
    }

    @Override
    public void say(String line) {
        pen.change(() -> above.add(List.of(scene.say(line))));
    }

    @Override
    public String text(long now, boolean last) {
        if (suspended && !last) {
            return area.frame(List.of(), List.of(), size);
        }
        return area.frame(above.take(look), last ? List.of() : scene.rows(size, now), size);
    }

    @Override
    public long idle(long now) {
        return Long.MAX_VALUE;
    }

    @Override
    public void resized() {
        // Until the size is known, a frame would be of the wrong width, and what wraps cannot be cleared any more.
        pen.hold();
        watch.ask();
    }

    private void measured(Optional<Size> found) {
        pen.change(() -> found.ifPresent(now -> size = now));
        pen.release();
    }

    @Override
    public void suspend() {
        pen.change(() -> suspended = true);
        pen.flush(SUSPENDED_WITHIN);
    }

    @Override
    public void redraw() {
        pen.change(() -> {
            suspended = false;
            area.forget();
        });
        resized();
    }

    private void listen() {
        synchronized (watch) {
            if (!closed && !listening) {
                listening = true;
                signalBefore = Signals.register("WINCH", this::resized);
            }
        }
    }

    @Override
    public void close() {
        synchronized (watch) {
            if (closed) {
                return;
            }
            closed = true;
            if (listening && signalBefore != null) {
                Signals.unregister("WINCH", signalBefore);
            }
        }
        pen.close(Displays.patience(stopping));
    }
}
