package io.github.asyncffmpeg.internal.failure;

import io.github.asyncffmpeg.error.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the log, taken apart: {@code [vost#0:0/libx264 @ 0x55…] [enc:libx264 @ 0x55…] Error while …}.
 *
 * @param speakers who says it, the outermost first: {@code vost#0:0/libx264}, {@code enc:libx264}
 * @param text what is said
 */
record ErrorLine(List<String> speakers, String text) {

    // Without 0x as well: so Windows prints a pointer.
    private static final Pattern TAG = Pattern.compile("\\[([^\\]\\[]*) @ (?:0x)?[0-9a-fA-F]+\\] ");
    private static final Pattern FILTER = Pattern.compile("Parsed_(.+)_\\d+");
    private static final Pattern CODER = Pattern.compile("(?:enc:|dec:)?([a-z0-9_]+)");
    private static final Pattern FILE = Pattern.compile("(?:in|out)#.*");
    private static final Pattern OF_INPUT = Pattern.compile("(?:in|[vasd]ist)#(\\d{1,6})(?!\\d).*");
    private static final Pattern OF_OUTPUT = Pattern.compile("(?:out|[vasd]ost)#(\\d{1,6})(?!\\d).*");

    /** What decoders and demuxers say of damage. It ends no run by itself, and a log can be full of it. */
    private static final Pattern NOISE = Pattern.compile("Error while decoding stream #.*"
            + "|Error submitting packet to decoder: .*|Decoding error: .*|error while decoding MB .*|concealing .*"
            + "|Invalid NAL unit size .*|missing picture in access unit .*|Error splitting the input into NAL units\\."
            + "|no frame!|decode_slice_header error|.*-existing [PS]PS .*|(?:top|left) block unavailable .*"
            + "|Reference \\d+ >= \\d+|.*corrupt (?:decoded frame|input packet).*|.*: partial file|.* exhausted .*"
            + "|Number of bands .*|channel element .* is not allocated|Prediction is not allowed .*|Packet corrupt .*"
            // FFmpeg's log counts what it does not repeat.
            + "|Last message repeated \\d+ times");

    /** The name of a file at the start of a line may look like a tag. */
    static ErrorLine parse(String line, KnownFiles files) {
        List<String> speakers = new ArrayList<>();
        Matcher tag = TAG.matcher(line);
        int from = 0;
        while (!files.startWith(line, from) && tag.region(from, line.length()).lookingAt()) {
            speakers.add(tag.group(1));
            from = tag.end();
        }
        return new ErrorLine(List.copyOf(speakers), line.substring(from).strip());
    }

    boolean isNoise() {
        return NOISE.matcher(text).matches();
    }

    /** Whether it is not said by an input or an output as a whole: {@code in#0/mov}. */
    boolean isOfNoFile() {
        return speakers.stream().noneMatch(speaker -> FILE.matcher(speaker).matches());
    }

    /** The filter that says it. */
    Optional<String> filter() {
        return speakers.stream()
                .map(FILTER::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst();
    }

    /** The encoder or decoder that says it; it may be a muxer, a protocol or a device as well. */
    Optional<String> coder() {
        // The last one: it is inside the streams and threads that lead to it.
        return speakers.stream()
                .map(CODER::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .reduce((first, second) -> second);
    }

    /** The number of the input or output that says it, as FFmpeg 6.1 and later tell. */
    OptionalInt number(Failure.Part part) {
        Pattern pattern = part == Failure.Part.INPUT ? OF_INPUT : OF_OUTPUT;
        return speakers.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst();
    }
}
