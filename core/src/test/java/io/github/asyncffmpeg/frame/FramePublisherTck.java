package io.github.asyncffmpeg.frame;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The Reactive Streams TCK on a publisher of frames. Run by {@link FramePublisherTckTest}. */
public final class FramePublisherTck extends FlowPublisherVerification<VideoFrame> {

    private static final int MOST = 100;

    private static final VideoFrames GRAY = VideoFrames.of(PixelFormat.GRAY8).rate(25);

    /** Made by TestNG. */
    public FramePublisherTck() {
        super(new TestEnvironment(FramePublisherTckTest.WAIT_MILLIS, FramePublisherTckTest.QUIET_MILLIS));
    }

    @Override
    public long maxElementsFromPublisher() {
        return MOST;
    }

    @Override
    public Flow.Publisher<VideoFrame> createFlowPublisher(long elements) {
        byte[] nut = NutReaderTest.written(GRAY.from(IntStream.range(0, (int) Math.min(elements, MOST))
                .mapToObj(FramesTest::frame)
                .toList()));
        FramePublisher<VideoFrame> publisher = GRAY.publisher();
        Thread library = new Thread(() -> {
            try {
                publisher.readFrom(Channels.newChannel(new ByteArrayInputStream(nut)));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        library.setDaemon(true); // some tests of the TCK neither request all nor cancel
        library.start();
        return publisher;
    }

    @Override
    public Flow.Publisher<VideoFrame> createFailedFlowPublisher() {
        FramePublisher<VideoFrame> publisher = GRAY.publisher();
        publisher.runEnded(new IOException("no such file"));
        return publisher;
    }
}
