package io.github.asyncffmpeg.staging;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.media.MediaTarget;

/**
 * What an output lacks although FFmpeg says that all is well.
 *
 * @param kind the class of the failure
 * @param words what is the matter, to follow the name of the output
 */
record Lack(FailureKind kind, String words) {

    static Lack part(String words) {
        return new Lack(FailureKind.OUTPUT_INCOMPLETE, words);
    }

    /** As the fault of an output. */
    OutputFault of(MediaTarget output) {
        String state = switch (kind) {
            case OUTPUT_EMPTY -> "is empty";
            case NO_SUCH_FILE -> "is lost";
            default -> "is not whole";
        };
        return new OutputFault(kind, output.toString(), "'" + output + "' " + state + ": " + words, null);
    }
}
