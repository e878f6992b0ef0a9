package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FFmpegException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The answer to {@code --version}. A missing FFmpeg is a part of the answer, not an error. */
final class VersionText implements IVersionProvider {

    static boolean isAskedForBy(String word) {
        return word.equals("--version") || word.equals("-V");
    }

    /**
     * Answers without picocli, whose model of the commands would be most of the work.
     *
     * @return the exit code
     */
    static int print(PrintWriter out) {
        for (String line : new VersionText().getVersion()) {
            out.println(line);
        }
        return ExitCode.DONE;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"asyncffmpeg " + own(), ffmpeg(), java()};
    }

    private static String own() {
        @Nullable String packaged = VersionText.class.getPackage().getImplementationVersion();
        return packaged == null ? "(not packaged)" : packaged;
    }

    private static String ffmpeg() {
        try {
            FFmpegBinary binary = FFmpeg.create().binary();
            return "FFmpeg " + binary.version() + " (" + binary.origin() + ": " + binary.ffmpeg() + ")";
        } catch (FFmpegException none) {
            return "FFmpeg: " + none.getMessage();
        }
    }

    private static String java() {
        return "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + "), "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
