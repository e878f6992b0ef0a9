package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** A program with a small heap that passes much media through each way in and each way out. Says {@code WAY BYTES} for each. */
final class VolumeHost {

    private static final int PART = 64 * 1024;

    private VolumeHost() {}

    /** Arguments: the ffmpeg to run ("" for the usual one), the megabytes of each way, a file of that size. */
    public static void main(String[] arguments) {
        FFmpeg.Builder builder = FFmpeg.builder();
        if (!arguments[0].isEmpty()) {
            builder.executable(Path.of(arguments[0]));
        }
        FFmpeg ffmpeg = builder.build();
        long bytes = Long.parseLong(arguments[1]) * 1024 * 1024;
        Path file = Path.of(arguments[2]);

        Map<String, MediaSource> in = new LinkedHashMap<>();
        in.put("stream", MediaSource.of(zeros(bytes)));
        in.put("channel", MediaSource.of(Channels.newChannel(zeros(bytes))));
        in.put("part", MediaSource.of(file, 0, bytes));
        in.put("publisher", MediaSource.of(subscriber -> publish(bytes, subscriber)));
        in.forEach((way, source) -> {
            AtomicLong taken = new AtomicLong();
            ffmpeg.run(data(source)
                    .output(MediaSink.to(counting(taken)))
                    .format("rawvideo")
                    .codec("copy"));
            System.out.println("in-" + way + " " + taken.get());
        });

        Map<String, java.util.function.Function<AtomicLong, MediaSink>> out = new LinkedHashMap<>();
        out.put("channel", taken -> MediaSink.to(Channels.newChannel(counting(taken))));
        out.put("subscriber", taken -> MediaSink.to(new Counting(taken)));
        out.put("code", taken -> ffmpegs -> {
            ByteBuffer buffer = ByteBuffer.allocateDirect(PART);
            for (int n = ffmpegs.read(buffer); n >= 0; n = ffmpegs.read(buffer.clear())) {
                taken.addAndGet(n);
            }
        });
        out.forEach((way, sink) -> {
            AtomicLong taken = new AtomicLong();
            ffmpeg.run(data(MediaSource.of(file, 0, bytes))
                    .output(sink.apply(taken))
                    .format("rawvideo")
                    .codec("copy"));
            System.out.println("out-" + way + " " + taken.get());
        });
        System.out.println("all done");
    }

    private static Input data(MediaSource source) {
        return FFmpeg.input(source)
                .format("rawvideo")
                .option("pixel_format", "gray")
                .option("video_size", "1024x1024");
    }

    private static InputStream zeros(long bytes) {
        return new InputStream() {
            private long left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                if (left == 0) {
                    return -1;
                }
                int n = (int) Math.min(left, length);
                left -= n;
                return n;
            }
        };
    }

    private static OutputStream counting(AtomicLong taken) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                taken.incrementAndGet();
            }

            @Override
            public void write(byte[] from, int offset, int length) {
                taken.addAndGet(length);
            }
        };
    }

    /** Publishes parts as they are requested, on the thread that requests. */
    private static void publish(long bytes, Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            private long left = bytes;
            private long wanted;
            private boolean giving;

            @Override
            public void request(long n) {
                wanted += n;
                if (giving) {
                    return;
                }
                giving = true;
                while (wanted > 0 && left > 0) {
                    int size = (int) Math.min(left, PART);
                    left -= size;
                    wanted--;
                    subscriber.onNext(ByteBuffer.allocate(size));
                }
                giving = false;
                if (left == 0) {
                    left = -1;
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {
                left = -1;
            }
        });
    }

    private static final class Counting implements Flow.Subscriber<ByteBuffer> {
        private final AtomicLong taken;

        Counting(AtomicLong taken) {
            this.taken = taken;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer part) {
            taken.addAndGet(part.remaining());
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onComplete() {}
    }
}
