package io.github.asyncffmpeg.error;

import java.util.List;

/** No usable FFmpeg (or ffprobe) was found. It lists each place that was tried and what was wrong there. */
public final class FFmpegNotFoundException extends FFmpegException {

    private static final long serialVersionUID = 1L;

    private final String program;

    @SuppressWarnings("serial") // an immutable list of strings
    private final List<String> tried;

    /**
     * Creates an exception.
     *
     * @param program the program that was looked for, {@code ffmpeg} or {@code ffprobe}
     * @param tried one sentence for each place that was tried, in order
     */
    public FFmpegNotFoundException(String program, List<String> tried) {
        super("No usable " + program + " was found. Tried:\n  " + String.join("\n  ", tried), null);
        this.program = program;
        this.tried = List.copyOf(tried);
    }

    /**
     * The program that was looked for.
     *
     * @return {@code ffmpeg} or {@code ffprobe}
     */
    public String program() {
        return program;
    }

    /**
     * The places that were tried.
     *
     * @return one sentence a place, in the order of the look-up
     */
    public List<String> tried() {
        return tried;
    }
}
