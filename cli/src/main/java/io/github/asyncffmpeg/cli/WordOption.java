package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.display.ColorMode;
import io.github.asyncffmpeg.cli.display.ProgressMode;
import io.github.asyncffmpeg.jobs.internal.plan.Partial;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of several words on the command line, in capitals or not; picocli's own message has each of them twice. */
abstract class WordOption<E extends Enum<E>> implements ITypeConverter<E> {

    private final E[] all;

    WordOption(E[] all) {
        this.all = all;
    }

    @Override
    public E convert(String text) {
        for (E each : all) {
            if (each.toString().equalsIgnoreCase(text)) {
                return each;
            }
        }
        throw new TypeConversionException(
                Arrays.stream(all).map(String::valueOf).collect(Collectors.joining(", "))
                        + " are the words for it, and '" + text + "' is none");
    }

    /** {@code --partial}. */
    static final class PartialWord extends WordOption<Partial> {
        PartialWord() {
            super(Partial.values());
        }
    }

    /** {@code --progress}. */
    static final class ProgressWord extends WordOption<ProgressMode> {
        ProgressWord() {
            super(ProgressMode.values());
        }
    }

    /** {@code --color}. */
    static final class ColorWord extends WordOption<ColorMode> {
        ColorWord() {
            super(ColorMode.values());
        }
    }

    /** {@code graph --format}. */
    static final class FormatWord extends WordOption<GraphCommand.Format> {
        FormatWord() {
            super(GraphCommand.Format.values());
        }
    }
}
