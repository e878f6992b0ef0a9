package io.github.asyncffmpeg.jobs.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OutputFile;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob.Retries;
import io.github.asyncffmpeg.jobs.internal.plan.Series;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.PartialOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
                new JobStarted(Instant.now(), "a", key, 1, 0, JobFiles.states(job), OptionalLong.empty(), List.of()));
    }

    private void finished(JobStatus status, boolean complete, Path file) {
        List<OutputFile> files = JobFiles.state(file)
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

    private Ledger.Decision verdict(String key) {
        return ledger.judge(job, key);
    }

    @Test
    void runsWhatNobodyHasSeen() {
        assertThat(verdict("k")).isEqualTo(new Ledger.Decision.Run(false));
    }

    @Test
    void leavesAloneWhatWasCommitted() throws IOException {
        started("k");
        Files.writeString(output, "whole");
        finished(JobStatus.DONE, true, output);
        assertThat(verdict("k")).isInstanceOf(Ledger.Decision.Done.class);
    }

    @Test
    void trustsAFileThatCameIntoBeingAfterAnIntentWithoutACommit() throws IOException {
        started("k");
        assertThat(verdict("k")).as("nothing came").isEqualTo(new Ledger.Decision.Run(false));
        Files.writeString(output, "whole");
        assertThat(verdict("k")).isInstanceOf(Ledger.Decision.Done.class);
    }

    @Test
    void doesNotTrustAFileThatWasThereBeforeTheIntent() throws IOException {
        Files.writeString(output, "another's");
        started("k");
        assertThat(verdict("k")).isEqualTo(new Ledger.Decision.Run(false));
    }

    @Test
    void runsAnotherJobOfTheSameNameAndReplacesWhatTheFirstMade() throws IOException {
        started("k");
        Files.writeString(output, "whole");
        finished(JobStatus.DONE, true, output);
        assertThat(verdict("changed")).isEqualTo(new Ledger.Decision.Run(true));
    }

    @Test
    void neverReplacesWhatSomebodyElseWroteSince() throws IOException {
        started("k");
        Files.writeString(output, "whole");
        finished(JobStatus.DONE, true, output);
        Files.writeString(output, "edited by hand");
        assertThat(verdict("k")).isEqualTo(new Ledger.Decision.Run(false));
        assertThat(verdict("changed")).isEqualTo(new Ledger.Decision.Run(false));
    }

    @Test
    void runsAgainWhatWasCommittedAndIsGone() throws IOException {
        started("k");
        Files.writeString(output, "whole");
        finished(JobStatus.DONE, true, output);
        Files.delete(output);
        assertThat(verdict("k")).isEqualTo(new Ledger.Decision.Run(false));
    }

    @Test
    void knowsTheHalfFilesOfEarlierAttempts() throws IOException {
        Path partial = folder.resolve("out.partial.mp4");
        started("k");
        Files.writeString(partial, "half");
        finished(JobStatus.STOPPED, false, partial);
        assertThat(verdict("k")).isEqualTo(new Ledger.Decision.Run(false));
        assertThat(ledger.partialsOf(job)).extracting(OutputFile::file).containsExactly(partial);
        Files.writeString(partial, "somebody's own");
        assertThat(ledger.partialsOf(job)).isEmpty();
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
        assertThat(verdict("k")).as("its own, and not whole").isEqualTo(new Ledger.Decision.Run(true));
    }

    @Test
    void leavesAFileAloneOfWhichItIsNotKnownWhoMadeIt() throws IOException {
        started("k");
        Files.writeString(output, "the user's");
        assertThat(verdict("changed")).isEqualTo(new Ledger.Decision.Run(false));
    }

    @Test
    void makesWholeWhatWasKeptShort() throws IOException {
        started("k");
        Files.writeString(output, "short");
        finished(JobStatus.STOPPED, false, output);
        assertThat(verdict("k")).isEqualTo(new Ledger.Decision.Run(true));
        assertThat(ledger.partialsOf(job))
                .as("it has its final name: kept on purpose")
                .isEmpty();
        Files.writeString(output, "edited since");
        assertThat(verdict("k")).isEqualTo(new Ledger.Decision.Run(false));
    }

    @Test
    void stillKnowsWhatWasDoneBeforeAFailure() throws IOException {
        started("k");
        Files.writeString(output, "whole");
        finished(JobStatus.DONE, true, output);
        started("k");
        finished(JobStatus.FAILED, false, folder.resolve("nothing"));
        assertThat(verdict("k")).isInstanceOf(Ledger.Decision.Done.class);
        assertThat(verdict("changed")).isEqualTo(new Ledger.Decision.Run(true));
    }

    @Test
    void takesNumberedFilesTogether() throws IOException {
        Series series = new Series(folder.resolve("%03d.png"), 1);
        job = new PlannedJob("a", job.job(), List.of(), List.of(), List.of(series), Set.of(), Map.of(), Retries.NONE);
        started("k");
        Files.writeString(folder.resolve("001.png"), "one");
        assertThat(verdict("k")).as("perhaps not all have their names").isEqualTo(new Ledger.Decision.Run(true));
        Files.writeString(folder.resolve("002.png"), "two");
        FileState both = JobFiles.state(job, series.pattern()).orElseThrow();
        assertThat(both.bytes()).isEqualTo(6);
        ledger.add(new JobFinished(
                Instant.now(),
                "a",
                JobStatus.DONE,
                1,
                Duration.ofSeconds(1),
                OptionalInt.of(0),
                List.of(new OutputFile(series.pattern(), true, both)),
                Optional.empty(),
                Optional.empty()));
        assertThat(verdict("k")).isInstanceOf(Ledger.Decision.Done.class);
        Files.delete(folder.resolve("002.png"));
        assertThat(verdict("k")).isEqualTo(new Ledger.Decision.Run(false));
    }

    @Test
    void deletesOnlyWhatIsMarkedAsAnOutputOfTheJob() throws IOException {
        started("k");
        for (String name : List.of("other.partial.mp4", "out.partial-2.mp4", "in/out.partial.mp4", "out.txt")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "half");
            finished(JobStatus.FAILED, false, file);
        }
        assertThat(ledger.partialsOf(job))
                .extracting(output -> output.file().getFileName().toString())
                .containsExactly("out.partial-2.mp4");
    }

    @Test
    void knowsTheHalfFoldersOfListsAndNumberedFiles() throws IOException {
        Path list = folder.resolve("h.m3u8");
        Series series = new Series(folder.resolve("s/v%v/i.m3u8"), 0);
        job = new PlannedJob(
                "a", job.job(), List.of(), List.of(list), List.of(series), Set.of(), Map.of(), Retries.NONE);
        started("k");
        for (String name : List.of("h.m3u8.partial", "s/v_v_i.m3u8.partial", "s/other.partial")) {
            finished(JobStatus.STOPPED, false, Files.createDirectories(folder.resolve(name)));
        }
        assertThat(ledger.partialsOf(job))
                .extracting(output -> output.file().getFileName().toString())
                .containsExactly("h.m3u8.partial", "v_v_i.m3u8.partial");
        Path half = folder.resolve("h.m3u8.partial");
        Files.createDirectories(half.resolve("in"));
        Files.writeString(half.resolve("in/0.ts"), "x");
        JobFiles.delete(half);
        assertThat(half).doesNotExist();
    }

    /** Another file under the name of the first may be older than it, and as long. */
    @Test
    void knowsEachInputByItsSizeAndTimeAndSmallOnesByTheirBytes() throws IOException {
        Path film = Files.write(folder.resolve("in.mov"), new byte[100_000]);
        Path words = Files.writeString(folder.resolve("in.srt"), "words");
        FileTime old = FileTime.from(Instant.now().minusSeconds(600));
        Files.setLastModifiedTime(film, old);
        job = new PlannedJob("a", job.job(), List.of(film, words), List.of(output), Set.of(), Map.of(), Retries.NONE);
        ledger.add(
                new JobStarted(Instant.now(), "a", "k", 1, 0, Map.of(), JobFiles.bytes(job.inputs()), Inputs.of(job)));
        Files.writeString(output, "whole");
        finished(JobStatus.DONE, true, output);
        assertThat(verdict("k")).isInstanceOf(Ledger.Decision.Done.class);
        Files.writeString(words, "words"); // a script has written the same again
        Files.setLastModifiedTime(words, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(verdict("k")).isInstanceOf(Ledger.Decision.Done.class);
        Files.setLastModifiedTime(film, FileTime.from(Instant.now().minusSeconds(6000)));
        assertThat(verdict("k")).as("an older film").isEqualTo(new Ledger.Decision.Run(true));
        assertThat(ledger.difference(job, "k"))
                .contains("made of an input that has changed since; --resume makes it anew");
        Files.setLastModifiedTime(film, old);
        assertThat(verdict("k")).isInstanceOf(Ledger.Decision.Done.class);
        Files.writeString(words, "works");
        assertThat(verdict("k")).as("other words").isEqualTo(new Ledger.Decision.Run(true));
        Files.writeString(words, "words");
        Files.delete(film); // it has been made: people delete what it was made of
        assertThat(verdict("k")).isInstanceOf(Ledger.Decision.Done.class);
    }

    /** A list is what it names. */
    @Test
    void looksBehindTheNameOfAList() throws IOException {
        Path part = Files.writeString(folder.resolve("it's a.mkv"), "part");
        Path list = Files.writeString(folder.resolve("list.txt"), "file 'it'\\''s a.mkv'\nfile http://host/b.mkv\n");
        job = new PlannedJob("a", job.job(), List.of(list), List.of(output), Set.of(), Map.of(), Retries.NONE);
        ledger.add(
                new JobStarted(Instant.now(), "a", "k", 1, 0, Map.of(), JobFiles.bytes(job.inputs()), Inputs.of(job)));
        Files.writeString(output, "whole");
        finished(JobStatus.DONE, true, output);
        assertThat(verdict("k")).isInstanceOf(Ledger.Decision.Done.class);
        Files.writeString(part, "another");
        assertThat(verdict("k")).isEqualTo(new Ledger.Decision.Run(true));
    }

    /** Cut off, and then changed: what is there may be of either, and is left alone. */
    @Test
    void doesNotBelieveAnOutputOfARunThatWasCutOffWhenTheInputIsAnother() throws IOException {
        Path film = Files.write(folder.resolve("in.mov"), new byte[100_000]);
        job = new PlannedJob("a", job.job(), List.of(film), List.of(output), Set.of(), Map.of(), Retries.NONE);
        ledger.add(
                new JobStarted(Instant.now(), "a", "k", 1, 0, Map.of(), JobFiles.bytes(job.inputs()), Inputs.of(job)));
        Files.writeString(output, "whole");
        assertThat(verdict("k")).isInstanceOf(Ledger.Decision.Done.class);
        Files.write(film, new byte[100_001]);
        assertThat(verdict("k")).isEqualTo(new Ledger.Decision.Run(false));
        assertThat(ledger.difference(job, "k"))
                .contains("and a run that was cut off may have made it of an input that has changed since;"
                        + " delete it, and it is made anew");
    }

    /** A journal of before its inputs were written down. */
    @Test
    void runsAgainWhatWasMadeOfAnInputThatHasChangedSince() throws IOException {
        Path input = Files.writeString(folder.resolve("in.mov"), "film");
        Files.setLastModifiedTime(input, FileTime.from(Instant.now().minusSeconds(60)));
        job = new PlannedJob("a", job.job(), List.of(input), List.of(output), Set.of(), Map.of(), Retries.NONE);
        ledger.add(new JobStarted(Instant.now(), "a", "k", 1, 0, Map.of(), JobFiles.bytes(job.inputs()), List.of()));
        Files.writeString(output, "whole");
        finished(JobStatus.DONE, true, output);
        assertThat(verdict("k")).isInstanceOf(Ledger.Decision.Done.class);
        assertThat(ledger.difference(job, "k")).isEmpty();
        assertThat(ledger.difference(job, "changed")).contains("made with other options; --resume makes it anew");
        Files.setLastModifiedTime(input, FileTime.from(Instant.now().plusSeconds(3600)));
        assertThat(verdict("k")).as("a clock that was wrong").isInstanceOf(Ledger.Decision.Done.class);
        Files.writeString(input, "a longer film");
        assertThat(verdict("k")).isEqualTo(new Ledger.Decision.Run(true));
        assertThat(ledger.difference(job, "k"))
                .contains("made of an input that has changed since; --resume makes it anew");
        Files.writeString(output, "edited by hand");
        assertThat(verdict("k")).isEqualTo(new Ledger.Decision.Run(false));
        assertThat(ledger.difference(job, "k"))
                .as("nobody knows how it was made")
                .isEmpty();
    }
}
