/** Finds the FFmpeg artifact on the class path and unpacks it; the core binds it as a service. */
@org.jspecify.annotations.NullMarked
module io.github.asyncffmpeg.bundled {
    requires io.github.asyncffmpeg;
    requires static org.jspecify;

    provides io.github.asyncffmpeg.internal.locate.FFmpegProvider with
            io.github.asyncffmpeg.bundled.BundledProvider;
}
