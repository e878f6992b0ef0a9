package io.github.asyncffmpeg.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a resource on the command line. */
final class ResourceOption implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("expected the name of a resource before =, such as gpu=1");
        }
        return text;
    }
}
