package io.github.asyncffmpeg.event;

/**
 * Something that happens in a run. The events of one run come in this order:
 *
 * <pre>
 *   Started
 *     InputAnnounced*                 one for each input, in their order
 *     (StreamsMapped
 *     | OutputAnnounced)*             one for each output, as they are opened
 *     Progress*
 *   Ended
 * </pre>
 *
 * <p>{@link LogLine}, {@link SegmentFinished} and {@link Dropped} come anywhere between. An announcement comes after the
 * lines it is made of, and before the first progress.
 *
 * <p>Every run that started a process has exactly one {@link Started} and one {@link Ended}. A job of a pool that is tried
 * again has one {@link Ended}, after its last attempt, and between two attempts a {@link Retrying}. Immutable and safe for any
 * thread.
 */
public sealed interface FFmpegEvent
        permits Started,
                InputAnnounced,
                StreamsMapped,
                OutputAnnounced,
                Progress,
                SegmentFinished,
                LogLine,
                Dropped,
                Retrying,
                Ended {

    /**
     * What FFmpeg wrote.
     *
     * @return its own text: a log line, a progress block with its lines; for the events that are ours, a description
     */
    String raw();
}
