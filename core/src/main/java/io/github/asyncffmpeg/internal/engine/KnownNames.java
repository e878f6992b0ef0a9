package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FailureKind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The names an FFmpeg knows, for suggestions. Asked only after a failure, on a worker, and only for the kind of name that
 * was unknown; by default nothing is known. What it throws is taken for nothing known.
 */
interface KnownNames {

    /** Nothing is known. */
    KnownNames NONE = new KnownNames() {};

    /** The names of all encoders. */
    default Collection<String> encoders() {
        return List.of();
    }

    /** The names of all decoders. */
    default Collection<String> decoders() {
        return List.of();
    }

    /** The names of all filters. */
    default Collection<String> filters() {
        return List.of();
    }

    /** The names of all bitstream filters. */
    default Collection<String> bitstreamFilters() {
        return List.of();
    }

    /** The names of all muxers, demuxers and devices. */
    default Collection<String> formats() {
        return List.of();
    }

    /** The names of all pixel and sample formats. */
    default Collection<String> pixelFormats() {
        return List.of();
    }

    /** The options of ffmpeg itself, of coders and of formats, without dashes. */
    default Collection<String> options() {
        return List.of();
    }

    /**
     * The options of a filter.
     *
     * @param filter its name
     */
    default Collection<String> optionsOfFilter(String filter) {
        return List.of();
    }

    /**
     * Another FFmpeg of this machine that has what this one lacks.
     *
     * @param kind what is lacking: an encoder, a decoder or a filter
     * @param name its name
     * @return the program
     */
    default Optional<String> elsewhere(FailureKind kind, String name) {
        return Optional.empty();
    }

    /**
     * The names near one that is unknown.
     *
     * @param unknown the unknown name
     * @param known the known ones
     * @return the nearest first, mostly none
     */
    default List<String> nearest(String unknown, Collection<String> known) {
        return List.of();
    }
}
