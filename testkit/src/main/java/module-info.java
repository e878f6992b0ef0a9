/** For tests of programs that run FFmpeg: a stand-in ffmpeg, a JUnit extension that finds leaks, media files. */
@org.jspecify.annotations.NullMarked
module io.github.asyncffmpeg.testkit {
    requires transitive io.github.asyncffmpeg;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;
    requires jdk.unsupported;

    exports io.github.asyncffmpeg.testkit;
}
