package io.github.asyncffmpeg.internal.delivery;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.OutputAnnounced;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/**
 * The Reactive Streams TCK on a hub whose run has ended: every subscriber gets what was announced. Run by
 * {@link ReactiveStreamsTest}.
 */
public final class AnnouncedEventsTck extends FlowPublisherVerification<FFmpegEvent> {

    /** As many events as a hub keeps for those who come late. */
    private static final int MOST = 1_000;

    /** Made by TestNG. */
    public AnnouncedEventsTck() {
        super(new TestEnvironment(ReactiveStreamsTest.WAIT_MILLIS, ReactiveStreamsTest.QUIET_MILLIS));
    }

    @Override
    public long maxElementsFromPublisher() {
        return MOST;
    }

    @Override
    public Flow.Publisher<FFmpegEvent> createFlowPublisher(long elements) {
        EventHub hub = new EventHub(new Callbacks(null));
        for (int i = 0; i < elements; i++) {
            hub.publish(new OutputAnnounced(i, "mp4", "a.mp4", Map.of(), List.of(), "output " + i));
        }
        hub.close();
        return hub;
    }

    /** There is none: a run that fails ends its events as every run does, with {@code Ended}. */
    @Override
    public Flow.Publisher<FFmpegEvent> createFailedFlowPublisher() {
        return null;
    }
}
