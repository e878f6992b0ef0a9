package io.github.asyncffmpeg.testkit;

import io.github.asyncffmpeg.testkit.standin.StandInProgram;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/**
 * A program that stands in for ffmpeg: it takes ffmpeg's command line, writes progress where {@code -progress} says, ends
 * on {@code q} and on signals as ffmpeg does, encodes nothing, and misbehaves on request.
 *
 * <p>It is this JVM's own {@code java} behind a launcher script, so it works where there is {@code /bin/sh}, that is on
 * Linux and macOS. It starts in about a tenth of a second; until then a signal kills it, as it kills an ffmpeg which has
 * not installed its handlers yet. Asked what it can do ({@code -encoders}, {@code -h} and the like), it lists nothing.
 *
 * <p>Three things it does not do as ffmpeg does: it writes a thread dump on SIGQUIT, a SIGINT that its parent has set to be
 * ignored stays ignored where {@code env} cannot help (macOS), and it goes on reading stdin while it is blocked in a write.
 *
 * <p>A program that probes as well needs a {@link StandInFFprobe} in the same folder.
 *
 * <p>Stateless and safe for any thread.
 */
public final class StandInFFmpeg {

    /** The environment variable which gives behaviours to a single run, one a line. */
    public static final String ENVIRONMENT_VARIABLE = "ASYNCFFMPEG_STANDIN";

    /** The version that {@code -version} answers. */
    public static final String VERSION = "8.0.1-standin";

    private StandInFFmpeg() {}

    /**
     * Writes an executable file {@code ffmpeg} into a directory, in place of an earlier one.
     *
     * @param directory an existing directory
     * @param behaviours what is different from the plain stand-in
     * @return the absolute path of the executable
     * @throws IOException if the file cannot be written
     */
    public static Path install(Path directory, Behaviour... behaviours) throws IOException {
        return Scripts.install(directory, "ffmpeg", script(behaviours));
    }

    private static String script(Behaviour... behaviours) {
        StringBuilder options = new StringBuilder();
        for (Behaviour behaviour : behaviours) {
            options.append(" -standin ").append(Scripts.quote(behaviour.text()));
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        // `exec` keeps the pid that the caller knows. The variables would make java write a line to stderr. A SIGINT
        // that the caller ignores (a build in the background of a script) stays ignored in java, but not in ffmpeg.
        return """
                #!/bin/sh
                for argument do
                  case $argument in
                  -version)
                    echo 'ffmpeg version %s Copyright (c) 2000-2025 the FFmpeg developers'
                    echo 'built with a JVM'
                    echo 'configuration: --enable-gpl --enable-libx264'
                    echo 'libavutil      60.  8.100 / 60.  8.100'
                    echo 'libavcodec     62. 11.100 / 62. 11.100'
                    echo 'libavformat    62.  3.100 / 62.  3.100'
                    exit 0 ;;
                  -h|-codecs|-encoders|-decoders|-filters|-formats|-muxers|-demuxers|-devices|-pix_fmts|-sample_fmts|\
                  -protocols|-bsfs|-hwaccels|-layouts)
                    exit 0 ;; # it can do nothing
                  esac
                done
                unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
                heed=
                env --default-signal=INT true 2>/dev/null && heed='env --default-signal=INT'
                exec $heed %s -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xmx32m -Xlog:disable \\
                  -cp %s %s%s "$@"
                """.formatted(
                        VERSION,
                        Scripts.quote(java.toString()),
                        Scripts.quote(classPath().toString()),
                        StandInProgram.class.getName(),
                        options);
    }

    /** Where the program's classes are: this artifact's file or directory, and nothing besides. */
    private static Path classPath() {
        CodeSource source = StandInProgram.class.getProtectionDomain().getCodeSource();
        if (source == null || !"file".equals(source.getLocation().getProtocol())) {
            throw new IllegalStateException("the testkit is not in a file of its own, so no JVM can be started on it: "
                    + (source == null ? "no code source" : source.getLocation()));
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not a file: " + source.getLocation(), e);
        }
    }
}
