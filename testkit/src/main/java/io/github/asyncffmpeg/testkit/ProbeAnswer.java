package io.github.asyncffmpeg.testkit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/**
 * What a {@link StandInFFprobe} says of a file.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param stdout what it writes to standard output
 * @param reason what it writes to standard error, after the name of the file; empty for nothing
 * @param exitCode its exit code, 0 to 255
 * @param hangs whether it says nothing and does not end until it is killed, or ten minutes are over
 */
public record ProbeAnswer(String stdout, String reason, int exitCode, boolean hangs) {

    /**
     * Checks the exit code.
     *
     * @throws IllegalArgumentException if the exit code is not between 0 and 255
     */
    public ProbeAnswer {
        if (exitCode < 0 || exitCode > 255) {
            throw new IllegalArgumentException("an exit code is between 0 and 255: " + exitCode);
        }
    }

    /**
     * An MP4 file with H.264 video at 25 frames per second and stereo AAC audio.
     *
     * @param width of the picture, in pixels
     * @param height of the picture, in pixels
     * @param duration how long it is
     * @return the answer
     */
    public static ProbeAnswer video(int width, int height, Duration duration) {
        return json("""
                {"streams": [
                  {"index": 0, "codec_name": "h264", "codec_type": "video", "profile": "High", "width": %d, "height": %d,
                   "sample_aspect_ratio": "1:1", "pix_fmt": "yuv420p", "r_frame_rate": "25/1",
                   "avg_frame_rate": "25/1", "time_base": "1/1000", "start_pts": 0, "start_time": "0.000000",
                   "duration_ts": %d, "duration": "%s", "disposition": {"default": 1}},
                  %s],
                 "chapters": [], "programs": [],
                 "format": %s}
                """.formatted(
                width, height, duration.toMillis(), seconds(duration), audioStream(1, duration), format(2, duration)));
    }

    /**
     * An MP4 file with stereo AAC audio at 48 kHz.
     *
     * @param duration how long it is
     * @return the answer
     */
    public static ProbeAnswer audio(Duration duration) {
        return json("""
                {"streams": [%s], "chapters": [], "programs": [], "format": %s}
                """.formatted(audioStream(0, duration), format(1, duration)));
    }

    /**
     * ffprobe's own JSON, as {@code ffprobe -of json -show_format -show_streams …} writes it. With the lists
     * {@code packets} or {@code frames} in it, those questions are answered as well.
     *
     * @param json one JSON object
     * @return the answer
     */
    public static ProbeAnswer json(String json) {
        return new ProbeAnswer(json, "", 0, false);
    }

    /**
     * ffprobe cannot read the file. Its exit code is 1.
     *
     * @param reason FFmpeg's words, such as {@code Invalid data found when processing input}
     * @return the answer
     */
    public static ProbeAnswer fails(String reason) {
        return new ProbeAnswer("{\n\n}\n", reason, 1, false);
    }

    /**
     * ffprobe waits for something that does not come, as on a network input that does not answer.
     *
     * @return the answer
     */
    public static ProbeAnswer hanging() {
        return new ProbeAnswer("", "", 1, true);
    }

    private static String audioStream(int index, Duration duration) {
        return """
                {"index": %d, "codec_name": "aac", "codec_type": "audio", "profile": "LC", "sample_fmt": "fltp",
                   "sample_rate": "48000", "channels": 2, "channel_layout": "stereo", "time_base": "1/1000",
                   "start_pts": 0, "start_time": "0.000000", "duration_ts": %d, "duration": "%s",
                   "disposition": {"default": 1}}""".formatted(index, duration.toMillis(), seconds(duration));
    }

    private static String format(int streams, Duration duration) {
        return """
                {"nb_streams": %d, "format_name": "mov,mp4,m4a,3gp,3g2,mj2", "format_long_name": "QuickTime / MOV",
                  "start_time": "0.000000", "duration": "%s", "probe_score": 100}""".formatted(streams, seconds(duration));
    }

    private static String seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        return String.format(Locale.ROOT, "%.6f", seconds);
    }
}
