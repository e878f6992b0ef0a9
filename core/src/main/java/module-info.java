/** Asynchronous FFmpeg for the JVM: stream specs, execution, events, a stop that keeps the file, and a pool. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the modules of the qualified exports are compiled later
module io.github.asyncffmpeg {
    requires static java.desktop; // only the package desktop needs it
    requires static jdk.jfr; // an image without it works: see FlightRecord
    requires static transitive org.jspecify;

    exports io.github.asyncffmpeg.binary;
    exports io.github.asyncffmpeg.check;
    exports io.github.asyncffmpeg.command;
    exports io.github.asyncffmpeg.desktop;
    exports io.github.asyncffmpeg.error;
    exports io.github.asyncffmpeg.event;
    exports io.github.asyncffmpeg.frame;
    exports io.github.asyncffmpeg.frames;
    exports io.github.asyncffmpeg.graph;
    exports io.github.asyncffmpeg.media;
    exports io.github.asyncffmpeg.pool;
    exports io.github.asyncffmpeg.probe;
    exports io.github.asyncffmpeg.run;
    exports io.github.asyncffmpeg.supervise;
    exports io.github.asyncffmpeg;
    exports io.github.asyncffmpeg.internal.cache to
            io.github.asyncffmpeg.bundled;
    exports io.github.asyncffmpeg.internal.compile to
            io.github.asyncffmpeg.jobs;
    exports io.github.asyncffmpeg.internal.delivery to
            io.github.asyncffmpeg.jobs;
    exports io.github.asyncffmpeg.internal.locate to
            io.github.asyncffmpeg.bundled;
    exports io.github.asyncffmpeg.internal.secret to
            io.github.asyncffmpeg.jobs;
    exports io.github.asyncffmpeg.internal.text to
            io.github.asyncffmpeg.jobs;

    uses io.github.asyncffmpeg.internal.locate.FFmpegProvider;
}
