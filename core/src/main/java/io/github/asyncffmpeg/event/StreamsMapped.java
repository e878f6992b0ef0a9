package io.github.asyncffmpeg.event;

import java.util.List;

/**
 * Which stream goes where ({@code Stream mapping:} and the lines below). Absent when the user's own arguments lower the
 * log level.
 *
 * @param mappings a line each, in FFmpeg's order
 * @param raw the lines
 */
public record StreamsMapped(List<Mapping> mappings, String raw) implements FFmpegEvent {

    /** Copies the list. */
    public StreamsMapped {
        mappings = List.copyOf(mappings);
    }

    /**
     * One line: {@code Stream #0:0 -> #0:1 (h264 (native) -> h264 (libx264))}, or the end of a filter graph
     * ({@code Stream #0:0 (h264) -> scale:default}, {@code overlay:default -> Stream #0:0 (libx264)}).
     *
     * @param from where it comes from: {@code #0:0} for a stream of an input, or the pad of a filter
     * @param to where it goes: {@code #0:1} for a stream of an output, or the pad of a filter
     * @param how what is done on the way, verbatim, such as {@code copy}; beside a filter its decoder or encoder; empty
     *     where the line does not say
     */
    public record Mapping(String from, String to, String how) {}
}
