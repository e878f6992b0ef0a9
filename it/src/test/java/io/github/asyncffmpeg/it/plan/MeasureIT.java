package io.github.asyncffmpeg.it.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.jobs.JobTemplate;
import io.github.asyncffmpeg.jobs.Plan;
import io.github.asyncffmpeg.jobs.PlanResult;
import io.github.asyncffmpeg.jobs.PlanRunner;
import io.github.asyncffmpeg.jobs.Step;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each kind of measure finds in what a real FFmpeg writes, where the right answer is known. */
class MeasureIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private static Step measuring(String what, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-f", "null", "-"));
        return Step.job(what, JobTemplate.of(FFmpegJob.of(StreamSpec.ofArguments(all))))
                .measure(what);
    }

    private static Step pictures(String what, String graph) {
        return measuring(what, "-f", "lavfi", "-i", graph);
    }

    @EachFFmpeg
    void findsWhatIsKnown(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Plan plan = Plan.of(
                measuring("loudness", "-f", "lavfi", "-i", "sine=d=5,loudnorm=print_format=json"),
                measuring("volume", "-f", "lavfi", "-i", "sine=d=1,volume=-6dB,aformat=s16,volumedetect"),
                pictures("crop", "testsrc2=s=1280x532:d=1,pad=1280:720:0:94,cropdetect=round=2:skip=0"),
                pictures(
                        "scene",
                        "color=red:s=1280x720:r=25:d=1[a];color=blue:s=1280x720:r=25:d=1[b];[a][b]concat,format=yuv420p,scdet=s=1"),
                pictures("psnr", "testsrc2=s=1280x720:d=1,format=yuv420p,split,psnr"),
                pictures("ssim", "testsrc2=s=1280x720:d=1,format=yuv420p,split[a][b];[a]negate[c];[c][b]ssim"),
                pictures("signal", "color=gray:s=1280x720:d=1,format=yuv420p,signalstats,metadata=print"));
        try (FFmpegPool pool = bench.ffmpeg().pool(2)) {
            PlanResult result = PlanRunner.on(pool).start(plan).result().get(120, TimeUnit.SECONDS);
            assertThat(number(result, "loudness", "input_i")).isBetween(-22.5, -20.5);
            assertThat(number(result, "loudness", "target_offset")).isBetween(-5.0, 5.0);
            assertThat(number(result, "volume", "max_volume")).isBetween(-24.6, -23.6); // the tone is at -18 dB
            assertThat(result.value("volume", "n_samples")).contains("44100");
            assertThat(result.value("crop", "crop")).contains("1280:532:0:94");
            assertThat(result.value("crop", "height")).contains("532");
            assertThat(result.value("scene", "count")).contains("1");
            assertThat(result.value("scene", "times")).contains("1");
            assertThat(result.value("psnr", "average")).contains("inf");
            assertThat(number(result, "ssim", "all")).isBetween(-1.0, 0.5);
            assertThat(number(result, "signal", "signalstats.YAVG.mean")).isBetween(125.0, 127.0);
            assertThat(number(result, "signal", "signalstats.YMAX.max")).isBetween(125.0, 127.0);
            assertThat(result.value("psnr", "frames")).contains("25"); // of each step, whatever it measures
        }
    }

    private static double number(PlanResult result, String step, String name) {
        return Double.parseDouble(result.value(step, name).orElseThrow(() -> new AssertionError(step + " " + result)));
    }

    @EachFFmpeg
    void saysThatNothingWasMeasured(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Plan plan = Plan.of(measuring("loudness", "-f", "lavfi", "-i", "sine=d=1"));
        try (FFmpegPool pool = bench.ffmpeg().pool(1)) {
            assertThatThrownBy(() -> PlanRunner.on(pool).start(plan).result().get(60, TimeUnit.SECONDS))
                    .cause()
                    .hasMessage("step 'loudness': nothing was measured: FFmpeg's log has no result of loudnorm with"
                            + " print_format=json (at log level info or above)");
        }
    }
}
