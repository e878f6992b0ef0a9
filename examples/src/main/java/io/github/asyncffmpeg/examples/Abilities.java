package io.github.asyncffmpeg.examples;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.binary.Capabilities;
import io.github.asyncffmpeg.binary.Capability;
import io.github.asyncffmpeg.binary.Component;
import io.github.asyncffmpeg.binary.ComponentHelp;
import io.github.asyncffmpeg.binary.EncoderTrial;
import io.github.asyncffmpeg.binary.Listing;
import io.github.asyncffmpeg.check.SpecWarning;
import io.github.asyncffmpeg.graph.StreamSpec;
import java.util.List;
import java.util.stream.Stream;

/** The code of docs/capabilities.md. */
final class Abilities {

    private Abilities() {}

    static String asking(FFmpeg ffmpeg) {
        // region: capabilities-ask
        Capabilities can = ffmpeg.capabilities();
        boolean scales = can.filters().has("scale");
        List<String> encoders = can.codecs().find("h264").orElseThrow().encoders();
        List<String> meant = can.encoders().near("libx246"); // libx264, libx265
        // endregion
        return scales + " " + encoders.contains("libx264") + " " + meant.get(0);
    }

    static long crfOptions(FFmpeg ffmpeg) {
        // region: capabilities-options
        ComponentHelp x264 = ffmpeg.capabilities().help(Component.ENCODER, "libx264");
        List<String> pixelFormats = x264.list("Supported pixel formats");
        Stream<ComponentHelp.Option> quality =
                x264.options().stream().filter(option -> option.name().startsWith("crf"));
        // endregion
        return pixelFormats.isEmpty() ? 0 : quality.count();
    }

    static String fastest(FFmpeg ffmpeg) {
        // region: capabilities-trial
        String encoder = Stream.of("h264_nvenc", "h264_vaapi", "libx264")
                .filter(ffmpeg.capabilities()::canEncode)
                .findFirst()
                .orElse("mpeg4");
        EncoderTrial trial = ffmpeg.capabilities().tryEncoder("h264_nvenc");
        String why = trial.works() ? "works" : trial.reason(); // [h264_nvenc] Cannot load libcuda.so.1
        // endregion
        return encoder + ": " + why;
    }

    static List<SpecWarning> checking(FFmpeg ffmpeg) {
        // region: capabilities-check
        StreamSpec spec =
                FFmpeg.input("in.mp4").output("out.mp4").codec("v", "libx246").option("preste", "fast");
        for (SpecWarning warning : ffmpeg.check(spec)) {
            System.out.println(warning.kind() + ": " + warning.message());
        }
        // endregion
        return ffmpeg.check(spec);
    }

    static String listing(FFmpeg ffmpeg) {
        // region: capabilities-unknown
        Listing<Capability.Filter> filters = ffmpeg.capabilities().filters();
        String told = filters.failure()
                .orElseGet(() -> filters.has("loudnorm") ? "loudnorm is there" : "no loudnorm in this build");
        // endregion
        return told;
    }
}
