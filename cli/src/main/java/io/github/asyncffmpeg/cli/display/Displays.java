package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Function;

/** Opens the display that fits. */
public final class Displays {

    private Displays() {}

    /**
     * A display of a batch, open until it is closed.
     *
     * @param mode how progress is shown
     * @param terminal what {@code err} leads to
     * @param err takes what is shown; nobody else should write to it meanwhile
     * @param json makes the line for {@link ProgressMode#JSON} of an event; an empty one is left out
     */
    public static Display of(ProgressMode mode, Terminal terminal, PrintWriter err, Function<BatchEvent, String> json) {
        return open(mode, new BatchScene(Look.of(terminal)), terminal, err, json);
    }

    /**
     * A display of a batch of one job, as of one {@code ffmpeg}: one row, and FFmpeg's warnings above it.
     *
     * @param mode how progress is shown
     * @param terminal what {@code err} leads to
     * @param err takes what is shown; nobody else should write to it meanwhile
     * @param json makes the line for {@link ProgressMode#JSON} of an event; an empty one is left out
     */
    public static Display single(
            ProgressMode mode, Terminal terminal, PrintWriter err, Function<BatchEvent, String> json) {
        return open(mode, new SingleScene(Look.of(terminal)), terminal, err, json);
    }

    private static Display open(
            ProgressMode mode, Scene scene, Terminal terminal, PrintWriter err, Function<BatchEvent, String> json) {
        return switch (mode) {
            case NONE -> new SilentDisplay(scene, terminal, err, System::nanoTime);
            case JSON -> new JsonDisplay(json, err, System::nanoTime);
            case PLAIN -> plain(scene, terminal, err);
            case BAR -> terminal.movable() ? live(scene, terminal, err) : plain(scene, terminal, err);
            case AUTO -> terminal.live() ? live(scene, terminal, err) : plain(scene, terminal, err);
        };
    }

    private static Display live(Scene scene, Terminal terminal, PrintWriter err) {
        return new LiveDisplay(scene, terminal, SizeWatch::byStty, err, System::nanoTime);
    }

    private static Display plain(Scene scene, Terminal terminal, PrintWriter err) {
        return new PlainDisplay(scene, terminal, err, System::nanoTime);
    }

    /** How long the end waits for a reader who takes nothing: one who scrolls in a pager, or one who will never come. */
    static Duration patience(boolean stopping) {
        return Duration.ofSeconds(stopping ? 2 : 10);
    }
}
