package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The warning of audio that stays behind when the video is filtered tells the truth, both ways. */
class LostAudioIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Input talk(Workbench bench) {
        return FFmpeg.input(bench.media().videoWithAudio(Duration.ofSeconds(1)));
    }

    private static void expect(Workbench bench, Output output, boolean warned, String... kinds) throws Exception {
        assertThat(bench.ffmpeg().command(output).warnings()).hasSize(warned ? 1 : 0);
        bench.run(output);
        Path file = output.target().file().orElseThrow();
        assertThat(bench.probe(file, "stream=codec_type"))
                .isEqualTo(List.of(kinds).stream()
                        .map(kind -> "codec_type=" + kind)
                        .toList());
    }

    @EachFFmpeg
    void warnsWhenTheFileHasNoSound(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Output output = talk(bench).filter("scale", 160, -1).output(bench.file("lost.mp4"));
        assertThat(bench.ffmpeg().command(output).warnings().get(0)).contains("none of its audio", "in.audio()");
        expect(bench, output, true, "video");
    }

    @EachFFmpeg
    void isSilentWhenTheAudioIsMapped(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input talk = talk(bench);
        expect(bench, talk.hflip().output(bench.file("kept.mp4"), talk.audio()), false, "video", "audio");
        expect(bench, talk.hflip().output(bench.file("any.mp4"), talk.stream("a?")), false, "video", "audio");
        expect(bench, talk.output(bench.file("copy.mp4")).codec("copy"), false, "video", "audio");
    }

    @EachFFmpeg
    void isSilentWhenTheAudioIsLeftOutOnPurpose(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        expect(bench, talk(bench).hflip().output(bench.file("mute.mp4")).noAudio(), false, "video");
        expect(bench, talk(bench).hflip().output(bench.file("mute.gif")), false, "video");
    }
}
