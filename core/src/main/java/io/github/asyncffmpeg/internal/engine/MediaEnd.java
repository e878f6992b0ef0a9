package io.github.asyncffmpeg.internal.engine;

/**
 * How the inputs and outputs of a run ended that are code of this program. Immutable and safe for any thread.
 *
 * @param words how FFmpeg speaks of them
 * @param sourceFailed whether a source threw: what FFmpeg took for the end of the input was none
 * @param cutShort whether a sink was not waited for
 * @param allHadEnough whether all outputs are sinks, and all have left
 */
record MediaEnd(PortWords words, boolean sourceFailed, boolean cutShort, boolean allHadEnough) {

    static final MediaEnd NONE = new MediaEnd(PortWords.NONE, false, false, false);
}
