package io.github.asyncffmpeg.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** An MP4 with its index at the end, where FFmpeg cannot go to the end and back: 5.1.9, 8.0.1. */
    private static final Pattern INDEX_AT_END = Pattern.compile("moov atom not found|offset 0x[0-9a-f]+: partial file");

    private static final Pattern MUST_GO_BACK = Pattern.compile("muxer does not support non.?seekable output");

    private static final Pattern NO_FORMAT = Pattern.compile("Unable to (?:choose an|find a suitable) output format");

    /** An MP4 is read to its end first, and then {@code cache:} tries to learn the length from the socket, in vain. */
    private static final Pattern CACHE_NOISE = Pattern.compile("Inner protocol failed to seekback end");

    PortWords {
        names = Map.copyOf(names);
    }

    /** With one more. */
    PortWords with(String address, String name, boolean isStreamIn, boolean isStreamOut) {
        Map<String, String> all = new HashMap<>(names);
        all.put(address, name);
        return new PortWords(all, streamIn || isStreamIn, streamOut || isStreamOut);
    }

    /** A text of FFmpeg's with the names of the spec. */
    String inWordsOfTheSpec(String text) {
        String known = text;
        for (Map.Entry<String, String> each : names.entrySet()) {
            known = known.replace(each.getKey(), each.getValue());
        }
        return known;
    }

    /** Whether a line of the log is no reason for anything. */
    boolean isNoise(String line) {
        return !names.isEmpty() && CACHE_NOISE.matcher(line).find();
    }

    /** Whether an input could not be read for want of going back in it. 8.0.1 exits with 0 then, and has written nothing. */
    boolean isUnreadable(List<String> errors) {
        return streamIn
                && errors.stream().anyMatch(line -> INDEX_AT_END.matcher(line).find());
    }

    /** The end of a message about a failure whose cause is that the media is no file. */
    String hint(List<String> errors) {
        if (isUnreadable(errors)) {
            return "; the index of this file is at its end, and FFmpeg cannot go back in a stream:"
                    + " MediaSource.seekable() lets it";
        }
        if (streamOut
                && errors.stream().anyMatch(line -> MUST_GO_BACK.matcher(line).find())) {
            return "; this format is written by going back in a file, and a MediaSink is none: choose another, such as"
                    + " matroska or mpegts, or for MP4 option(\"movflags\", \"frag_keyframe+empty_moov\")";
        }
        if (streamOut
                && errors.stream().anyMatch(line -> NO_FORMAT.matcher(line).find())) {
            return "; a MediaSink has no name that tells the format: give the output one, such as format(\"matroska\")";
        }
        return "";
    }
}
