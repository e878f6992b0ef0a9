package io.github.asyncffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.log.LogLines;
import io.github.asyncffmpeg.media.FFmpegVersion;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code java.util.logging} behind {@code System.Logger} has FINE for DEBUG and FINER for TRACE. */
@Timeout(60)
class LogForwarderTest {

    private static final FFmpegJob JOB =
            FFmpegJob.of(StreamSpec.ofArguments("-i", "a", "b")).name("talk");
    private static final Conclusion COMPLETED = new Conclusion(new Outcome.Completed(), null, null);

    private final Logger logger = Logger.getLogger("io.github.asyncffmpeg");
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            String name = line.getLoggerName().substring("io.github.asyncffmpeg".length());
            written.add(name + " " + line.getLevel() + " " + line.getMessage());
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
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    private LogForwarder started() {
        LogForwarder forwarder = new LogForwarder(JOB, Map.of());
        forwarder.ask();
        forwarder.tell(new Started(7, FFmpegVersion.parse("8.0.1"), List.of("ffmpeg", "-i")));
        return forwarder;
    }

    /** One line comes last, so that it can be waited for. */
    private List<String> writtenBefore(String last) {
        LogForwarder.notStarted(Conclusion.failedToStart(new FFmpegStartException(last, List.of(), null)));
        await().until(() -> written.contains(" WARNING " + last));
        return written.subList(0, written.size() - 1);
    }

    @Test
    void isSilentAtInfoWhenARunGoesWell() {
        LogForwarder forwarder = started();
        for (LogLevel level : LogLevel.values()) {
            if (level.compareTo(LogLevel.ERROR) > 0) {
                forwarder.tell(new LogLine(level, null, "x", "x"));
            }
        }
        forwarder.ended(COMPLETED, Duration.ofMillis(1_500));
        assertThat(writtenBefore("end")).isEmpty();
    }

    @Test
    void hidesSecretsOfTheCommandAndOfTheEnvironment() {
        logger.setLevel(Level.ALL);
        LogForwarder forwarder = new LogForwarder(JOB, Map.of("API_TOKEN", "xyzzy-123"));
        forwarder.ask();
        List<String> command = List.of("ffmpeg", "-passphrase", "a", "-i", "https://ann:hunter22@host/x");
        forwarder.tell(new Started(7, FFmpegVersion.parse("8.0.1"), command));
        forwarder.tell(LogLines.parse("[error] https://ann:hunter22@host/x: no hunter22, no xyzzy-123"));
        forwarder.ended(
                Conclusion.failedToStart(new FFmpegStartException("no xyzzy-123, a", command, null)),
                Duration.ofMillis(1_500));
        assertThat(writtenBefore("end"))
                .containsExactly(
                        " FINE job \"talk\" (pid 7) started: ffmpeg -passphrase *** -i https://***@host/x",
                        ".ffmpeg INFO job \"talk\" (pid 7): [error] https://***@host/x: no ***, no ***",
                        " WARNING no ***, a (pid 7, after 1.5 s)");
    }

    @Test
    void tellsOfARunThatFailsInOneWarningAndShowsFFmpegsErrors() {
        LogForwarder forwarder = started();
        forwarder.tell(LogLines.parse("[error] no such file"));
        forwarder.ended(
                Conclusion.failedToStart(new FFmpegStartException("it failed", List.of(), null)),
                Duration.ofMillis(1_500));
        assertThat(writtenBefore("end"))
                .containsExactly(
                        ".ffmpeg INFO job \"talk\" (pid 7): [error] no such file",
                        " WARNING it failed (pid 7, after 1.5 s)");
    }

    @Test
    void showsTenErrorsAndHidesTheRest() {
        LogForwarder forwarder = started();
        for (int i = 0; i < 1_000; i++) {
            forwarder.tell(LogLines.parse("[error] " + i));
        }
        assertThat(writtenBefore("end"))
                .hasSize(11)
                .endsWith(
                        ".ffmpeg INFO job \"talk\" (pid 7): [error] 9",
                        ".ffmpeg INFO job \"talk\" (pid 7): there are more errors; they are logged at level DEBUG");
    }

    @Test
    void tellsEverythingAtTrace() {
        logger.setLevel(Level.ALL);
        LogForwarder forwarder = started();
        for (LogLevel level : LogLevel.values()) {
            forwarder.tell(new LogLine(level, null, "x", level.toString()));
        }
        forwarder.tell(new LogLine(LogLevel.WARNING, RunLog.OURS, "told already", "told already"));
        forwarder.ended(COMPLETED, Duration.ofMillis(1_500));
        assertThat(writtenBefore("end").stream().map(line -> line.replace("job \"talk\" (pid 7)", "7")))
                .containsExactly(
                        " FINE 7 started: ffmpeg -i",
                        ".ffmpeg INFO 7: PANIC",
                        ".ffmpeg INFO 7: FATAL",
                        ".ffmpeg INFO 7: ERROR",
                        ".ffmpeg FINE 7: WARNING",
                        ".ffmpeg FINER 7: INFO",
                        ".ffmpeg FINER 7: VERBOSE",
                        ".ffmpeg FINER 7: DEBUG",
                        ".ffmpeg FINER 7: TRACE",
                        " FINE 7 ended after 1.5 s: Completed[]");
    }

    @Test
    void saysNothingOfTheEndOfTheJvm() {
        LogForwarder.notStarted(Conclusion.failedToStart(new FFmpegRejectedException("the JVM ends", null)));
        assertThat(writtenBefore("end")).isEmpty();
    }
}
