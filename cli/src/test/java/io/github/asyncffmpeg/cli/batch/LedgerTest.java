package io.github.asyncffmpeg.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.cli.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.cli.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.cli.event.BatchEvent.OutputFile;
import io.github.asyncffmpeg.cli.event.JobStatus;
import io.github.asyncffmpeg.cli.plan.PlannedJob;
import io.github.asyncffmpeg.cli.plan.PlannedJob.Retries;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.PartialOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an earlier run counts, and when its files are its own. */
class LedgerTest {

    @TempDir
    private Path folder;

    private Path output;
    private PlannedJob job;
    private final Ledger ledger = new Ledger();

    @BeforeEach
    void plan() {
        output = folder.resolve("out.mp4");
        PlannedJob any = Plans.job("a");
        job = job(any.job().partialOutput(PartialOutput.MARK));
    }

    private PlannedJob job(FFmpegJob work) {
        return new PlannedJob("a", work, List.of(), List.of(output), Set.of(), Map.of(), Retries.NONE);
    }

    private void started(String key) {
        ledger.add(
                new JobStarted(Instant.now(), "a", key, 1, 0, OutputFiles.states(job.outputs()), OptionalLong.empty()));
    }

    private void finished(JobStatus status, boolean complete, Path file) {
        List<OutputFile> files = OutputFiles.state(file)
                .map(state -> List.of(new OutputFile(file, complete, state)))
                .orElse(List.of());
        ledger.add(new JobFinished(
                Instant.now(),
                "a",
                status,
                1,
                Duration.ofSeconds(1),
                OptionalInt.of(0),
                files,
                Optional.empty(),
                Optional.empty()));
    }

    private Ledger.Verdict verdict(String key) {
        return ledger.judge(job, key);
    }

    @Test
    void runsWhatNobodyHasSeen() {
        assertThat(verdict("k")).isEqualTo(new Ledger.Verdict.Run(false));
    }

    @Test
    void leavesAloneWhatWasCommitted() throws IOException {
        started("k");
        Files.writeString(output, "whole");
        finished(JobStatus.DONE, true, output);
        assertThat(verdict("k")).isInstanceOf(Ledger.Verdict.Done.class);
    }

    @Test
    void trustsAFileThatCameIntoBeingAfterAnIntentWithoutACommit() throws IOException {
        started("k");
        assertThat(verdict("k")).as("nothing came").isEqualTo(new Ledger.Verdict.Run(false));
        Files.writeString(output, "whole");
        assertThat(verdict("k")).isInstanceOf(Ledger.Verdict.Done.class);
    }

    @Test
    void doesNotTrustAFileThatWasThereBeforeTheIntent() throws IOException {
        Files.writeString(output, "another's");
        started("k");
        assertThat(verdict("k")).isEqualTo(new Ledger.Verdict.Run(false));
    }

    @Test
    void runsAnotherJobOfTheSameNameAndReplacesWhatTheFirstMade() throws IOException {
        started("k");
        Files.writeString(output, "whole");
        finished(JobStatus.DONE, true, output);
        assertThat(verdict("changed")).isEqualTo(new Ledger.Verdict.Run(true));
    }

    @Test
    void neverReplacesWhatSomebodyElseWroteSince() throws IOException {
        started("k");
        Files.writeString(output, "whole");
        finished(JobStatus.DONE, true, output);
        Files.writeString(output, "edited by hand");
        assertThat(verdict("k")).isEqualTo(new Ledger.Verdict.Run(false));
        assertThat(verdict("changed")).isEqualTo(new Ledger.Verdict.Run(false));
    }

    @Test
    void runsAgainWhatWasCommittedAndIsGone() throws IOException {
        started("k");
        Files.writeString(output, "whole");
        finished(JobStatus.DONE, true, output);
        Files.delete(output);
        assertThat(verdict("k")).isEqualTo(new Ledger.Verdict.Run(false));
    }

    @Test
    void knowsTheHalfFilesOfEarlierAttempts() throws IOException {
        Path partial = folder.resolve("out.partial.mp4");
        started("k");
        Files.writeString(partial, "half");
        finished(JobStatus.STOPPED, false, partial);
        assertThat(verdict("k")).isEqualTo(new Ledger.Verdict.Run(false));
        assertThat(ledger.partialsOf("a")).extracting(OutputFile::file).containsExactly(partial);
        Files.writeString(partial, "somebody's own");
        assertThat(ledger.partialsOf("a")).isEmpty();
    }

    @Test
    void tellsFailedJobsFromThoseThatNeverBegan() {
        started("k");
        assertThat(ledger.hasFailed("a")).as("killed with the program").isFalse();
        finished(JobStatus.FAILED, false, output);
        assertThat(ledger.hasFailed("a")).isTrue();
        assertThat(ledger.hasFailed("b")).isFalse();
    }

    @Test
    void doesNotTrustAFileOfAJobThatWritesUnderTheFinalName() throws IOException {
        job = job(Plans.job("a").job());
        started("k");
        Files.writeString(output, "half");
        assertThat(verdict("k")).as("its own, and not whole").isEqualTo(new Ledger.Verdict.Run(true));
    }

    @Test
    void leavesAFileAloneOfWhichItIsNotKnownWhoMadeIt() throws IOException {
        started("k");
        Files.writeString(output, "the user's");
        assertThat(verdict("changed")).isEqualTo(new Ledger.Verdict.Run(false));
    }

    @Test
    void makesWholeWhatWasKeptShort() throws IOException {
        started("k");
        Files.writeString(output, "short");
        finished(JobStatus.STOPPED, false, output);
        assertThat(verdict("k")).isEqualTo(new Ledger.Verdict.Run(true));
        assertThat(ledger.partialsOf("a"))
                .as("it has its final name: kept on purpose")
                .isEmpty();
        Files.writeString(output, "edited since");
        assertThat(verdict("k")).isEqualTo(new Ledger.Verdict.Run(false));
    }
}
