package io.github.asyncffmpeg.it.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What FFmpeg writes. */
enum Product {
    MP4,
    FRAGMENTED_MP4,
    MKV,
    HLS,
    WAV,
    IMAGES,
    /** Matroska to standard output, kept by {@code FFmpegJob.captureStdout}. */
    STDOUT,
    /** Three files of one command. */
    SEVERAL,
    /** A large file whose index is put in front at the end, which takes a moment; in no deck. */
    FAST_START,
    /** A manifest and its segments, on a full disk; in no deck: not every FFmpeg plays it. */
    DASH;

    boolean isAudio() {
        return this == WAV || this == FAST_START;
    }

    /** FFmpeg writes MPEG-4 Part 2 into the segments of HLS without its headers (5.1, 8.0.1): nobody can decode them. */
    boolean needsX264() {
        return this == HLS || this == SEVERAL || this == DASH;
    }

    /** One file, under the name that it is given: that may be a link. */
    boolean isOneFile() {
        return this == MP4 || this == FRAGMENTED_MP4 || this == MKV || this == WAV;
    }

    /** How the video is coded: without delay, or with one of some 40 frames. */
    enum Codec {
        MPEG4("mpeg4", "-q:v", "5"),
        X264("libx264", "-preset", "veryfast");

        private final List<String> arguments;

        Codec(String name, String... more) {
            List<String> all = new ArrayList<>(List.of("-c:v", name, "-pix_fmt", "yuv420p", "-g", "25"));
            all.addAll(List.of(more));
            this.arguments = List.copyOf(all);
        }
    }

    /** The arguments after the input. */
    List<String> arguments(Codec codec, Path folder) {
        List<String> all = new ArrayList<>();
        switch (this) {
            case WAV -> all.add("-vn");
            case FAST_START -> all.addAll(List.of("-c", "copy", "-movflags", "+faststart"));
            case IMAGES -> all.add("-an");
            case FRAGMENTED_MP4 -> {
                all.addAll(codec.arguments);
                all.addAll(List.of("-movflags", "+frag_keyframe+empty_moov+default_base_moof"));
            }
            case HLS -> {
                all.addAll(codec.arguments);
                all.addAll(List.of("-hls_time", "1", "-hls_list_size", "0"));
            }
            case DASH -> {
                all.addAll(codec.arguments);
                all.addAll(List.of("-seg_duration", "1"));
            }
            case STDOUT -> {
                all.addAll(codec.arguments);
                all.addAll(List.of("-f", "matroska"));
            }
            case MP4, MKV -> all.addAll(codec.arguments);
            case SEVERAL -> {
                all.addAll(MP4.arguments(codec, folder));
                all.addAll(MKV.arguments(codec, folder));
                all.addAll(HLS.arguments(codec, folder));
                return all;
            }
        }
        all.add(this == STDOUT ? "pipe:1" : folder.resolve(fileName()).toString());
        return all;
    }

    private String fileName() {
        return switch (this) {
            case MP4 -> "out.mp4";
            case FRAGMENTED_MP4 -> "fragmented.mp4";
            case MKV -> "out.mkv";
            case HLS -> "out.m3u8";
            case WAV -> "out.wav";
            case IMAGES -> "img%04d.png";
            case FAST_START -> "fast.mov";
            case DASH -> "out.mpd";
            case STDOUT, SEVERAL -> throw new IllegalStateException("no one file: " + this);
        };
    }

    /** What is to be played, each by its name, or the pattern of its names. */
    List<Path> files(Source.Place place) {
        return switch (this) {
            case STDOUT -> List.of(place.captured());
            case SEVERAL ->
                List.of(MP4, MKV, HLS).stream()
                        .map(product -> place.outputs().resolve(product.fileName()))
                        .toList();
            default -> List.of(place.outputs().resolve(fileName()));
        };
    }
}
