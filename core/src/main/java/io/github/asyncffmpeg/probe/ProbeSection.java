package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.media.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One object of ffprobe's answer, whole: every field under ffprobe's own name, also those that this library has no word
 * for, and the objects inside it. All that the typed records give is read from here.
 *
 * <p>Immutable and safe for any thread.
 */
public final class ProbeSection {

    /** An object without fields. */
    static final ProbeSection EMPTY = new ProbeSection(Map.of(), Map.of(), Map.of());

    private static final int MOST_DIGITS = 40;

    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    private final Map<String, String> fields;
    private final Map<String, ProbeSection> sections;
    private final Map<String, List<ProbeSection>> lists;

    /** Takes the maps as they are: they are not changed afterwards. */
    ProbeSection(
            Map<String, String> fields, Map<String, ProbeSection> sections, Map<String, List<ProbeSection>> lists) {
        this.fields = Collections.unmodifiableMap(fields);
        this.sections = Collections.unmodifiableMap(sections);
        this.lists = Collections.unmodifiableMap(lists);
    }

    /**
     * The fields.
     *
     * @return name and value of each, as ffprobe wrote them and in its order
     */
    public Map<String, String> fields() {
        return fields;
    }

    /**
     * The objects inside this one, such as {@code tags} and {@code disposition}.
     *
     * @return each by its name
     */
    public Map<String, ProbeSection> sections() {
        return sections;
    }

    /**
     * The lists of objects inside this one, such as {@code side_data_list}.
     *
     * @return each by its name
     */
    public Map<String, List<ProbeSection>> lists() {
        return lists;
    }

    /**
     * An object inside this one.
     *
     * @param name its name
     * @return the object; one without fields where there is none
     */
    public ProbeSection section(String name) {
        return sections.getOrDefault(Objects.requireNonNull(name, "name"), EMPTY);
    }

    /**
     * A list inside this one.
     *
     * @param name its name
     * @return its objects; none where there is no such list
     */
    public List<ProbeSection> list(String name) {
        return lists.getOrDefault(Objects.requireNonNull(name, "name"), List.of());
    }

    /**
     * A field as a text.
     *
     * @param name its name
     * @return the text; empty where ffprobe wrote none, or {@code N/A}, or {@code unknown}
     */
    public Optional<String> text(String name) {
        return Optional.ofNullable(value(name));
    }

    /**
     * A field as a whole number.
     *
     * @param name its name
     * @return the number; empty where it is none
     */
    public OptionalLong number(String name) {
        String value = value(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value));
        } catch (NumberFormatException notWhole) {
            return OptionalLong.empty();
        }
    }

    /**
     * A field as a small whole number.
     *
     * @param name its name
     * @return the number; empty where it is none
     */
    public OptionalInt integer(String name) {
        OptionalLong number = number(name);
        boolean small = number.isPresent() && (int) number.getAsLong() == number.getAsLong();
        return small ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    /**
     * A field as a fraction, written {@code 25/1} or {@code 16:9}.
     *
     * @param name its name
     * @return the fraction, exact; empty where it is none, or has a zero below the line: FFmpeg writes {@code 0/0} and
     *     {@code 0/1} for what it does not know, and both are empty here
     */
    public Optional<Rational> fraction(String name) {
        Optional<Rational> any = signedFraction(name);
        return any.filter(fraction -> fraction.numerator() != 0);
    }

    /** A fraction that may be 0, such as a chromaticity. */
    Optional<Rational> signedFraction(String name) {
        String value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        int mark = Math.max(value.indexOf('/'), value.indexOf(':'));
        if (mark < 0) {
            return Optional.empty();
        }
        try {
            long numerator = Long.parseLong(value.substring(0, mark));
            long denominator = Long.parseLong(value.substring(mark + 1));
            return denominator == 0 ? Optional.empty() : Optional.of(new Rational(numerator, denominator));
        } catch (NumberFormatException notAFraction) {
            return Optional.empty();
        }
    }

    /**
     * A field in seconds, which ffprobe writes with six decimals.
     *
     * @param name its name
     * @return the time, as exact as it was written; it may be negative; empty where it is none
     */
    public Optional<Duration> seconds(String name) {
        String value = value(name);
        if (value == null || value.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        try {
            BigDecimal seconds = new BigDecimal(value);
            if (Math.abs((long) seconds.scale()) > MOST_DIGITS) {
                return Optional.empty(); // 1e80000000, in a tag: to write it out would take minutes
            }
            BigDecimal nanos = seconds.movePointRight(9).setScale(0, RoundingMode.HALF_EVEN);
            return duration(nanos.toBigInteger());
        } catch (ArithmeticException | NumberFormatException notATime) {
            return Optional.empty();
        }
    }

    /**
     * A field in units of the field {@code time_base}.
     *
     * @param name its name
     * @return the time, to the nearest nanosecond; it may be negative; empty where it or its time base is none
     */
    public Optional<Duration> ticks(String name) {
        OptionalLong ticks = number(name);
        Rational base = fraction("time_base").orElse(null);
        return ticks.isPresent() && base != null ? duration(ticks.getAsLong(), base) : Optional.empty();
    }

    private static Optional<Duration> duration(long ticks, Rational base) {
        BigInteger nanos = BigInteger.valueOf(ticks)
                .multiply(BigInteger.valueOf(base.numerator()))
                .multiply(NANOS);
        BigDecimal exact =
                new BigDecimal(nanos).divide(BigDecimal.valueOf(base.denominator()), 0, RoundingMode.HALF_EVEN);
        return duration(exact.toBigInteger());
    }

    private static Optional<Duration> duration(BigInteger nanos) {
        BigInteger[] parts = nanos.divideAndRemainder(NANOS);
        if (parts[0].bitLength() > 62) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(parts[0].longValue(), parts[1].longValue()));
    }

    private @Nullable String value(String name) {
        String value = fields.get(Objects.requireNonNull(name, "name"));
        return value == null || value.equals("N/A") || value.equals("unknown") ? null : value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProbeSection that
                && fields.equals(that.fields)
                && sections.equals(that.sections)
                && lists.equals(that.lists);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fields, sections, lists);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(fields.toString());
        sections.forEach((name, section) -> text.append(' ').append(name).append(section));
        lists.forEach((name, list) -> text.append(' ').append(name).append(list));
        return text.toString();
    }
}
