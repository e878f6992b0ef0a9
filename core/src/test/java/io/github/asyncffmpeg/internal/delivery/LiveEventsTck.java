package io.github.asyncffmpeg.internal.delivery;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.internal.log.LogLines;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/**
 * The Reactive Streams TCK on the hub of a run that writes warnings while it is listened to. Run by
 * {@link ReactiveStreamsTest}.
 */
public final class LiveEventsTck extends FlowPublisherVerification<FFmpegEvent> {

    /** As many warnings as a mailbox holds; more would be dropped, as is documented. */
    private static final int MOST = 2_000;

    /** Made by TestNG. */
    public LiveEventsTck() {
        super(new TestEnvironment(ReactiveStreamsTest.WAIT_MILLIS, ReactiveStreamsTest.QUIET_MILLIS));
    }

    @Override
    public long maxElementsFromPublisher() {
        return MOST;
    }

    @Override
    public Flow.Publisher<FFmpegEvent> createFlowPublisher(long elements) {
        return subscriber -> {
            EventHub hub = new EventHub(new Callbacks(null));
            hub.subscribe(subscriber);
            for (int i = 0; i < elements; i++) {
                hub.publish(LogLines.parse("[warning] " + i));
            }
            hub.close();
        };
    }

    /** There is none: a run that fails ends its events as every run does, with {@code Ended}. */
    @Override
    public Flow.Publisher<FFmpegEvent> createFailedFlowPublisher() {
        return null;
    }
}
