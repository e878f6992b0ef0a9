package io.github.asyncffmpeg.internal.failure;

import io.github.asyncffmpeg.error.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The inputs and outputs of a command, as FFmpeg was given them and as it writes them in its log.
 *
 * @param inputs by their number
 * @param outputs by their number
 */
record KnownFiles(List<String> inputs, List<String> outputs) {

    private static final String MASK = "_";

    KnownFiles {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    List<String> of(Failure.Part part) {
        return part == Failure.Part.INPUT ? inputs : outputs;
    }

    /** Whether the text from there on is the name of a file, and what FFmpeg says of it. */
    boolean startWith(String text, int from) {
        return Stream.concat(inputs.stream(), outputs.stream())
                .anyMatch(file -> !file.isEmpty() && text.startsWith(file + ": ", from));
    }

    /** The text without the names of the files, where they stand as FFmpeg writes them: they may hold any words. */
    String masked(String text) {
        String masked = text;
        for (String file : Stream.concat(inputs.stream(), outputs.stream()).toList()) {
            if (file.isEmpty() || !masked.contains(file)) {
                continue;
            }
            if (masked.startsWith(file + ": ")) {
                masked = MASK + masked.substring(file.length());
            }
            if (masked.endsWith(" file " + file + ".")) {
                masked = masked.substring(0, masked.length() - file.length() - 1) + MASK + ".";
            }
            masked = masked.replace("'" + file + "'", "'" + MASK + "'").replace(" " + file + ": ", " " + MASK + ": ");
        }
        return masked;
    }

    /** The one with this number, if the command is known. */
    Optional<String> at(Failure.Part part, int number) {
        List<String> files = of(part);
        return number < files.size() ? Optional.of(files.get(number)) : Optional.empty();
    }

    /** The only one there is. */
    Optional<String> only(Failure.Part part) {
        List<String> files = of(part);
        return files.size() == 1 ? Optional.of(files.get(0)) : Optional.empty();
    }
}
