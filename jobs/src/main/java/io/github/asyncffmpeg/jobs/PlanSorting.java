package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.internal.delivery.Sorting;
import java.util.List;

/** What may get lost of the events of a plan, and what a late subscriber gets. */
final class PlanSorting implements Sorting<PlanEvent> {

    private static final int MOST = 10_000;

    @Override
    public Tray tray(PlanEvent event) {
        return event instanceof PlanProgress ? Tray.PROGRESS : Tray.LASTING;
    }

    @Override
    public PlanEvent dropped(long count) {
        return new PlanEvent.Missed(count);
    }

    @Override
    public int mostLasting() {
        return MOST;
    }

    /** The newest progress alone: {@link RunningPlan#progress} and the result have the rest. */
    static void remember(List<PlanEvent> past, PlanEvent event) {
        if (event instanceof PlanProgress) {
            past.clear();
            past.add(event);
        }
    }
}
