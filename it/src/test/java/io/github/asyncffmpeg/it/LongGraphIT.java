package io.github.asyncffmpeg.it;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Picture;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Graphs that no argument of Linux can hold. That their file is gone afterwards is for {@link LeakExtension} to see. */
class LongGraphIT {

    private static final int LINUX_LIMIT = 128 * 1024;

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    void aGraphOver128KiBRunsToItsLastFilter(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        VideoStream stream = Workbench.plain("black", 1);
        // As an editor writes it: a box for each of many moments, none of them now.
        String moments = "between(t,1000.5,1001.25)+".repeat(20) + "between(t,2000,2001)";
        for (int i = 0; i < 250; i++) {
            stream = stream.drawbox(0, 0, 10, 10, "blue", opt("t", "fill"), opt("enable", moments));
        }
        stream = stream.drawbox(20, 20, 10, 10, "red", opt("t", "fill"));
        Path file = bench.file("long.png");
        Output output = stream.output(file);
        List<String> inline = FFmpegCommand.of(output).arguments();
        assertThat(inline.get(inline.indexOf("-filter_complex") + 1).length()).isGreaterThan(LINUX_LIMIT);
        FFmpegResult result = bench.run(output);
        assertThat(result.command()).doesNotContain("-filter_complex").allMatch(each -> each.length() < LINUX_LIMIT);
        Picture picture = bench.picture(Input.of(file));
        assertThat(picture.isRed(25, 25)).isTrue();
        assertThat(picture.blue(5, 5)).isLessThan(10);
    }

    @EachFFmpeg
    void soDoesALongFilterOfArgumentsByHand(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("long.png");
        String filter = "metadata=add:key=k:value=" + "x".repeat(LINUX_LIMIT) + ",crop=32:24:0:0";
        StreamSpec spec =
                StreamSpec.ofArguments("-f", "lavfi", "-i", "color=s=64x48:d=0.04", "-vf", filter, file.toString());
        assertThat(bench.ffmpeg().command(spec).warnings())
                .as("it is put into a file, so there is nothing to warn of")
                .isEmpty();
        bench.run(spec);
        assertThat(bench.probe(file, "stream=width,height")).containsExactly("width=32", "height=24");
        assertThat(Files.size(file)).isPositive();
    }
}
