package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.media.FrameSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is in a media file: ffprobe's answer.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param section the whole answer, by ffprobe's names; {@code stream_groups} (FFmpeg 7.1 and newer) are here alone, and so
 *     are the fields of the container that have no method, in its section {@code format}
 * @param streams the streams, in the order of the file
 * @param chapters the chapters, in the order of the file
 * @param programs the programmes, in the order of the file
 */
public record MediaInfo(
        ProbeSection section, List<StreamInfo> streams, List<ChapterInfo> chapters, List<ProgramInfo> programs) {

    /** Copies the lists. */
    public MediaInfo {
        streams = List.copyOf(streams);
        chapters = List.copyOf(chapters);
        programs = List.copyOf(programs);
    }

    static MediaInfo of(ProbeSection all) {
        return new MediaInfo(
                all,
                all.list("streams").stream().map(Sections::stream).toList(),
                all.list("chapters").stream().map(ChapterInfo::new).toList(),
                all.list("programs").stream().map(ProgramInfo::new).toList());
    }

    /**
     * Reads an answer that ffprobe gave elsewhere or earlier, by {@code ffprobe -of json -show_format -show_streams}.
     *
     * @param json the answer
     * @return the same as a probe would give
     * @throws IllegalArgumentException if it is no answer of ffprobe's
     */
    public static MediaInfo parse(String json) {
        Objects.requireNonNull(json, "json");
        try {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            return of(new SectionReader(new ByteArrayInputStream(bytes)).readAll());
        } catch (IOException e) {
            throw new IllegalArgumentException("expected ffprobe's JSON: " + e.getMessage(), e);
        }
    }

    /**
     * How long the file is: the container's word, or the longest stream's.
     *
     * @return the length; empty where it is not known, as of a live stream, a picture, or raw video
     */
    public Optional<Duration> duration() {
        return container()
                .seconds("duration")
                .or(() -> streams.stream()
                        .flatMap(stream -> stream.duration().stream())
                        .max(Comparator.naturalOrder()));
    }

    /**
     * What was opened.
     *
     * @return the target as ffprobe was given it: of a {@code Path}, with {@code file:} before it
     */
    public Optional<String> filename() {
        return container().text("filename");
    }

    /**
     * The names of the demuxer. One demuxer reads several containers: {@code mov, mp4, m4a, 3gp, 3g2, mj2}.
     *
     * @return the names, FFmpeg's own order
     */
    public List<String> formats() {
        return container()
                .text("format_name")
                .map(names -> List.of(names.split(",", -1)))
                .orElse(List.of());
    }

    /**
     * The demuxer, in words.
     *
     * @return {@code QuickTime / MOV} …
     */
    public Optional<String> formatName() {
        return container().text("format_long_name");
    }

    /**
     * How sure FFmpeg is that this is the format.
     *
     * @return 1 to 100; 25 and below is hardly more than the name of the file
     */
    public OptionalInt probeScore() {
        return container().integer("probe_score");
    }

    /**
     * When the first stream begins.
     *
     * @return the time, to the microsecond; it may be negative
     */
    public Optional<Duration> start() {
        return container().seconds("start_time");
    }

    /**
     * How large the file is.
     *
     * @return bytes; empty for what has no size, such as a live stream
     */
    public OptionalLong size() {
        return container().number("size");
    }

    /**
     * How many bits a second the file has on average.
     *
     * @return bits a second
     */
    public OptionalLong bitRate() {
        return container().number("bit_rate");
    }

    /**
     * The tags of the file, such as {@code title} and {@code artist}.
     *
     * @return name and value of each; Matroska's names are mostly in capitals
     */
    public Map<String, String> tags() {
        return container().section("tags").fields();
    }

    private ProbeSection container() {
        return section.section("format");
    }

    /**
     * Whether there is sound.
     *
     * @return whether there is an audio stream
     */
    public boolean hasAudio() {
        return audio().isPresent();
    }

    /**
     * Whether there is video. A cover picture is none; the picture of a picture file is.
     *
     * @return whether there is a video stream that is not a cover
     */
    public boolean hasVideo() {
        return video().isPresent();
    }

    /**
     * Whether there are subtitles.
     *
     * @return whether there is a subtitle stream
     */
    public boolean hasSubtitles() {
        return !subtitleStreams().isEmpty();
    }

    /**
     * The first video stream that is not a cover.
     *
     * @return the stream, if there is one
     */
    public Optional<VideoStreamInfo> video() {
        return videoStreams().stream().findFirst();
    }

    /**
     * The first audio stream.
     *
     * @return the stream, if there is one
     */
    public Optional<AudioStreamInfo> audio() {
        return audioStreams().stream().findFirst();
    }

    /**
     * The cover pictures of the file.
     *
     * @return the streams with the disposition {@code attached_pic}
     */
    public List<VideoStreamInfo> covers() {
        return streams(VideoStreamInfo.class).stream()
                .filter(VideoStreamInfo::isCover)
                .toList();
    }

    /**
     * The video streams, without covers.
     *
     * @return the streams, in the order of the file
     */
    public List<VideoStreamInfo> videoStreams() {
        return streams(VideoStreamInfo.class).stream()
                .filter(stream -> !stream.isCover())
                .toList();
    }

    /**
     * The audio streams.
     *
     * @return the streams, in the order of the file
     */
    public List<AudioStreamInfo> audioStreams() {
        return streams(AudioStreamInfo.class);
    }

    /**
     * The subtitle streams.
     *
     * @return the streams, in the order of the file
     */
    public List<SubtitleStreamInfo> subtitleStreams() {
        return streams(SubtitleStreamInfo.class);
    }

    /**
     * The size in which the video is to be shown: after rotation and sample aspect ratio.
     *
     * @return of the first video stream, as {@link VideoStreamInfo#displaySize}
     */
    public Optional<FrameSize> displaySize() {
        return video().flatMap(VideoStreamInfo::displaySize);
    }

    private <S extends StreamInfo> List<S> streams(Class<S> kind) {
        return streams.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
