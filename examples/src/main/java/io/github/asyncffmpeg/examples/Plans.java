package io.github.asyncffmpeg.examples;

import static io.github.asyncffmpeg.graph.FilterOption.opt;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.Decision;
import io.github.asyncffmpeg.jobs.Facts;
import io.github.asyncffmpeg.jobs.JobTemplate;
import io.github.asyncffmpeg.jobs.Plan;
import io.github.asyncffmpeg.jobs.PlanEvent;
import io.github.asyncffmpeg.jobs.PlanResult;
import io.github.asyncffmpeg.jobs.PlanRunner;
import io.github.asyncffmpeg.jobs.Probe;
import io.github.asyncffmpeg.jobs.Recipe;
import io.github.asyncffmpeg.jobs.RunningPlan;
import io.github.asyncffmpeg.jobs.Step;
import io.github.asyncffmpeg.jobs.StepStatus;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The code of docs/plans.md. */
final class Plans {

    private Plans() {}

    static PlanResult first(FFmpeg ffmpeg) {
        // region: plans-first
        FFmpegJob film = FFmpegJob.of(
                FFmpeg.input(Path.of("input.mp4")).output(Path.of("film.mp4")).crf(23));
        FFmpegJob poster = FFmpegJob.of(FFmpeg.input(Path.of("film.mp4"))
                .output(Path.of("poster.jpg"))
                .option("frames:v", 1)
                .option("update", 1));

        Plan plan = Plan.of(
                Step.job("film", JobTemplate.of(film)), // at once
                Step.job("poster", JobTemplate.of(poster), "film")); // when there is a film

        try (FFmpegPool pool = ffmpeg.pool(3)) {
            return PlanRunner.on(pool).start(plan).result().join();
        }
        // endregion
    }

    static PlanResult resumed(FFmpegPool pool, Plan plan) {
        // region: plans-journal
        RunningPlan running = PlanRunner.on(pool)
                .journal(Path.of("film.journal"))
                .resume(true)
                .start(plan);
        // endregion
        return running.result().join();
    }

    static Plan loudness() {
        StreamSpec measure = FFmpeg.input(Path.of("input.mp4"))
                .audio()
                .filter("loudnorm", opt("print_format", "json"))
                .output("-")
                .option("f", "null");
        // region: plans-measure
        StreamSpec level = FFmpeg.input(Path.of("input.mp4"))
                .audio()
                .filter(
                        "loudnorm",
                        opt("measured_I", "{measure.input_i}"),
                        opt("measured_TP", "{measure.input_tp}"),
                        opt("measured_LRA", "{measure.input_lra}"),
                        opt("measured_thresh", "{measure.input_thresh}"),
                        opt("offset", "{measure.target_offset}"))
                .output(Path.of("level.m4a"));

        Plan plan = Plan.of(
                Step.job("measure", JobTemplate.of(FFmpegJob.of(measure))).measure("loudness"),
                Step.job("level", JobTemplate.of(FFmpegJob.of(level), "measure"), "measure"));
        // endregion
        return plan;
    }

    static Plan onlyIfTaller() {
        StreamSpec smaller =
                FFmpeg.input(Path.of("input.mp4")).video().scale(-2, 720).output(Path.of("smaller.mp4"));
        // region: plans-when
        Plan plan = Plan.of(
                Step.probe("look", Probe.media(Path.of("input.mp4"))),
                Step.job("smaller", JobTemplate.of(FFmpegJob.of(smaller)), "look")
                        .when("look.video.height > 720"));
        // endregion
        return plan;
    }

    // region: plans-recipe
    /** A picture for each ten seconds of a film. */
    static final class Pictures implements Recipe {

        @Override
        public String name() {
            return "org.example.pictures";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Decision decide(Map<String, String> parameters, Facts facts) {
            double seconds = facts.number("look", "duration");
            List<Step> steps = new ArrayList<>();
            for (int second = 0; second < seconds; second += 10) {
                FFmpegJob job = FFmpegJob.of(FFmpeg.input(Path.of(parameters.get("file")))
                        .option("ss", second)
                        .output(Path.of("picture-" + second + ".jpg"))
                        .option("frames:v", 1)
                        .option("update", 1));
                steps.add(Step.job("at-" + second, JobTemplate.of(job)));
            }
            return new Decision(List.of("the film has " + seconds + " s"), steps);
        }
    }
    // endregion

    static PlanResult decided(FFmpegPool pool) {
        // region: plans-decide
        Plan plan = Plan.of(
                Step.probe("look", Probe.media(Path.of("input.mp4"))),
                Step.decide("pictures", new Pictures(), Map.of("file", "input.mp4"), "look"));

        PlanResult result =
                PlanRunner.on(pool).recipe(new Pictures()).start(plan).result().join();

        System.out.println(result.steps().keySet()); // look, pictures, pictures/1/at-0 …
        // endregion
        return result;
    }

    static PlanResult watched(FFmpegPool pool, Plan plan) {
        // region: plans-watch
        RunningPlan running = PlanRunner.on(pool).start(plan);
        running.onProgress(now -> System.out.println(now.ended() + " of " + now.steps()));
        running.on(PlanEvent.StepEnded.class, end -> {
            if (end.result().status() == StepStatus.FAILED) {
                System.err.println(end.step() + ": " + end.result().because());
            }
        });

        running.quit(); // as the q key does, to all jobs; returns at once
        PlanResult result = running.result().join();
        // endregion
        return result;
    }

    static PlanResult file(FFmpegPool pool) {
        // region: plans-file
        Plan plan = Plan.read(Path.of("jobs.yaml"));
        PlanResult result = PlanRunner.on(pool)
                .journal(Path.of("jobs.journal"))
                .resume(true)
                .start(plan)
                .result()
                .join();
        // endregion
        return result;
    }
}
