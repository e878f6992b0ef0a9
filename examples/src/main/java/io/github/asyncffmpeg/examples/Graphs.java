package io.github.asyncffmpeg.examples;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.FilterGraph;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;

/** The code of {@code docs/graph.md}. */
final class Graphs {

    private Graphs() {}

    static StreamSpec text() {
        // region: graph-text
        Input intro = FFmpeg.input("intro.mp4");
        Input talk = FFmpeg.input("talk.mp4");
        VideoStream small = intro.video().filters("scale=640:-2,hue=s=0");

        FilterGraph faded = FilterGraph.parse("""
                [1:v]scale=640:-2[t];
                [0][t]xfade=fade:duration=1:offset=1[v];
                [2:a][1:a]acrossfade=d=1[a]
                """).inputs(small, talk, intro);
        StreamSpec spec = faded.video("v").output("faded.mp4", faded.audio("a"));
        // endregion
        return spec;
    }
}
