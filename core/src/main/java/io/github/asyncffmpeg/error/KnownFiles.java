package io.github.asyncffmpeg.error;

import java.util.List;
import java.util.Optional;

/**
 * The inputs and outputs of a command, as FFmpeg was given them and as it writes them in its log.
 *
 * @param inputs by their number
 * @param outputs by their number
 */
record KnownFiles(List<String> inputs, List<String> outputs) {

    KnownFiles {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    List<String> of(Failure.Part part) {
        return part == Failure.Part.INPUT ? inputs : outputs;
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
