package io.github.asyncffmpeg.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number on the command line that must be in a range. */
abstract class NumberOption implements ITypeConverter<Integer> {

    private final int least;
    private final int most;

    NumberOption(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Integer convert(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new TypeConversionException(
                "expected a number from " + least + " to " + most + ", but was '" + text + "'");
    }

    /** How many jobs run at a time. */
    static final class Slots extends NumberOption {
        Slots() {
            super(1, 1000);
        }

        static int usual() {
            return Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
        }
    }

    /** How often a job is tried again. */
    static final class Retries extends NumberOption {
        Retries() {
            super(0, 1000);
        }
    }

    /** How much there is of a resource. */
    static final class Amount extends NumberOption {
        Amount() {
            super(1, 10_000);
        }
    }

    /** A port; 0 is any that is free. */
    static final class Port extends NumberOption {
        Port() {
            super(0, 65_535);
        }
    }
}
