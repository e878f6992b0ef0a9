package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.jobs.internal.batch.BatchRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * What signals do to a batch. The first SIGINT, SIGTERM or SIGHUP asks every FFmpeg to finish its file; another SIGINT or
 * SIGTERM kills them; a third ends this program, and the watchdog ends what is left. Ctrl+Z suspends FFmpeg with this
 * program, which FFmpeg would otherwise outrun, because it has a session of its own.
 */
final class EndSignals implements AutoCloseable {

    private record Handler(String signal, @Nullable Object previous) {}

    /** 128 and the signal's number, as shells have it. */
    private static final int OF_SIGNAL = 128;

    private final BatchRun batch;
    private final Runnable leaveScreen;
    private final Runnable comeBack;
    private final List<Handler> handlers = new ArrayList<>();
    private final AtomicInteger first = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    /**
     * Takes the signals over.
     *
     * @param leaveScreen makes the terminal fit to be left, before the program is suspended
     * @param comeBack draws again, when it goes on
     */
    EndSignals(BatchRun batch, Runnable leaveScreen, Runnable comeBack) {
        this.batch = batch;
        this.leaveScreen = leaveScreen;
        this.comeBack = comeBack;
        take("INT", () -> end("Ctrl+C", 2));
        take("TERM", () -> end("SIGTERM", 15));
        take("HUP", () -> {
            first.compareAndSet(0, OF_SIGNAL + 1);
            batch.stop("the terminal was closed");
        });
        take("TSTP", this::suspend);
        take("CONT", this::goOn);
    }

    private void take(String signal, Runnable handler) {
        handlers.add(new Handler(signal, Signals.register(signal, handler)));
    }

    private void end(String reason, int number) {
        first.compareAndSet(0, OF_SIGNAL + number);
        switch (asked.incrementAndGet()) {
            case 1 -> batch.stop(reason);
            case 2 -> batch.kill(reason + " again");
            default -> Runtime.getRuntime().halt(exitCode());
        }
    }

    /** The exit code that the first signal asks for; 0 when there was none. */
    int exitCode() {
        return first.get();
    }

    private void suspend() {
        leaveScreen.run();
        batch.pause();
        // Its handler has taken the place of what Ctrl+Z does by itself.
        if (!OwnSignals.send("STOP")) {
            goOn();
        }
    }

    private void goOn() {
        batch.resume();
        comeBack.run();
    }

    /** Gives the signals back. */
    @Override
    public void close() {
        handlers.forEach(handler -> {
            if (handler.previous() != null) {
                Signals.unregister(handler.signal(), handler.previous());
            }
        });
    }
}
