package io.github.asyncffmpeg.event;

/**
 * Something that happens in a run. The events of one run come in this order:
 *
 * <pre>
 *   Started
 *     (LogLine | Dropped)*
 *     InputAnnounced*                 one for each input, once it is open
 *     StreamsMapped
 *     OutputAnnounced*                one for each output, once it is open
 *     (Progress | LogLine | Dropped)*
 *   Ended
 * </pre>
 *
 * <p>Every run that started a process has exactly one {@link Started} and one {@link Ended}. Immutable and safe for any
 * thread.
 */
public sealed interface FFmpegEvent
        permits Started, InputAnnounced, StreamsMapped, OutputAnnounced, Progress, LogLine, Dropped, Ended {

    /**
     * What FFmpeg wrote.
     *
     * @return its own text: a log line, a progress block with its lines; for the events that are ours, a description
     */
    String raw();
}
