package io.github.asyncffmpeg.internal.failure;

import io.github.asyncffmpeg.error.Failure.Limit;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What FFmpeg refuses because an option forbids it, in words for people who have not read its manual. Stateless. */
final class RefusalWords {

    private static final Pattern DECODER = Pattern.compile("Codec \\((.*)\\) not on whitelist .*");
    private static final Pattern SIZE =
            Pattern.compile(".*Picture size (\\S+) exceeds specified max pixel count (\\d+).*");
    private static final Pattern STREAMS =
            Pattern.compile("Number of streams exceeds max_streams parameter \\((\\d+)\\).*");
    private static final Pattern PROTOCOL = Pattern.compile("Protocol '(.*)' (?:not )?on (?:white|black)list .*");

    private static final Pattern LIST = Pattern.compile("(?<=whitelist) '.*'");

    /** Demuxers of text art, which take any file that is called .bin, .adf or .idf. */
    private static final Set<String> BY_NAME_ALONE = Set.of("adf", "bin", "idf");

    private RefusalWords() {}

    /** The words, with FFmpeg's own line behind them, without the list of what is allowed. */
    static String of(ErrorLine line) {
        String own = LIST.matcher(line.text()).replaceAll("");
        return words(line) + " (" + own + ")";
    }

    /** Whether FFmpeg takes it for that format by the extension of its name alone: nothing in it is known. */
    static boolean isByNameAlone(ErrorLine line) {
        return line.text().startsWith("Format not on whitelist")
                && line.coder().filter(BY_NAME_ALONE::contains).isPresent();
    }

    /** Which limit it is. */
    static Limit limit(ErrorLine line) {
        if (DECODER.matcher(line.text()).matches()) {
            return Limit.DECODERS;
        }
        if (SIZE.matcher(line.text()).matches()) {
            return Limit.PIXELS;
        }
        return STREAMS.matcher(line.text()).matches() ? Limit.STREAMS : Limit.FORMATS;
    }

    private static String words(ErrorLine line) {
        Matcher decoder = DECODER.matcher(line.text());
        Matcher size = SIZE.matcher(line.text());
        Matcher streams = STREAMS.matcher(line.text());
        Matcher protocol = PROTOCOL.matcher(line.text());
        if (decoder.matches()) {
            return "it has a stream for the decoder " + decoder.group(1) + ", which is not on the list of allowed ones";
        }
        if (size.matches()) {
            return "it has pictures of " + size.group(1) + ", and at most " + size.group(2) + " pixels are allowed";
        }
        if (streams.matches()) {
            return "it has more streams than are allowed, " + streams.group(1);
        }
        if (isByNameAlone(line)) {
            return "nothing in it is known, and by its name alone it would be "
                    + line.coder().orElseThrow();
        }
        if (protocol.matches()) {
            return "it names another file or address (by " + protocol.group(1) + "), which is not allowed";
        }
        return "it is of the format " + line.coder().orElse("it seems to have")
                + ", which is not on the list of allowed ones";
    }
}
