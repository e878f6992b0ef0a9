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
    private static final Pattern UNITS = Pattern.compile("(?:" + NUMBER + "d)?(?:" + NUMBER + "h)?(?:" + NUMBER
            + "m(?!s))?(?:" + NUMBER + "s)?(?:" + NUMBER + "ms)?");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,6}):([0-5]\\d):([0-5]\\d(?:\\.\\d{1,9})?)");
    private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1000, 1};

    private DurationText() {}

    /** The duration; empty when the text is none, or is zero. */
    public static Optional<Duration> parse(String text) {
        Matcher clock = CLOCK.matcher(text);
        Matcher units = UNITS.matcher(text);
        Duration duration = Duration.ZERO;
        if (SECONDS.matcher(text).matches()) {
            duration = of(text, 1000);
        } else if (clock.matches()) {
            duration = of(clock.group(1), 3_600_000)
                    .plus(of(clock.group(2), 60_000))
                    .plus(of(clock.group(3), 1000));
        } else if (units.matches()) {
            for (int i = 0; i < MILLIS.length; i++) {
                duration = duration.plus(of(units.group(i + 1), MILLIS[i]));
            }
        }
        return duration.isZero() ? Optional.empty() : Optional.of(duration);
    }

    private static Duration of(@Nullable String number, long millis) {
        return number == null
                ? Duration.ZERO
                : Duration.ofNanos(new BigDecimal(number)
                        .multiply(BigDecimal.valueOf(millis * 1_000_000))
                        .setScale(0, RoundingMode.HALF_UP)
                        .min(BigDecimal.valueOf(Long.MAX_VALUE / 8))
                        .longValueExact());
    }
}
