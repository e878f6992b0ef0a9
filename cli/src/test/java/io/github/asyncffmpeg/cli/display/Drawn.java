package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A scene on a {@link Screen}, without threads: who calls {@link #frame()} is the clock. */
final class Drawn {

    final Screen screen;
    private final Scene scene;
    private final LiveArea area = new LiveArea();
    private final List<Line> above = new ArrayList<>();
    private Size size;
    private long now;
    private long bytes;

    Drawn(Scene scene, int columns, int rows) {
        this.scene = scene;
        this.size = new Size(columns, rows);
        this.screen = new Screen(columns, rows);
    }

    static Drawn batch(int columns, int rows) {
        return new Drawn(new BatchScene(new Look(true, true)), columns, rows);
    }

    Drawn tell(BatchEvent... events) {
        for (BatchEvent event : events) {
            above.addAll(scene.tell(event, now));
        }
        return this;
    }

    Drawn tell(List<BatchEvent> events) {
        return tell(events.toArray(BatchEvent[]::new));
    }

    Drawn after(Duration time) {
        now += time.toNanos();
        return this;
    }

    /** The terminal has another size; the display learns of it with the next frame. */
    Drawn resize(int columns, int rows) {
        size = new Size(columns, rows);
        screen.resize(columns, rows);
        return this;
    }

    Drawn frame() {
        String frame = area.frame(above, scene.rows(size, now), size);
        above.clear();
        bytes += frame.length();
        screen.write(frame);
        return this;
    }

    int live() {
        return scene.rows(size, now).size();
    }

    long characters() {
        return bytes;
    }
}
