package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.media.MediaTarget;

/**
 * What an output lacks although FFmpeg says that all is well.
 *
 * @param kind the class of the failure
 * @param state what it is, to follow the name of the output
 * @param words why
 */
record Lack(FailureKind kind, String state, String words) {

    static Lack part(String words) {
        return new Lack(FailureKind.OUTPUT_INCOMPLETE, "is not whole", words);
    }

    /** As the fault of an output. */
    OutputFault of(MediaTarget output) {
        return new OutputFault(kind, output.toString(), "'" + output + "' " + state + ": " + words, null);
    }
}
