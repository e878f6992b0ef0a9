package io.github.asyncffmpeg.internal.engine;

import java.util.List;

/**
 * What the end of a run is judged by, of all that FFmpeg wrote. Immutable and safe for any thread.
 *
 * @param producedOutput whether anything was encoded or copied, as far as it can be known
 * @param refusedToOverwrite whether FFmpeg ended because an output is there
 * @param lostItsEnd whether the end of an output was lost, as on a full disk; FFmpeg 5.1 exits 0 then
 * @param aborted whether FFmpeg dropped a trailer, as it does on a second signal
 * @param signalled whether FFmpeg says that a signal ended it
 * @param errors what it calls errors, or fatal
 */
record LogFacts(
        boolean producedOutput,
        boolean refusedToOverwrite,
        boolean lostItsEnd,
        boolean aborted,
        boolean signalled,
        List<String> errors) {

    /** Copies the list. */
    LogFacts {
        errors = List.copyOf(errors);
    }
}
