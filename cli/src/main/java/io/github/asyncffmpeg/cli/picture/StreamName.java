package io.github.asyncffmpeg.cli.picture;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Streams of an input, as {@code -map} and the labels of a graph name them: {@code 0}, {@code 0:v}, {@code 1:a:0?}.
 *
 * @param input the number of the input
 * @param medium the medium; {@code ANY} where the name does not say it
 */
record StreamName(int input, EdgeMedium medium) {

    private static final Pattern NAME = Pattern.compile("(\\d{1,6})(?::([^,]*?))?\\??(?:,.*)?", Pattern.DOTALL);

    static Optional<StreamName> of(String text) {
        Matcher name = NAME.matcher(text);
        if (!name.matches()) {
            return Optional.empty();
        }
        String specifier = name.group(2) == null ? "" : name.group(2);
        return Optional.of(new StreamName(Integer.parseInt(name.group(1)), EdgeMedium.ofSpecifier(specifier)));
    }
}
