package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Segments played one after the other. See the {@code concat} filter in the FFmpeg documentation.
 *
 * <pre>{@code
 * Concat both = Concat.of(1, 1, a.video(), a.audio(), b.video(), b.audio());
 * both.video().output("out.mp4", both.audio());
 * }</pre>
 *
 * <p>Outputs which are not taken are thrown away, in a {@code nullsink}; FFmpeg alone would add them to the first
 * output file.
 *
 * <p>Immutable and safe for any thread.
 */
public final class Concat {

    private final FilterNode node;
    private final int video;
    private final int audio;

    private Concat(FilterNode node, int video, int audio) {
        this.node = node;
        this.video = video;
        this.audio = audio;
    }

    /**
     * Joins segments of video alone.
     *
     * @param segments the videos, in their order
     * @return one video
     */
    public static VideoStream video(List<? extends VideoStream> segments) {
        return make(1, 0, Objects.requireNonNull(segments, "segments"), FilterOption.opt("n", segments.size()))
                .video();
    }

    /**
     * Joins segments of video alone.
     *
     * @param segments the videos, in their order
     * @return one video
     */
    public static VideoStream video(VideoStream... segments) {
        return video(Arrays.asList(Objects.requireNonNull(segments, "segments")));
    }

    /**
     * Joins segments of audio alone.
     *
     * @param segments the sounds, in their order
     * @return one sound
     */
    public static AudioStream audio(List<? extends AudioStream> segments) {
        return of(0, 1, Objects.requireNonNull(segments, "segments")).audio();
    }

    /**
     * Joins segments of audio alone.
     *
     * @param segments the sounds, in their order
     * @return one sound
     */
    public static AudioStream audio(AudioStream... segments) {
        return audio(Arrays.asList(Objects.requireNonNull(segments, "segments")));
    }

    /**
     * Joins segments of several streams each.
     *
     * @param video how many videos each segment has, from 0
     * @param audio how many sounds each segment has, from 0
     * @param streams for each segment its videos, then its sounds
     * @param options more options, such as {@code opt("unsafe", 1)}
     * @return the joined streams
     * @throws FFmpegSpecException when both counts are 0, the number of streams is not a multiple of their sum, or a
     *     stream has the other medium
     */
    public static Concat of(int video, int audio, List<? extends MediaStream> streams, FilterOption... options) {
        List<FilterOption> all = new ArrayList<>(Arrays.asList(Objects.requireNonNull(options, "options")));
        all.add(FilterOption.opt("v", video));
        all.add(FilterOption.opt("a", audio));
        all.add(FilterOption.opt("n", Objects.requireNonNull(streams, "streams").size() / Math.max(1, video + audio)));
        return make(video, audio, streams, all.toArray());
    }

    /**
     * Joins segments of several streams each.
     *
     * @param video how many videos each segment has, from 0
     * @param audio how many sounds each segment has, from 0
     * @param streams for each segment its videos, then its sounds
     * @return the joined streams
     * @throws FFmpegSpecException as the other form
     */
    public static Concat of(int video, int audio, MediaStream... streams) {
        return of(video, audio, Arrays.asList(Objects.requireNonNull(streams, "streams")));
    }

    private static Concat make(int video, int audio, List<? extends MediaStream> streams, Object... options) {
        int each = video + audio;
        if (video < 0 || audio < 0 || each == 0) {
            throw CallSite.here()
                    .fault("filter concat", "expected counts from 0, not both 0; got v=" + video + ", a=" + audio);
        }
        if (streams.isEmpty() || streams.size() % each != 0) {
            throw CallSite.here()
                    .fault(
                            "filter concat",
                            "expected a number of streams that is a multiple of " + each + " (v=" + video + ", a="
                                    + audio + "), got " + streams.size());
        }
        List<Medium> outputs = new ArrayList<>(Collections.nCopies(video, Medium.VIDEO));
        outputs.addAll(Collections.nCopies(audio, Medium.AUDIO));
        FilterNode node = FilterNode.of("concat", streams, outputs, options);
        for (int i = 0; i < streams.size(); i++) {
            Medium wanted = outputs.get(i % each);
            int at = i;
            node.inputs().get(i).medium().filter(got -> got != wanted).ifPresent(got -> {
                throw node.callSite()
                        .fault(
                                node.describe(),
                                "expected stream " + at + " (segment " + at / each + ") to be " + wanted + ", got "
                                        + got + "; each segment's videos come before its sounds");
            });
        }
        return new Concat(node, video, audio);
    }

    /**
     * The first joined video.
     *
     * @return the video
     */
    public VideoStream video() {
        return video(0);
    }

    /**
     * One joined video.
     *
     * @param index which one, from 0
     * @return the video
     */
    public VideoStream video(int index) {
        return node.video(checked("video", index, video));
    }

    /**
     * The first joined sound.
     *
     * @return the sound
     */
    public AudioStream audio() {
        return audio(0);
    }

    /**
     * One joined sound.
     *
     * @param index which one, from 0
     * @return the sound
     */
    public AudioStream audio(int index) {
        return node.audio(video + checked("audio", index, audio));
    }

    private int checked(String what, int index, int count) {
        if (index < 0 || index >= count) {
            throw node.callSite()
                    .fault(
                            node.describe(),
                            "expected one of its " + count + " " + what + " outputs, got number " + index);
        }
        return index;
    }
}
