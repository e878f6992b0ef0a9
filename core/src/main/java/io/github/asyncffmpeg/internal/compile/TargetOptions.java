package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.FileOptions;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What else must be said so that a {@code Path} is one literal file. Seen with FFmpeg 5.1: {@code a%03d.png} is read as
 * a sequence unless {@code -f image2 -pattern_type none}, and written as one unless {@code -update 1}; doubling the {@code %}
 * helps in neither case, since a pattern without a number is taken as it is.
 */
final class TargetOptions {

    private static final Set<String> MANY_FILES = Set.of("segment", "ssegment", "stream_segment", "webm_chunk");

    private TargetOptions() {}

    static SortedMap<String, List<Object>> of(Input input) {
        SortedMap<String, List<Object>> options = input.options();
        if (input.source() instanceof MediaTarget.FromProgram program) {
            return withDefaults(options, defaults(program, program.source().options()));
        }
        if (!(input.source() instanceof MediaTarget.LocalFile file) || !lacks(options, "pattern_type")) {
            return options;
        }
        Optional<String> format = format(options);
        if (format.orElse("").equals("lavfi")) {
            throw fault(input, "expected a filter graph as a text for the format lavfi, got a Path");
        }
        boolean sequence = format.isPresent()
                ? format.get().equals("image2")
                : MediaFormats.looksLikeSequence(file.path().toString());
        if (!sequence) {
            return options;
        }
        // The demuxer must be named: with two patterns in a path FFmpeg does not guess image2, and without image2 it
        // refuses pattern_type.
        SortedMap<String, List<Object>> named = format.isPresent() ? options : with(options, "f", "image2");
        return with(named, "pattern_type", "none");
    }

    static SortedMap<String, List<Object>> of(Output output) {
        SortedMap<String, List<Object>> options = output.options();
        Optional<String> format = format(options);
        if (format.orElse("").equals("tee") && !(output.target() instanceof MediaTarget.Verbatim)) {
            throw fault(
                    output,
                    "expected a list of targets as a text for the format tee, such as \"a.mp4|b.mkv\", got a Path");
        }
        if (output.target() instanceof MediaTarget.ToProgram program) {
            return withDefaults(options, defaults(program, program.sink().options()));
        }
        if (!(output.target() instanceof MediaTarget.LocalFile file)) {
            return options;
        }
        if (MANY_FILES.contains(format.orElse(""))) {
            throw fault(
                    output,
                    "expected a pattern for the format " + format.get()
                            + ", which writes many files, got a Path; see MediaTarget.pattern(directory, \"part%03d.ts\")");
        }
        checkPlaylist(output, file, format);
        String name = file.path().toString();
        boolean sequence = format.isPresent()
                ? format.get().equals("image2") && name.indexOf('%') >= 0
                : MediaFormats.looksLikeSequence(name);
        return sequence && lacks(options, "update") ? with(options, "update", "1") : options;
    }

    /**
     * The hls muxer makes the names of its segments from that of the playlist, reads them as patterns, and has no escape
     * for them: in a directory {@code a%d} the segments would go to a directory {@code a0}, with exit code 0.
     */
    private static void checkPlaylist(Output output, MediaTarget.LocalFile file, Optional<String> format) {
        boolean playlist =
                format.isPresent() ? format.get().equals("hls") : file.name().endsWith(".m3u8");
        Path parent = file.path().getParent();
        if (playlist
                && parent != null
                && Pattern.compile("%\\d*[dv]").matcher(parent.toString()).find()
                && lacks(output.options(), "hls_segment_filename")) {
            throw fault(
                    output,
                    "expected a directory without a number pattern, got '" + parent
                            + "', which the hls muxer would fill in; or set hls_segment_filename");
        }
    }

    /** Code of users gives them. */
    private static Map<String, String> defaults(MediaTarget program, Map<String, String> options) {
        return Objects.requireNonNull(options, "options() of " + program + " gave null; a map was expected");
    }

    /** What a source or a sink needs, where the spec does not say otherwise. */
    private static SortedMap<String, List<Object>> withDefaults(
            SortedMap<String, List<Object>> options, Map<String, String> defaults) {
        SortedMap<String, List<Object>> all = options;
        for (Map.Entry<String, String> each : defaults.entrySet()) {
            boolean isFormat = each.getKey().equals("f") || each.getKey().equals("format");
            if (isFormat ? format(options).isEmpty() : lacks(options, each.getKey())) {
                all = with(all, each.getKey(), each.getValue()); // an empty text is a flag: -an
            }
        }
        return all;
    }

    private static boolean lacks(SortedMap<String, List<Object>> options, String name) {
        return options.getOrDefault(name, List.of()).isEmpty();
    }

    private static Optional<String> format(SortedMap<String, List<Object>> options) {
        List<Object> values = options.getOrDefault(lacks(options, "f") ? "format" : "f", List.of());
        for (Object value : values) {
            if (value instanceof String text) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private static SortedMap<String, List<Object>> with(
            SortedMap<String, List<Object>> options, String name, String value) {
        SortedMap<String, List<Object>> all = new TreeMap<>(options);
        all.put(name, List.of(value.isEmpty() ? Optional.empty() : value));
        return all;
    }

    private static FFmpegSpecException fault(FileOptions<?> node, String expected) {
        Optional<String> madeAt = node instanceof Input input ? input.madeAt() : ((Output) node).madeAt();
        return Faults.at(madeAt, node.describe(), expected);
    }
}
