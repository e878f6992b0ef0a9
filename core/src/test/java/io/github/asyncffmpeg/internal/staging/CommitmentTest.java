package io.github.asyncffmpeg.internal.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate.State;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Written by one, committed by another, with files that a test writes by hand. */
class CommitmentTest {

    @TempDir
    private Path folder;

    private StagedOutputs staged(String... arguments) {
        StagedOutputs staged = StagedOutputs.of(
                "a job", Policy.KEEP.fates(), folder, CompiledCommand.of(StreamSpec.ofArguments(arguments)));
        staged.claim();
        staged.prepare();
        return staged;
    }

    private static Commitment held(StagedOutputs staged) {
        CheckedOutputs.Held held =
                staged.check(new Outcome.Completed(), Reported.NOTHING).held();
        assertThat(held.settled().fates()).isEmpty();
        assertThat(held.settled().fault()).isEmpty();
        return held.commitment();
    }

    private Path written(StagedOutputs staged, String text) throws IOException {
        return Files.writeString(staged.observed().get(0), text);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void nothingHasItsNameBeforeItIsCommitted() throws IOException {
        StagedOutputs staged = staged("-i", "x", "out.mp4");
        Path temporary = written(staged, "a film");
        Commitment commitment = held(staged);
        assertThat(names()).containsExactly(temporary.getFileName().toString());
        FileMark mark = commitment.entries().get(0).files().get(0);
        assertThat(mark.name()).isEqualTo(Path.of("out.mp4"));
        assertThat(mark.size()).isEqualTo(6);
        assertThat(commitment.commit().fates()).extracting("state").containsExactly(State.COMMITTED);
        assertThat(names()).containsExactly("out.mp4");
    }

    @Test
    void isCommittedOnceHoweverOftenSomebodyDoesSo() throws IOException {
        StagedOutputs staged = staged("-i", "x", "out.mp4");
        written(staged, "a film");
        Commitment commitment = held(staged);
        assertThat(commitment.commit()).isEqualTo(commitment.commit());
        assertThat(folder.resolve("out.mp4")).hasContent("a film");
        assertThat(names()).containsExactly("out.mp4");
    }

    /** Whoever gave it its second name died before the first was gone. */
    @Test
    void isCommittedWhenItHadBothNames() throws IOException {
        StagedOutputs staged = staged("-i", "x", "out.mp4");
        Path temporary = written(staged, "a film");
        Commitment commitment = held(staged);
        Files.createLink(folder.resolve("out.mp4"), temporary);
        assertThat(commitment.commit().fault()).isEmpty();
        assertThat(names()).containsExactly("out.mp4");
    }

    /** An attempt that was cut off still writes. */
    @Test
    void aFileThatWasWrittenToSinceIsNotCommitted() throws IOException {
        StagedOutputs staged = staged("-i", "x", "out.mp4");
        Path temporary = written(staged, "a film");
        Commitment commitment = held(staged);
        Files.writeString(temporary, "a fill");
        OutputSettlement settled = commitment.commit();
        assertThat(settled.fates()).extracting("state").containsExactly(State.MARKED);
        assertThat(settled.fault().orElseThrow().words())
                .isEqualTo("'out.mp4' could not be put in its place: it was written to after it was checked;"
                        + " what was written is kept as 'out.partial.mp4' beside it");
        assertThat(names()).containsExactly("out.partial.mp4");
    }

    @Test
    void aFileOfAnotherRunIsNotTakenForTheOneThatWasWritten() throws IOException {
        StagedOutputs staged = staged("-i", "x", "out.mp4");
        Path temporary = written(staged, "a film");
        Commitment commitment = held(staged);
        Files.delete(temporary);
        Files.writeString(folder.resolve("out.mp4"), "b film");
        OutputSettlement settled = commitment.commit();
        assertThat(settled.fates()).extracting("state").containsExactly(State.ABSENT);
        assertThat(settled.fault().orElseThrow().kind()).isEqualTo(FailureKind.NO_SUCH_FILE);
        assertThat(folder.resolve("out.mp4")).hasContent("b film");
    }

    /** Without -y: somebody else's file stays, and so does what was written. */
    @Test
    void doesNotReplaceWhatIsThere() throws IOException {
        StagedOutputs staged = staged("-i", "x", "out.mp4");
        written(staged, "a film");
        Commitment commitment = held(staged);
        Files.writeString(folder.resolve("out.mp4"), "of somebody else");
        assertThat(commitment.commit().fault().orElseThrow().kind()).isEqualTo(FailureKind.OUTPUT_EXISTS);
        assertThat(names()).containsExactly("out.mp4", "out.partial.mp4");
        assertThat(folder.resolve("out.mp4")).hasContent("of somebody else");
    }

    @Test
    void aFolderOfFilesIsCommittedFromWhereverAnotherStopped() throws IOException {
        StagedOutputs staged = staged("-i", "x", "-f", "segment", "s%d.ts");
        Path temporary = staged.observed().get(0).getParent();
        Files.writeString(temporary.resolve("s0.ts"), "one");
        Files.writeString(temporary.resolve("s1.ts"), "two");
        Commitment commitment = held(staged);
        assertThat(commitment.entries().get(0).files())
                .extracting(FileMark::name)
                .containsExactly(Path.of("s0.ts"), Path.of("s1.ts"));
        Files.move(temporary.resolve("s0.ts"), folder.resolve("s0.ts"));
        assertThat(commitment.commit().fault()).isEmpty();
        assertThat(commitment.commit().fault()).isEmpty();
        assertThat(names()).containsExactly("s0.ts", "s1.ts");
    }

    @Test
    void whatIsGivenUpGetsAMarkedName() throws IOException {
        StagedOutputs staged = staged("-i", "x", "out.mp4");
        written(staged, "a film");
        held(staged).giveUp();
        assertThat(names()).containsExactly("out.partial.mp4");
        StagedOutputs next = StagedOutputs.of(
                "a job", Policy.KEEP.fates(), folder, CompiledCommand.of(StreamSpec.ofArguments("-i", "x", "out.mp4")));
        assertThat(next.claim()).isTrue();
        next.release();
    }

    @Test
    void whatIsEmptyOrShortIsSettledAtOnce() throws IOException {
        StagedOutputs staged = StagedOutputs.of(
                "a job", Policy.MARK.fates(), folder, CompiledCommand.of(StreamSpec.ofArguments("-i", "x", "out.mp4")));
        staged.claim();
        written(staged, "half a film");
        CheckedOutputs.Held held =
                staged.check(new Outcome.Failed(false), Reported.NOTHING).held();
        assertThat(held.settled().fates()).extracting("state").containsExactly(State.MARKED);
        assertThat(held.commitment().entries()).isEmpty();
        assertThat(names()).containsExactly("out.partial.mp4");
    }
}
