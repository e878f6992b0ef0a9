package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.OutputForm;

/** Which file names FFmpeg takes for pictures: those in which it reads patterns. */
final class PictureNames {

    private PictureNames() {}

    static boolean isPicture(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0
                && CompiledCommand.of(StreamSpec.ofArguments("%d" + name.substring(dot)))
                                .outputForm(0)
                        == OutputForm.PICTURES;
    }
}
