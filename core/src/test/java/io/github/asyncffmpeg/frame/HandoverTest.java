package io.github.asyncffmpeg.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What readers and writers have in common: waiting for a run. */
@Timeout(60)
class HandoverTest {

    @Test
    void warnsWhoWaitsForARunThatDoesNotStart() throws Exception {
        CompletableFuture<String> warning = new CompletableFuture<>();
        CountDownLatch goOn = new CountDownLatch(1);
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                warning.complete(record.getMessage());
                goOn.countDown();
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.github.asyncffmpeg");
        logger.addHandler(handler);
        try {
            Handover<String> handover = new Handover<>(Duration.ofMillis(5));
            CompletableFuture<String> borrowed = new CompletableFuture<>();
            new Thread(() -> borrowed.complete(String.valueOf(handover.borrow("a frame")))).start();
            assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(warning.join()).contains("for a frame: the run has not started");
            Thread server = new Thread(() -> {
                try {
                    handover.serve("the frame");
                } catch (Exception e) {
                    borrowed.completeExceptionally(e);
                }
            });
            server.start();
            assertThat(borrowed.get(30, TimeUnit.SECONDS)).isEqualTo("the frame");
            handover.done(null);
            server.join(30_000);
        } finally {
            logger.removeHandler(handler);
        }
    }
}
