package io.github.asyncffmpeg.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/**
 * The events of a run pass the Reactive Streams TCK. It is written for TestNG, which is started here and listened to, so
 * that a test of the TCK that fails, or is left out, fails this build.
 */
@Timeout(300)
class ReactiveStreamsTest {

    /** How long the TCK waits for what must come. It always waits as long for an error that must come (rule 3.9). */
    static final long WAIT_MILLIS = 1_500;

    /** How long the TCK waits for what must not come. */
    static final long QUIET_MILLIS = 100;

    private static final int ALL = 38;

    /** What the TCK cannot check at all, what is about a publisher that fails, and one that wants 2³¹ events at hand. */
    private static final Set<String> LEFT_OUT = Set.of(
            "untested_spec106_mustConsiderSubscriptionCancelledAfterOnErrorOrOnCompleteHasBeenCalled",
            "untested_spec107_mustNotEmitFurtherSignalsOnceOnErrorHasBeenSignalled",
            "untested_spec108_possiblyCanceledSubscriptionShouldNotReceiveOnErrorOrOnCompleteSignals",
            "untested_spec109_subscribeShouldNotThrowNonFatalThrowable",
            "untested_spec110_rejectASubscriptionRequestIfTheSameSubscriberSubscribesTwice",
            "untested_spec304_requestShouldNotPerformHeavyComputations",
            "untested_spec305_cancelMustNotSynchronouslyPerformHeavyComputation",
            "optional_spec104_mustSignalOnErrorWhenFails",
            "required_spec109_mayRejectCallsToSubscribeIfPublisherIsUnableOrUnwillingToServeThemRejectionMust"
                    + "TriggerOnErrorAfterOnSubscribe",
            "required_spec317_mustNotSignalOnErrorWhenPendingAboveLongMaxValue");

    @ParameterizedTest
    @ValueSource(classes = {AnnouncedEventsTck.class, LiveEventsTck.class})
    void passTheTck(Class<?> verification) {
        TestListenerAdapter results = new TestListenerAdapter();
        TestNG tck = new TestNG(false);
        tck.setTestClasses(new Class<?>[] {verification});
        tck.setUseDefaultListeners(false);
        tck.setVerbose(0);
        tck.addListener(results);
        tck.run();
        assertThat(results.getFailedTests())
                .as("failed")
                .allSatisfy(test ->
                        assertThat(test.getThrowable()).as(test.getName()).isNull());
        assertThat(results.getConfigurationFailures()).isEmpty();
        assertThat(names(results.getSkippedTests())).isEqualTo(new TreeSet<>(LEFT_OUT));
        assertThat(results.getPassedTests()).hasSize(ALL - LEFT_OUT.size());
    }

    private static Set<String> names(List<ITestResult> results) {
        return results.stream().map(ITestResult::getName).collect(Collectors.toCollection(TreeSet::new));
    }
}
