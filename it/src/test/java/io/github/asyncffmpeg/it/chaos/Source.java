package io.github.asyncffmpeg.it.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where FFmpeg gets its media from: 64 by 48 pixels at 25 frames a second, stereo at 48 kHz, at the pace of playing. */
enum Source {
    /** A Matroska file with video and audio. */
    FILE,
    /** FFmpeg's own test picture and tone. */
    LAVFI,
    /** Raw media that the library feeds ({@code FFmpegJob.stdin}). */
    STDIN,
    /** Raw media through a named pipe, fed by the harness, 40 ms of it every 40 ms, as long as FFmpeg lives. */
    FIFO,
    /** A named pipe that nobody writes to: FFmpeg heeds nothing but SIGKILL. */
    STUCK_FIFO,
    /** A TCP peer that accepts and says nothing. */
    STUCK_PEER,
    /** Silence as fast as it is read, for {@link Product#FAST_START}; in no deck. */
    ZEROS,
    /** Pictures that no encoder makes small, as fast as they are read; in no deck. */
    NOISE;

    static final int FRAME_BYTES = 64 * 48;
    static final int AUDIO_BYTES_A_SECOND = 48_000 * 2 * 2;

    boolean isStuck() {
        return this == STUCK_FIFO || this == STUCK_PEER;
    }

    boolean isFifo() {
        return this == FIFO || this == STUCK_FIFO;
    }

    /**
     * The arguments up to and with {@code -i}.
     *
     * @param audio whether raw media is audio
     * @param seconds how much of it FFmpeg takes
     * @param place where the things of the case are
     */
    List<String> arguments(boolean audio, String seconds, Place place) {
        List<String> all = new ArrayList<>();
        if (this == FILE || this == LAVFI || this == STDIN) {
            all.add("-re");
        }
        switch (this) {
            case LAVFI, NOISE -> all.addAll(List.of("-f", "lavfi"));
            case STDIN, FIFO, STUCK_FIFO -> all.addAll(raw(audio));
            case ZEROS -> all.addAll(raw(true));
            case FILE, STUCK_PEER -> {}
        }
        all.addAll(List.of("-t", seconds, "-i", target(place)));
        return all;
    }

    private static List<String> raw(boolean audio) {
        return audio
                ? List.of("-f", "s16le", "-ar", "48000", "-ac", "2")
                : List.of("-f", "rawvideo", "-pix_fmt", "gray", "-s", "64x48", "-r", "25");
    }

    private String target(Place place) {
        return switch (this) {
            case FILE -> "file:" + place.media();
            case LAVFI -> "testsrc=s=64x48:r=25[out0];sine=r=48000[out1]";
            case STDIN -> "pipe:0";
            case FIFO, STUCK_FIFO -> place.fifo().toString();
            case STUCK_PEER -> "tcp://127.0.0.1:" + place.silentPort();
            case ZEROS -> "/dev/zero";
            case NOISE -> "nullsrc=s=320x240:r=25,geq=random(1)*255:128:128";
        };
    }

    /**
     * Where the things of a case are.
     *
     * @param folder of the case
     * @param media a file with video and audio
     * @param silentPort a port of this machine that accepts and says nothing
     */
    record Place(Path folder, Path media, int silentPort) {
        Path fifo() {
            return folder.resolve("in");
        }

        /** What FFmpeg writes, and nothing else. */
        Path outputs() {
            return folder.resolve("out");
        }

        Path log() {
            return folder.resolve("case.log");
        }

        /** What the library gave as the bytes of standard output. */
        Path captured() {
            return folder.resolve("captured.mkv");
        }
    }
}
