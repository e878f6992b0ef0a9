package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.Rational;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Facts about a stream, which stand in packets of their own. Stateless. */
final class NutInfo {

    private static final int LONGEST_TEXT = 1 << 20;

    private static final Pattern RATE = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

    /**
     * FFmpeg's demuxer ignores a rate of so much and more (5.1 and 8.0). Without a rate 5.1 repeats frames up to that of the
     * time base, and does not end; so one that is too high becomes the highest.
     */
    private static final int FASTEST = 1000;

    private static final int TEXT = -1;
    private static final int NAMED_TYPE = -2;
    private static final int SIGNED = -3;
    private static final int TIME = -4;

    private NutInfo() {}

    /** How many pictures a second a stream has, or null if these facts do not say. */
    static @Nullable Rational frameRate(NutInput facts, int stream) throws IOException {
        long streamPlusOne = facts.number();
        facts.signed(); // chapter
        facts.number(); // its start
        facts.number(); // its length
        long count = facts.number();
        Rational rate = null;
        for (long i = 0; i < count; i++) {
            String name = text(facts);
            String value = value(facts);
            if (streamPlusOne == stream + 1 && name.equals(Nut.FRAME_RATE)) {
                rate = rate(value);
            }
        }
        return rate;
    }

    private static String value(NutInput facts) throws IOException {
        long kind = facts.signed();
        if (kind == TEXT) {
            return text(facts);
        }
        if (kind == NAMED_TYPE) {
            text(facts);
            return text(facts);
        }
        if (kind == SIGNED || kind < TIME) {
            facts.signed();
        } else if (kind == TIME) {
            facts.number();
        }
        return "";
    }

    private static String text(NutInput facts) throws IOException {
        byte[] bytes = facts.bytes(facts.number("the length of a text", LONGEST_TEXT));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static @Nullable Rational rate(String text) {
        Matcher fraction = RATE.matcher(text);
        if (!fraction.matches()) {
            return null;
        }
        long frames = Long.parseLong(fraction.group(1));
        long seconds = Long.parseLong(fraction.group(2));
        if (frames <= 0 || seconds <= 0) {
            return null;
        }
        return frames < FASTEST * seconds ? new Rational(frames, seconds) : new Rational(FASTEST - 1, 1);
    }
}
