package io.github.asyncffmpeg.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.Dropped;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.event.StreamsMapped;
import io.github.asyncffmpeg.internal.log.LogLines;
import io.github.asyncffmpeg.internal.log.ProgressDecoder;
import io.github.asyncffmpeg.media.FFmpegVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Decision 10, and the Reactive Streams rules that show from outside. */
@Timeout(60)
class EventHubTest {

    private static final Started STARTED = new Started(7, FFmpegVersion.parse("8.0.1"), List.of("ffmpeg"));
    private static final Ended ENDED = new Ended(new Outcome.Completed(), 0, Duration.ZERO);

    private final EventHub hub = new EventHub(new Callbacks(null));

    @Test
    void deliversEverythingInOrder() {
        Recorder all = subscribed(new Recorder(Long.MAX_VALUE));
        hub.publish(STARTED);
        publishInfo(500);
        hub.publish(ENDED);
        hub.close();
        await().until(() -> all.complete);
        List<String> expected = new ArrayList<>(List.of("ffmpeg"));
        IntStream.range(0, 500).forEach(i -> expected.add("[info] " + i));
        expected.add("exit 0");
        assertThat(all.raws()).isEqualTo(expected);
    }

    @Test
    void deliversAsManyAsWereRequestedAndNoMore() {
        Recorder slow = subscribed(new Recorder(1));
        publishInfo(10);
        hub.close();
        for (int i = 1; i < 10; i++) {
            int told = i;
            await().until(() -> slow.events.size() == told);
            assertThat(slow.complete).isFalse();
            slow.subscription.request(1);
        }
        await().until(() -> slow.complete);
        assertThat(slow.events).hasSize(10);
    }

    @Test
    void completesWithoutDemandWhenThereIsNothingToTell() {
        Recorder silent = subscribed(new Recorder(0));
        hub.close();
        await().until(() -> silent.complete);
    }

    @Test
    void mayBeAskedForMoreFromWithinOnNextWithoutRecursion() {
        AtomicInteger depth = new AtomicInteger();
        AtomicInteger deepest = new AtomicInteger();
        Recorder eager = subscribed(new Recorder(1, recorder -> {
            deepest.accumulateAndGet(depth.incrementAndGet(), Math::max);
            recorder.subscription.request(1);
            depth.decrementAndGet();
        }));
        publishInfo(900);
        hub.close();
        await().until(() -> eager.complete);
        assertThat(eager.events).hasSize(900);
        assertThat(deepest).hasValue(1);
    }

    @Test
    void conflatesProgressToTheNewestAndKeepsTheOrder() {
        Recorder late = subscribed(new Recorder(0));
        hub.publish(STARTED);
        hub.publish(progress(1));
        hub.publish(info(1));
        hub.publish(progress(2));
        hub.publish(progress(3));
        hub.publish(info(2));
        hub.close();
        late.subscription.request(100);
        await().until(() -> late.complete);
        assertThat(late.raws())
                .containsExactly("ffmpeg", "[info] 1", progress(3).raw(), "[info] 2");
    }

    @Test
    void tellsOnceHowManyRoutineLinesItDroppedAndDropsNoWarningForThem() {
        Recorder slow = subscribed(new Recorder(0));
        hub.publish(STARTED);
        hub.publish(LogLines.parse("[warning] first"));
        publishInfo(5_000);
        hub.publish(LogLines.parse("[error] last"));
        hub.publish(ENDED);
        hub.close();
        slow.subscription.request(Long.MAX_VALUE);
        await().until(() -> slow.complete);
        assertThat(slow.raws())
                .startsWith("ffmpeg", "4000 log lines dropped", "[warning] first", "[info] 4000")
                .endsWith("[info] 4999", "[error] last", "exit 0")
                .hasSize(1_005);
        assertThat(slow.events).filteredOn(Dropped.class::isInstance).hasSize(1);
    }

    @Test
    void boundsWarningsTooButKeepsTheStartAndTheEnd() {
        Recorder slow = subscribed(new Recorder(0));
        hub.publish(STARTED);
        for (int i = 0; i < 30_000; i++) {
            hub.publish(LogLines.parse("[warning] " + i));
        }
        hub.publish(ENDED);
        hub.close();
        slow.subscription.request(Long.MAX_VALUE);
        await().until(() -> slow.complete);
        assertThat(slow.raws())
                .hasSize(2_003)
                .startsWith("ffmpeg", "28000 log lines dropped")
                .endsWith("[warning] 29999", "exit 0");
    }

    @Test
    void staysBoundedWhenAMillionLinesComeAndNobodyAsks() {
        Recorder never = subscribed(new Recorder(0));
        hub.publish(STARTED);
        publishInfo(1_000_000);
        hub.close();
        never.subscription.request(Long.MAX_VALUE);
        await().until(() -> never.complete);
        assertThat(never.events).hasSize(1_002);
        assertThat(never.events.get(1)).isEqualTo(new Dropped(999_000));
    }

    @Test
    void givesALateSubscriberTheStartAndTheNewestProgress() {
        hub.publish(STARTED);
        hub.publish(progress(1));
        hub.publish(info(1));
        hub.publish(progress(2));
        Recorder late = subscribed(new Recorder(Long.MAX_VALUE));
        hub.publish(info(2));
        hub.publish(ENDED);
        hub.close();
        Recorder tooLate = subscribed(new Recorder(Long.MAX_VALUE));
        await().until(() -> late.complete && tooLate.complete);
        // a quick executor delivers progress(2) before info(2) comes, a slow one keeps it: the order is the same
        assertThat(late.raws()).containsExactly("ffmpeg", progress(2).raw(), "[info] 2", "exit 0");
        assertThat(tooLate.raws()).containsExactly("ffmpeg", progress(2).raw(), "exit 0");
    }

    @Test
    void givesTheEndLastAlsoWhenAnnouncementsAreReadOnlyForALateSubscriber() {
        hub.whenSubscribed(() -> {
            hub.publish(input(0));
            hub.publish(input(1));
        });
        hub.publish(STARTED);
        hub.publish(progress(1));
        hub.publish(ENDED);
        hub.close();
        Recorder late = subscribed(new Recorder(Long.MAX_VALUE));
        await().until(() -> late.complete);
        assertThat(late.raws())
                .containsExactly("ffmpeg", "input 0", "input 1", progress(1).raw(), "exit 0");
    }

    @Test
    void givesALateSubscriberAllThatWasAnnounced() {
        hub.publish(STARTED);
        hub.publish(input(0));
        hub.publish(input(1));
        hub.publish(new StreamsMapped(List.of(), "mapping"));
        hub.publish(new OutputAnnounced(0, "mp4", "a.mp4", Map.of(), List.of(), "output 0"));
        hub.publish(info(1));
        hub.publish(progress(1));
        Recorder late = subscribed(new Recorder(Long.MAX_VALUE));
        hub.close();
        await().until(() -> late.complete);
        assertThat(late.raws())
                .containsExactly(
                        "ffmpeg",
                        "input 0",
                        "input 1",
                        "mapping",
                        "output 0",
                        progress(1).raw());
    }

    @Test
    void dropsNoAnnouncementInAFloodOfWarnings() {
        Recorder slow = subscribed(new Recorder(0));
        hub.publish(STARTED);
        for (int i = 0; i < 100; i++) {
            hub.publish(input(i));
            for (int j = 0; j < 100; j++) {
                hub.publish(LogLines.parse("[error] " + j));
                hub.publish(info(j));
            }
        }
        hub.close();
        slow.subscription.request(Long.MAX_VALUE);
        await().until(() -> slow.complete);
        assertThat(slow.events).filteredOn(InputAnnounced.class::isInstance).hasSize(100);
        assertThat(slow.events).contains(new Dropped(17_000));
    }

    @Test
    void tellsNothingMoreToWhoCancelsInOnNext() {
        Recorder leaver = subscribed(new Recorder(Long.MAX_VALUE, recorder -> recorder.subscription.cancel()));
        Recorder other = subscribed(new Recorder(Long.MAX_VALUE));
        publishInfo(100);
        await().until(() -> leaver.events.size() == 1);
        hub.close();
        leaver.subscription.request(-1);
        leaver.subscription.cancel();
        await().until(() -> other.complete);
        assertThat(leaver.events).hasSize(1);
        assertThat(leaver.complete || leaver.error != null).isFalse();
    }

    @Test
    void endsWithAnErrorForWhoRequestsNothing() {
        Recorder wrong = subscribed(new Recorder(0));
        hub.publish(STARTED);
        wrong.subscription.request(0);
        await().until(() -> wrong.error != null);
        hub.close();
        assertThat(wrong.error).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3.9");
        assertThat(wrong.events).isEmpty();
        assertThat(wrong.complete).isFalse();
    }

    @Test
    void addsRequestsUpWithoutOverflow() {
        Recorder greedy = subscribed(new Recorder(Long.MAX_VALUE - 1));
        greedy.subscription.request(Long.MAX_VALUE);
        hub.publish(STARTED);
        await().until(() -> greedy.events.size() == 1);
    }

    @Test
    void letsNoSubscriberThatBlocksOrThrowsHarmAnother() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        subscribed(new Recorder(Long.MAX_VALUE, recorder -> {
            blocked.countDown();
            awaitForEver(release);
        }));
        Recorder thrower = subscribed(new Recorder(Long.MAX_VALUE, recorder -> {
            throw new IllegalStateException("thrown by a test, on purpose");
        }));
        Recorder good = subscribed(new Recorder(Long.MAX_VALUE));
        try {
            hub.publish(STARTED);
            blocked.await();
            publishInfo(900);
            hub.close();
            await().until(() -> good.complete);
            assertThat(good.events).hasSize(901);
            assertThat(thrower.events).hasSize(1);
        } finally {
            release.countDown();
        }
    }

    @Test
    void runsNoSubscriberInThePublishingThreadEvenOnADirectExecutor() throws InterruptedException {
        EventHub direct = new EventHub(new Callbacks(Runnable::run));
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        direct.subscribe(new Recorder(Long.MAX_VALUE, recorder -> {
            blocked.countDown();
            awaitForEver(release);
        }));
        try {
            direct.publish(STARTED);
            blocked.await();
            direct.publish(info(1)); // waited for the subscriber, who had the mailbox's lock
            direct.close();
        } finally {
            release.countDown();
        }
    }

    @Test
    void leavesAnExecutorOfOneThreadTimeForItsOtherCallbacks() throws InterruptedException {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            EventHub chatty = new EventHub(new Callbacks(one));
            CountDownLatch chatting = new CountDownLatch(1);
            CountDownLatch turn = new CountDownLatch(1);
            chatty.subscribe(new Recorder(Long.MAX_VALUE, recorder -> {
                recorder.events.clear();
                chatting.countDown();
                if (turn.getCount() > 0) {
                    chatty.publish(info(1)); // there is always one more
                }
            }));
            chatty.publish(STARTED);
            chatting.await();
            one.execute(turn::countDown);
            assertThat(turn.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void neverTellsTwoThingsAtOnceWhateverThreadsAsk() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger together = new AtomicInteger();
        List<Integer> told = new ArrayList<>();
        Recorder one = subscribed(new Recorder(1, recorder -> {
            together.accumulateAndGet(inside.incrementAndGet(), Math::max);
            LogLine line = (LogLine) recorder.events.remove(0);
            told.add(Integer.parseInt(line.message()));
            inside.decrementAndGet();
        }));
        Thread asking = new Thread(() -> IntStream.range(0, 1_900).forEach(i -> one.subscription.request(1)));
        asking.start();
        for (int i = 0; i < 1_900; i++) {
            hub.publish(LogLines.parse("[error] " + i));
        }
        asking.join();
        hub.close();
        await().until(() -> one.complete);
        assertThat(together).hasValue(1);
        assertThat(told).isEqualTo(IntStream.range(0, 1_900).boxed().toList());
    }

    @Test
    void refusesNoSubscriberAndForgetsOneThatThrowsWhenGreeted() {
        assertThatThrownBy(() -> hub.subscribe(null)).isInstanceOf(NullPointerException.class);
        Recorder rude = new Recorder(0) {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
                throw new IllegalStateException("no");
            }
        };
        assertThatThrownBy(() -> hub.subscribe(rude)).hasMessage("no");
        Recorder other = subscribed(new Recorder(9));
        hub.publish(STARTED);
        hub.close();
        await().until(() -> other.complete);
        assertThat(rude.events).isEmpty();
    }

    private Recorder subscribed(Recorder recorder) {
        hub.subscribe(recorder);
        return recorder;
    }

    private void publishInfo(int count) {
        for (int i = 0; i < count; i++) {
            hub.publish(info(i));
        }
    }

    private static FFmpegEvent input(int i) {
        return new InputAnnounced(
                i,
                List.of("mp4"),
                "a.mp4",
                Optional.empty(),
                false,
                Optional.empty(),
                OptionalLong.empty(),
                Map.of(),
                List.of(),
                "input " + i);
    }

    private static FFmpegEvent info(int i) {
        return LogLines.parse("[info] " + i);
    }

    private static Progress progress(int frame) {
        List<Progress> blocks = new ArrayList<>();
        ProgressDecoder decoder = new ProgressDecoder(blocks::add);
        decoder.line("frame=" + frame);
        decoder.line("progress=continue");
        return blocks.get(0);
    }

    private static void awaitForEver(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
