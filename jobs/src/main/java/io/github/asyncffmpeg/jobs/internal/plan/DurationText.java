package io.github.asyncffmpeg.jobs.internal.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 90}, {@code 90s}, {@code 1m30s}, {@code 1.5h}, {@code 500ms}, {@code 00:01:30}. */
public final class DurationText {

    /** For messages: what may be written. */
    public static final String FORMS = "90, 90s, 1m30s, 2h or 00:01:30";

    private static final String NUMBER = "(\\d{1,9}(?:\\.\\d{1,9})?)";
    private static final Pattern SECONDS = Pattern.compile(NUMBER);
    /** More days than nine digits: the longest duration of Java has 15. */
    private static final String DAYS = "(\\d{1,15}(?:\\.\\d{1,9})?)";

    private static final Pattern UNITS = Pattern.compile(
            "(?:" + DAYS + "d)?(?:" + NUMBER + "h)?(?:" + NUMBER + "m(?!s))?(?:" + NUMBER + "s)?(?:" + NUMBER + "ms)?");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,6}):([0-5]\\d):([0-5]\\d(?:\\.\\d{1,9})?)");
    private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1000, 1};

    private DurationText() {}

    /** The duration; empty when the text is none, or is zero. */
    public static Optional<Duration> parse(String text) {
        return parseWithZero(text).filter(duration -> !duration.isZero());
    }

    /** The duration, zero too; empty when the text is none. */
    public static Optional<Duration> parseWithZero(String text) {
        Matcher clock = CLOCK.matcher(text);
        Matcher units = UNITS.matcher(text);
        try {
            if (SECONDS.matcher(text).matches()) {
                return Optional.of(of(text, 1000));
            } else if (clock.matches()) {
                return Optional.of(of(clock.group(1), 3_600_000)
                        .plus(of(clock.group(2), 60_000))
                        .plus(of(clock.group(3), 1000)));
            } else if (units.matches() && !text.isEmpty()) {
                Duration duration = Duration.ZERO;
                for (int i = 0; i < MILLIS.length; i++) {
                    duration = duration.plus(of(units.group(i + 1), MILLIS[i]));
                }
                return Optional.of(duration);
            }
        } catch (ArithmeticException tooLong) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Duration of(@Nullable String number, long millis) {
        if (number == null) {
            return Duration.ZERO;
        }
        BigDecimal seconds =
                new BigDecimal(number).multiply(BigDecimal.valueOf(millis, 3)).setScale(9, RoundingMode.HALF_UP);
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Duration.ofSeconds(
                whole.longValueExact(),
                seconds.subtract(whole).movePointRight(9).longValueExact());
    }

    /** The one spelling of a duration, exact: {@code 90s}, {@code 0.5s}; {@code 20000d1s} from 1,000,000,000 s on. */
    public static String of(Duration duration) {
        long days = duration.toSeconds() < 1_000_000_000 ? 0 : duration.toDays();
        Duration rest = duration.minusDays(days);
        BigDecimal seconds = BigDecimal.valueOf(rest.getSeconds()).add(BigDecimal.valueOf(rest.getNano(), 9));
        String text = seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
        return (days == 0 ? "" : days + "d") + (days != 0 && seconds.signum() == 0 ? "" : text + "s");
    }
}
