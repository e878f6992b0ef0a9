package io.github.asyncffmpeg.cli;

import java.nio.file.InvalidPathException;
import picocli.CommandLine.TypeConversionException;

/** What a command, or a part of its options, takes from a {@link PlainLine}. Options have their long names. */
interface PlainOptions {

    /**
     * Sets an option without a value.
     *
     * @return whether there is one of that name
     */
    default boolean flag(String name) {
        return false;
    }

    /**
     * Sets an option.
     *
     * @return whether there is one of that name that a plain line may set
     * @throws TypeConversionException if it does not take this value
     * @throws InvalidPathException if the value is to be a file and cannot be one
     * @throws NumberFormatException if the value is to be a number and is none
     */
    default boolean option(String name, String value) {
        return false;
    }
}
