package io.github.asyncffmpeg.internal.log;

import io.github.asyncffmpeg.event.AnnouncedStream;
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
        List<FFmpegEvent> own = new ArrayList<>();
        for (Candidate each : all) {
            FFmpegEvent event = each.event();
            if (event instanceof StreamsMapped ? event == mapping : isOnly(event)) {
                own.add(event);
            }
        }
        return own;
    }

    private boolean isOnly(FFmpegEvent event) {
        int same = 0;
        for (Candidate other : all) {
            same += isSameFile(event, other.event()) ? 1 : 0;
        }
        return same == 1;
    }

    /** Whether the outputs have the streams that a mapping leads to. */
    private boolean fits(StreamsMapped mapped) {
        for (StreamsMapped.Mapping mapping : mapped.mappings()) {
            for (Candidate each : all) {
                if (each.event() instanceof OutputAnnounced output
                        && mapping.to().startsWith("#" + output.index() + ":")
                        && isOnly(output)
                        && !hasStream(output, mapping.to())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean hasStream(OutputAnnounced output, String name) {
        for (AnnouncedStream stream : output.streams()) {
            if (name.equals("#" + output.index() + ":" + stream.index())) {
                return true;
            }
        }
        return false;
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
        List<Candidate> mappings = new ArrayList<>();
        List<Candidate> before = new ArrayList<>();
        boolean outputs = false;
        boolean outputsAreSure = true;
        for (Candidate each : all) {
            if (each.event() instanceof OutputAnnounced) {
                outputs = true;
                outputsAreSure &= isOnly(each.event());
            } else if (each.event() instanceof StreamsMapped mapped && fits(mapped)) {
                mappings.add(each);
                if (!each.afterOutput()) {
                    before.add(each);
                }
            }
        }
        if (mappings.size() == 1) {
            return outputs ? mappings.get(0).event() : null;
        }
        // 5.1 tells outputs that are copied before the mapping, and in what they say there may be another.
        boolean lastIsOwn = mappingFirst ? outputs && outputsAreSure : before.size() == mappings.size();
        return lastIsOwn && !before.isEmpty() ? before.get(before.size() - 1).event() : null;
    }
}
