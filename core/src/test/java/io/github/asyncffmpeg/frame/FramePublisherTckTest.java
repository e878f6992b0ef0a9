package io.github.asyncffmpeg.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/** A publisher of frames passes the Reactive Streams TCK, which is written for TestNG. */
@Timeout(300)
class FramePublisherTckTest {

    /** How long the TCK waits for what must come. It always waits as long for an error that must come (rule 3.9). */
    static final long WAIT_MILLIS = 1_500;

    /** How long the TCK waits for what must not come. */
    static final long QUIET_MILLIS = 100;

    @Test
    void passesTheTck() {
        TestListenerAdapter results = new TestListenerAdapter();
        TestNG tck = new TestNG(false);
        tck.setTestClasses(new Class<?>[] {FramePublisherTck.class});
        tck.setUseDefaultListeners(false);
        tck.setVerbose(0);
        tck.addListener(results);
        tck.run();
        assertThat(results.getFailedTests())
                .as("failed")
                .allSatisfy(test ->
                        assertThat(test.getThrowable()).as(test.getName()).isNull());
        assertThat(results.getConfigurationFailures()).isEmpty();
        // left out: what the TCK cannot check at all, several subscribers, and 2^31 frames
        assertThat(results.getSkippedTests().stream().map(ITestResult::getName))
                .filteredOn(name -> name.startsWith("required"))
                .containsExactly("required_spec317_mustNotSignalOnErrorWhenPendingAboveLongMaxValue");
        assertThat(results.getPassedTests()).hasSize(25);
    }
}
