package io.github.asyncffmpeg.internal.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AbandonmentTest {

    private static final String NAME = "out.partial-x.mp4";

    private final FakeSystem system = new FakeSystem();
    private final Abandonment abandonment = new Abandonment(system);

    private boolean isAbandoned(PartialOwner owner, Duration age) {
        return abandonment.isAbandoned(owner, NAME, FakeSystem.NOW.minus(age));
    }

    private static PartialOwner process(long pid, long start) {
        return new PartialOwner("mach1", "boot1", "name", pid, start, 1);
    }

    @Test
    void aFileOfALivingProcessIsInUse() {
        system.processes.put(20L, 5L);
        assertThat(isAbandoned(process(20, 5), Duration.ofDays(9))).isFalse();
    }

    @Test
    void aFileOfAProcessThatIsGoneIsAbandoned() {
        assertThat(isAbandoned(process(20, 5), Duration.ZERO)).isTrue();
    }

    @Test
    void aProcessIdThatIsUsedAgainIsAnotherProcess() {
        system.processes.put(20L, 6L);
        assertThat(isAbandoned(process(20, 5), Duration.ZERO)).isTrue();
    }

    @Test
    void aFileIsInUseAsLongAsItsFFmpegLives() {
        system.commandLines.add("ffmpeg -i in.mp4 /x/" + NAME);
        assertThat(isAbandoned(process(20, 5), Duration.ofDays(9))).isFalse();
    }

    @Test
    void whereTheProcessesOfOthersAreHiddenTimeTells() {
        system.seesAll = false;
        assertThat(isAbandoned(process(20, 5), Duration.ofSeconds(5))).isFalse();
        assertThat(isAbandoned(process(20, 5), Duration.ofMinutes(2))).isTrue();
    }

    @Test
    void aFileOfThisJvmIsInUseUntilItIsReleased() {
        PartialOwner ours = abandonment.next();
        Abandonment.claim(ours);
        assertThat(isAbandoned(ours, Duration.ofDays(9))).isFalse();
        Abandonment.release(ours);
        assertThat(isAbandoned(ours, Duration.ZERO)).isTrue();
    }

    @Test
    void twoFilesOfThisJvmHaveTwoOwners() {
        PartialOwner one = abandonment.next();
        PartialOwner two = abandonment.next();
        assertThat(one).isNotEqualTo(two);
        Abandonment.claim(one);
        Abandonment.claim(two);
        Abandonment.release(one);
        assertThat(isAbandoned(two, Duration.ofDays(9))).isFalse();
        Abandonment.release(two);
    }

    @Test
    void aFileFromBeforeTheLastBootIsAbandoned() {
        PartialOwner before = new PartialOwner("mach1", "boot0", "name", 1, 1, 1);
        assertThat(isAbandoned(before, FakeSystem.UP.plusSeconds(1))).isTrue();
    }

    @Test
    void aHostThatOnlySeemsToBeThisOneIsLeftAlone() {
        PartialOwner other = new PartialOwner("mach1", "boot0", "name", 1, 1, 1);
        assertThat(isAbandoned(other, Duration.ofMinutes(1))).isFalse();
    }

    @Test
    void filesOfOtherMachinesAreNeverTouched() {
        assertThat(isAbandoned(new PartialOwner("mach2", "boot2", "name", 1, 1, 1), Duration.ofDays(999)))
                .isFalse();
        assertThat(isAbandoned(new PartialOwner("mach1", PartialOwner.NO_BOOT, "name", 1, 1, 1), Duration.ofDays(999)))
                .isFalse();
    }

    @Test
    void whatAnotherContainerWritesIsLeftAloneForAnHour() {
        PartialOwner container = new PartialOwner("mach2", "boot1", "spac", 1, 1, 1);
        assertThat(isAbandoned(container, Duration.ofMinutes(59))).isFalse();
        assertThat(isAbandoned(container, Duration.ofMinutes(61))).isTrue();
    }

    @Test
    void withoutKnowledgeOfBootsTheMachineAndTheProcessTell() {
        system.self = new PartialOwner("mach1", PartialOwner.NO_BOOT, "0000", 10, 1, 0);
        PartialOwner gone = new PartialOwner("mach1", PartialOwner.NO_BOOT, "0000", 20, 5, 1);
        assertThat(isAbandoned(gone, Duration.ZERO)).isTrue();
        PartialOwner elsewhere = new PartialOwner("mach2", PartialOwner.NO_BOOT, "0000", 20, 5, 1);
        assertThat(isAbandoned(elsewhere, Duration.ofDays(9))).isFalse();
    }

    @Test
    void thisSystemKnowsItself() {
        HostSystem host = HostSystem.THIS;
        PartialOwner self = host.self();
        assertThat(PartialOwner.parse(self.toString())).contains(self);
        assertThat(host.startOf(self.pid())).hasValue(self.start());
        assertThat(host.booted()).isBefore(Instant.now());
        assertThat(host.isNamedByAProcess("a name that no process has " + System.nanoTime()))
                .isFalse();
    }
}
