package io.github.asyncffmpeg.it.plan;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.jobs.PlanEvent;
import io.github.asyncffmpeg.jobs.PlanRunner;
import io.github.asyncffmpeg.jobs.Recipe;
import io.github.asyncffmpeg.jobs.RunningPlan;
import io.github.asyncffmpeg.pool.FFmpegPool;
import java.nio.file.Path;

/**
 * A program that runs a plan with a journal, one job at a time, and dies where it is told to, as by {@code kill -9}: no hook
 * runs. Says {@code job STEP} for each job that has ended, and {@code done} in the end.
 */
final class PlanJvm {

    private static final int KILLED = 137;

    private PlanJvm() {}

    /** Arguments: the case, its folder, the ffmpeg to run ("" for the usual one), the step in which to die, and when. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[1]);
        FFmpeg.Builder builder = FFmpeg.builder();
        if (!arguments[2].isEmpty()) {
            builder.executable(Path.of(arguments[2]));
        }
        String fatal = arguments[3];
        boolean afterIt = arguments[4].equals("after");
        try (FFmpegPool pool = builder.build().pool(1)) {
            PlanRunner runner = PlanRunner.on(pool)
                    .journal(folder.resolve("run.journal"))
                    .resume(true)
                    .after((step, end) -> {
                        System.out.println("job " + step);
                        dieIf(afterIt && step.equals(fatal));
                    });
            for (Recipe recipe : PlanCases.recipes()) {
                runner = runner.recipe(recipe);
            }
            RunningPlan plan = runner.start(PlanCases.plan(arguments[0], folder));
            plan.on(PlanEvent.StepStarted.class, started -> {
                if (!afterIt && started.step().equals(fatal)) {
                    started.job().ifPresentOrElse(job -> job.on(Progress.class, any -> dieIf(true)), () -> dieIf(true));
                }
            });
            plan.result().join();
            System.out.println("done");
        }
    }

    private static void dieIf(boolean now) {
        if (now) {
            System.out.flush();
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
