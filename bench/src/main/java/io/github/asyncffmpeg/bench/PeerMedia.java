package io.github.asyncffmpeg.bench;

import com.github.kokorin.jaffree.LogLevel;
import com.github.kokorin.jaffree.ffmpeg.FFmpeg;
import com.github.kokorin.jaffree.ffmpeg.Frame;
import com.github.kokorin.jaffree.ffmpeg.FrameConsumer;
import com.github.kokorin.jaffree.ffmpeg.FrameInput;
import com.github.kokorin.jaffree.ffmpeg.FrameOutput;
import com.github.kokorin.jaffree.ffmpeg.FrameProducer;
import com.github.kokorin.jaffree.ffmpeg.ImageFormats;
import com.github.kokorin.jaffree.ffmpeg.NullOutput;
import com.github.kokorin.jaffree.ffmpeg.PipeInput;
import com.github.kokorin.jaffree.ffmpeg.PipeOutput;
import com.github.kokorin.jaffree.ffmpeg.Stream;
import com.github.kokorin.jaffree.ffmpeg.UrlInput;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.bramp.ffmpeg.nut.NutReader;
import net.bramp.ffmpeg.nut.NutReaderListener;
import org.jspecify.annotations.Nullable;

/**
 * Raw pictures from and to an FFmpeg by two other libraries. Jaffree's frames are images of bgr24, so it gets and gives
 * bgr24, for which FFmpeg need not convert anything.
 *
 * @param executable FFmpeg; its environment is this JVM's
 */
record PeerMedia(Path executable) {

    private FFmpeg jaffree() {
        return FFmpeg.atPath(executable.getParent()).setLogLevel(LogLevel.ERROR);
    }

    private static UrlInput zeros(Pictures pictures) {
        return UrlInput.fromUrl("/dev/zero")
                .setFormat("rawvideo")
                .addArguments("-pix_fmt", pictures.format())
                .addArguments("-video_size", pictures.size());
    }

    void readPipe(Pictures pictures) {
        jaffree()
                .addInput(zeros(pictures))
                .addOutput(PipeOutput.pumpTo(OutputStream.nullOutputStream())
                        .setFormat("rawvideo")
                        .addArguments("-c:v", "copy")
                        .addArguments("-frames:v", Integer.toString(pictures.count())))
                .execute();
    }

    void readFrames(Pictures pictures) throws IOException {
        AtomicLong bytes = new AtomicLong();
        FrameConsumer consumer = new FrameConsumer() {
            @Override
            public void consumeStreams(List<Stream> streams) {}

            @Override
            public void consume(@Nullable Frame frame) {
                if (frame != null) {
                    BufferedImage image = frame.getImage();
                    bytes.addAndGet(3L * image.getWidth() * image.getHeight());
                }
            }
        };
        jaffree()
                .addInput(zeros(pictures.in("bgr24")))
                .addOutput(FrameOutput.withConsumer(consumer)
                        .addArguments("-c:v", "copy")
                        .addArguments("-frames:v", Integer.toString(pictures.count())))
                .execute();
        BareMedia.expect(bytes.get(), pictures.in("bgr24"));
    }

    void writePipe(Pictures pictures) {
        jaffree()
                .addInput(PipeInput.pumpFrom(new OurMedia.Zeros(pictures.allBytes()))
                        .setFormat("rawvideo")
                        .addArguments("-pix_fmt", pictures.format())
                        .addArguments("-video_size", pictures.size()))
                .addOutput(new NullOutput(true))
                .execute();
    }

    /** One image, again and again. */
    void writeFrames(Pictures pictures) {
        BufferedImage image = new BufferedImage(pictures.width(), pictures.height(), BufferedImage.TYPE_3BYTE_BGR);
        FrameProducer producer = new FrameProducer() {
            private int made;

            @Override
            public List<Stream> produceStreams() {
                return List.of(new Stream()
                        .setId(0)
                        .setType(Stream.Type.VIDEO)
                        .setTimebase(25L)
                        .setResolution(pictures.width(), pictures.height()));
            }

            @Override
            public @Nullable Frame produce() {
                return made == pictures.count() ? null : Frame.createVideoFrame(0, made++, image);
            }
        };
        jaffree()
                .addInput(FrameInput.withProducer(producer, ImageFormats.BGR24))
                .addOutput(new NullOutput(true))
                .execute();
    }

    /** It can read NUT but not run it; and what it reads, an array for each picture, nobody else can see. */
    static long readNut(InputStream nut) throws IOException {
        AtomicLong pictures = new AtomicLong();
        NutReaderListener listener = new NutReaderListener() {
            @Override
            public void stream(net.bramp.ffmpeg.nut.Stream stream) {}

            @Override
            public void frame(net.bramp.ffmpeg.nut.Frame frame) {
                pictures.incrementAndGet();
            }
        };
        new NutReader(nut, listener).read();
        return pictures.get();
    }
}
