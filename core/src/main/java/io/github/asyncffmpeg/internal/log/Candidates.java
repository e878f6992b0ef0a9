package io.github.asyncffmpeg.internal.log;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.event.StreamsMapped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Announcements that were read, until it is known which of them are FFmpeg's own. Not thread-safe.
 *
 * <p>FFmpeg writes each of its own once, so with one that a file has forged there are two: then neither is told. Of
 * mappings, which have no number, that before the outputs is known from the forged ones by being the last there: it
 * comes after everything that the inputs say. Without any output FFmpeg may have failed before its own.
 */
final class Candidates {

    private record Candidate(FFmpegEvent event, boolean afterOutput) {}

    private final boolean mappingFirst;
    private final List<Candidate> all = new ArrayList<>();

    Candidates(boolean mappingFirst) {
        this.mappingFirst = mappingFirst;
    }

    void add(FFmpegEvent event, boolean afterOutput) {
        all.add(new Candidate(event, afterOutput));
    }

    /** Those that are FFmpeg's own, in their order. */
    List<FFmpegEvent> own() {
        FFmpegEvent mapping = mapping();
        return all.stream()
                .map(Candidate::event)
                .filter(event -> event instanceof StreamsMapped ? event == mapping : isOnly(event))
                .toList();
    }

    private boolean isOnly(FFmpegEvent event) {
        return all.stream().filter(other -> isSameFile(event, other.event())).count() == 1;
    }

    /** Whether the outputs have the streams that a mapping leads to. */
    private boolean fits(StreamsMapped mapped) {
        return mapped.mappings().stream()
                .allMatch(mapping -> all.stream()
                        .filter(each -> each.event() instanceof OutputAnnounced output
                                && mapping.to().startsWith("#" + output.index() + ":")
                                && isOnly(output))
                        .map(each -> (OutputAnnounced) each.event())
                        .allMatch(output -> output.streams().stream()
                                .anyMatch(stream -> mapping.to().equals("#" + output.index() + ":" + stream.index()))));
    }

    private static boolean isSameFile(FFmpegEvent one, FFmpegEvent other) {
        if (one instanceof InputAnnounced input) {
            return other instanceof InputAnnounced same && same.index() == input.index();
        }
        return one instanceof OutputAnnounced output
                && other instanceof OutputAnnounced same
                && same.index() == output.index();
    }

    private @Nullable FFmpegEvent mapping() {
        List<Candidate> mappings = all.stream()
                .filter(each -> each.event() instanceof StreamsMapped mapped && fits(mapped))
                .toList();
        List<Candidate> before =
                mappings.stream().filter(each -> !each.afterOutput()).toList();
        List<FFmpegEvent> outputs = all.stream()
                .map(Candidate::event)
                .filter(OutputAnnounced.class::isInstance)
                .toList();
        boolean outputsAreSure = !outputs.isEmpty() && outputs.stream().allMatch(this::isOnly);
        if (mappings.size() == 1) {
            return outputs.isEmpty() ? null : mappings.get(0).event();
        }
        // 5.1 tells outputs that are copied before the mapping, and in what they say there may be another.
        boolean lastIsOwn = mappingFirst ? outputsAreSure : before.size() == mappings.size();
        return lastIsOwn && !before.isEmpty() ? before.get(before.size() - 1).event() : null;
    }
}
