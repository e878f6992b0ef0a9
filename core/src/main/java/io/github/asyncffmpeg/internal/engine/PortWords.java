package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How FFmpeg speaks of inputs and outputs that are code of this program, and how we do. Immutable and safe for any thread.
 *
 * @param names what FFmpeg calls each, and what the spec does
 * @param streamIn whether FFmpeg cannot go back in one of the inputs
 * @param streamOut whether one of the outputs is no file
 */
record PortWords(Map<String, String> names, boolean streamIn, boolean streamOut) {

    static final PortWords NONE = new PortWords(Map.of(), false, false);

    /** For failures. */
    private static final class Words {

        /** An MP4 with its index at the end, where FFmpeg cannot go to the end and back: 5.1.9, 8.0.1. */
        private static final Pattern INDEX_AT_END =
                Pattern.compile("moov atom not found|offset 0x[0-9a-f]+: partial file");

        private static final Pattern MUST_GO_BACK = Pattern.compile("muxer does not support non.?seekable output");
    }

    PortWords {
        names = Map.copyOf(names);
    }

    /** With one more. */
    PortWords with(String address, String name, boolean isStreamIn, boolean isStreamOut) {
        Map<String, String> all = new HashMap<>(names);
        all.put(address, name);
        return new PortWords(all, streamIn || isStreamIn, streamOut || isStreamOut);
    }

    /** One may be the beginning of another. */
    private List<String> longestFirst() {
        return names.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** A text of FFmpeg's with the names of the spec. */
    String inWordsOfTheSpec(String text) {
        if (names.isEmpty()) {
            return text;
        }
        String known = text;
        for (String address : longestFirst()) {
            known = known.replace(address, names.getOrDefault(address, address));
        }
        return known;
    }

    /** Whether an input could not be read for want of going back in it. 8.0.1 exits with 0 then, and has written nothing. */
    boolean isUnreadable(List<String> errors) {
        return streamIn
                && errors.stream()
                        .anyMatch(line -> Words.INDEX_AT_END.matcher(line).find());
    }

    /**
     * A failure as it is, or one of the index, whatever the version: 5.1.9 finds no index, 8.0.1 finds it and cannot go
     * back to the media.
     */
    Failure withIndex(Failure said, List<String> errors) {
        boolean vague = said.kind() == FailureKind.UNRECOGNISED || said.kind() == FailureKind.INVALID_DATA;
        return vague && isUnreadable(errors)
                ? new Failure(
                        FailureKind.MOOV_MISSING,
                        Optional.of(Failure.Stage.OPEN),
                        said.culprit(),
                        said.causeLine(),
                        said.suggestions())
                : said;
    }

    /** The end of a message about a failure whose cause is that the media is no file. */
    String hint(List<String> errors) {
        if (isUnreadable(errors)) {
            return "; the index of this file is at its end, and FFmpeg cannot go back in a stream:"
                    + " MediaSource.seekable() lets it";
        }
        if (streamOut
                && errors.stream()
                        .anyMatch(line -> Words.MUST_GO_BACK.matcher(line).find())) {
            return "; this format is written by going back in a file, and a MediaSink is a stream: MediaSink.seekable()"
                    + " makes a file of it; or choose another format, such as matroska or mpegts, or for MP4"
                    + " option(\"movflags\", \"frag_keyframe+empty_moov\")";
        }
        return "";
    }
}
