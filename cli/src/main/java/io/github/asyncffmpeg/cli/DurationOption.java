package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.jobs.internal.plan.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 1m30s}, {@code 2h} on the command line. */
final class DurationOption implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return DurationText.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "expected a time such as " + DurationText.FORMS + ", but was '" + text + "'"));
    }
}
