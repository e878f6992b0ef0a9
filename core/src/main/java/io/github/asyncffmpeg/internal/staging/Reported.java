package io.github.asyncffmpeg.internal.staging;

import java.util.Set;

/**
 * What FFmpeg has told of its outputs when it was done.
 *
 * @param empty the numbers of the outputs that it called empty
 * @param partlyEmpty the numbers of the outputs that have a stream without a frame, of FFmpeg 7 and later
 * @param allEmpty whether it called all of them empty together: FFmpeg 5 and 6, where no encoder has headers of its own
 * @param still whether its last block of progress has neither a frame nor a time
 * @param noFrame whether that block counts frames, and has none
 */
public record Reported(Set<Integer> empty, Set<Integer> partlyEmpty, boolean allEmpty, boolean still, boolean noFrame) {

    /** It has told nothing of that kind. */
    public static final Reported NOTHING = new Reported(Set.of(), Set.of(), false, false, false);

    boolean calledEmpty(int output) {
        return allEmpty || empty.contains(output);
    }
}
