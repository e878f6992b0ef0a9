package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the log of a program shows of its runs; java.util.logging has FINE for DEBUG and FINER for TRACE. */
@Timeout(120)
class LoggingIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private final Logger logger = Logger.getLogger("io.github.asyncffmpeg");
    private final List<LogRecord> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean blocking;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            written.add(line);
            if (blocking) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        handler.setLevel(Level.ALL);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        release.countDown();
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    private static StreamSpec good() {
        return StreamSpec.ofArguments("-f", "lavfi", "-i", "sine=d=1", "-f", "null", "-");
    }

    private static StreamSpec bad(Workbench bench) {
        return StreamSpec.ofArguments("-i", bench.file("none.mp4").toString(), "-f", "null", "-");
    }

    @EachFFmpeg
    void isSilentOfARunThatGoesWellAndSaysWhyOneFailed(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        bench.run(good());
        assertThatThrownBy(() -> bench.run(bad(bench))).isInstanceOf(FFmpegProcessException.class);
        await().until(() -> written.stream().anyMatch(line -> line.getLevel() == Level.WARNING));
        assertThat(written)
                .filteredOn(line -> line.getLevel() == Level.WARNING)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getLoggerName()).isEqualTo("io.github.asyncffmpeg");
                    assertThat(line.getMessage())
                            .contains("No such file or directory")
                            .contains(" (pid ");
                });
        assertThat(written)
                .filteredOn(line -> line.getLevel() == Level.INFO)
                .isNotEmpty()
                .allMatch(line -> line.getLoggerName().equals("io.github.asyncffmpeg.ffmpeg"))
                .allMatch(line -> line.getMessage().matches("FFmpeg \\(pid \\d+\\): .*"));
        assertThat(written).allMatch(line -> line.getLevel() == Level.INFO || line.getLevel() == Level.WARNING);
    }

    @EachFFmpeg
    void tellsEveryLineInItsOrderAtTrace(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        logger.setLevel(Level.ALL);
        FFmpegResult result = bench.run(good());
        await().until(() -> written.stream().anyMatch(line -> line.getMessage().contains("ended after")));
        List<String> lines = written.stream()
                .filter(line -> line.getLoggerName().endsWith(".ffmpeg"))
                .map(line -> line.getMessage().replaceFirst("^FFmpeg \\(pid \\d+\\): ", ""))
                .map(line -> line.replaceFirst("\\[(info|warning|error)] ", ""))
                .toList();
        assertThat(lines)
                .isEqualTo(result.logTail().stream()
                        .map(line -> line.replaceFirst("\\[(info|warning|error)] ", ""))
                        .toList());
        assertThat(written.get(0).getMessage()).contains("started: ").contains("sine=d=1");
        assertThat(written.get(written.size() - 1).getMessage()).contains("Completed");
    }

    @EachFFmpeg
    void endsRunsAlthoughAHandlerBlocks(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        logger.setLevel(Level.ALL);
        blocking = true;
        bench.run(good());
        assertThatThrownBy(() -> bench.run(bad(bench))).isInstanceOf(FFmpegProcessException.class);
        assertThat(written).hasSize(1);
        blocking = false;
        release.countDown();
        await().until(() -> written.stream().anyMatch(line -> line.getLevel() == Level.WARNING));
    }
}
