package io.github.asyncffmpeg.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgramLogTest {

    private static final String NAME = ProgramLog.LIBRARY + ".test";

    private final Logger logger = Logger.getLogger(ProgramLog.LIBRARY);
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getMessage().equals("block")) {
                blocked.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            if (line.getMessage().equals("throw")) {
                throw new IllegalStateException("thrown by a test, on purpose");
            }
            written.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        release.countDown();
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    void keepsTheOrderOfTheLinesAndSurvivesAHandlerThatThrows() {
        IntStream.range(0, 500).forEach(i -> ProgramLog.log(NAME, Level.INFO, "line " + i));
        ProgramLog.log(NAME, Level.INFO, "throw");
        ProgramLog.log(NAME, Level.INFO, "last");
        await().until(() -> written.contains("last"));
        assertThat(written)
                .startsWith("line 0", "line 1")
                .containsSequence("line 498", "line 499", "last")
                .hasSize(501);
    }

    @Test
    void holdsUpNobodyAndNotMuchMemoryWhenAHandlerBlocks() throws InterruptedException {
        ProgramLog.log(NAME, Level.INFO, "block");
        blocked.await();
        IntStream.range(0, 100_000).forEach(i -> ProgramLog.log(NAME, Level.INFO, "line " + i));
        release.countDown();
        await().until(() -> written.contains("line " + (ProgramLog.MOST - 1)));
        await().until(() -> written.stream().anyMatch(line -> line.contains("dropped")));
        assertThat(written)
                .contains((100_000 - ProgramLog.MOST) + " lines for this log were dropped: it is too slow")
                .hasSize(ProgramLog.MOST + 2);
    }

    @Test
    void asksTheLoggerForItsLevel() {
        assertThat(ProgramLog.isLoggable(NAME, Level.INFO)).isTrue();
        assertThat(ProgramLog.isLoggable(NAME, Level.TRACE)).isFalse();
    }
}
