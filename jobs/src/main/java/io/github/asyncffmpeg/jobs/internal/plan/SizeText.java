package io.github.asyncffmpeg.jobs.internal.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as people write them: {@code 500000}, {@code 500M}, {@code 1.5GiB}. K, M, G are powers of 1000. */
public final class SizeText {

    /** For messages: what may be written. */
    public static final String FORMS = "500000, 500M or 1.5GiB";

    private static final Pattern SIZE = Pattern.compile("(\\d{1,19}(?:\\.\\d{1,6})?) ?([KMGT]?)(iB|B)?");

    private SizeText() {}

    /** The bytes; empty when the text is no size. */
    public static OptionalLong parse(String text) {
        Matcher size = SIZE.matcher(text.replace('k', 'K'));
        if (!size.matches()) {
            return OptionalLong.empty();
        }
        boolean binary = "iB".equals(size.group(3));
        int power = size.group(2).isEmpty() ? 0 : "KMGT".indexOf(size.group(2).toUpperCase(Locale.ROOT)) + 1;
        BigDecimal bytes = new BigDecimal(size.group(1))
                .multiply(BigDecimal.valueOf(binary ? 1024 : 1000).pow(power))
                .setScale(0, RoundingMode.HALF_UP);
        return OptionalLong.of(bytes.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact());
    }
}
