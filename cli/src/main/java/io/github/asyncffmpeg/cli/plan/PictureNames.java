package io.github.asyncffmpeg.cli.plan;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.command.OutputForm;
import io.github.asyncffmpeg.graph.StreamSpec;

/** Which file names FFmpeg takes for pictures: those in which it reads patterns. */
final class PictureNames {

    private PictureNames() {}

    static boolean isPicture(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0
                && FFmpegCommand.of(StreamSpec.ofArguments("%d" + name.substring(dot)))
                                .outputForm(0)
                        == OutputForm.PICTURES;
    }
}
