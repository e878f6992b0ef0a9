package io.github.asyncffmpeg.internal.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate.State;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.media.MediaTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What FFmpeg is told, what is refused, and what becomes of the files, with files that a test writes by hand. */
class StagedOutputsTest {

    private static final Outcome COMPLETED = new Outcome.Completed();

    @TempDir
    private Path folder;

    private final List<StagedOutputs> made = new ArrayList<>();

    @AfterEach
    void release() {
        made.forEach(StagedOutputs::abandon);
    }

    private StagedOutputs staged(Policy policy, String... arguments) {
        StreamSpec spec = StreamSpec.ofArguments(arguments);
        StagedOutputs staged = StagedOutputs.of("a job", policy.fates(), folder, CompiledCommand.of(spec));
        made.add(staged);
        return staged;
    }

    private StagedOutput only(StagedOutputs staged) {
        assertThat(staged.outputs()).hasSize(1);
        return staged.outputs().get(0);
    }

    /** The arguments FFmpeg gets, with TEMP for the temporary name. */
    private List<String> told(String... arguments) {
        StagedOutputs staged = staged(Policy.KEEP, arguments);
        List<String> told = CompiledCommand.of(StreamSpec.ofArguments(arguments))
                .edited(staged.edits())
                .arguments();
        String temporary = only(staged).temporaryName();
        return told.stream()
                .map(argument -> argument.replace(temporary, "TEMP"))
                .toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** With numbers, three runs at a time all took one name, and two of them failed when they had done their work. */
    @Test
    void aFinalNameIsTakenWhileARunWritesUnderATemporaryOne() {
        Pattern outputs = Pattern.compile("out(-\\d)?\\.mp4");
        StagedOutputs first = staged(Policy.KEEP, "-i", "x", "out.mp4");
        assertThat(first.claim()).isTrue();
        assertThat(new ListedFolders(folder).names(Path.of(""), outputs)).containsExactly("out.mp4");
        StagedOutputs second = staged(Policy.KEEP, "-i", "x", "out.mp4");
        assertThat(second.claim()).isFalse();
        second.abandon();
        assertThat(new ListedFolders(folder).names(Path.of(""), outputs)).containsExactly("out.mp4");
        first.settle(COMPLETED, Reported.NOTHING);
        assertThat(new ListedFolders(folder).names(Path.of(""), outputs)).isEmpty();
    }

    @Test
    void aFinalNameIsTakenWhileATemporaryFileIsInUseAndFreeWhenItIsLeft() throws IOException {
        Pattern outputs = Pattern.compile("out\\.mp4");
        PartialOwner self = HostSystem.THIS.self();
        PartialOwner other = new PartialOwner(
                self.machine(),
                self.boot(),
                self.namespace(),
                1,
                HostSystem.THIS.startOf(1).orElse(0),
                7);
        Path temporary = Files.createFile(folder.resolve("out.partial-" + other + ".mp4"));
        assertThat(new ListedFolders(folder).names(Path.of(""), outputs)).containsExactly("out.mp4");
        Files.delete(temporary);
        PartialOwner dead = new PartialOwner(self.machine(), self.boot(), self.namespace(), 1, other.start() + 1, 7);
        Files.createFile(folder.resolve("out.partial-" + dead + ".mp4"));
        if (HostSystem.THIS.seesAllProcesses()) {
            assertThat(new ListedFolders(folder).names(Path.of(""), outputs)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "-i x out.mp4, -i x TEMP",
        "-i x file:out.mp4, -i x file:TEMP",
        "-i x sub/dir/out.mp4, -i x sub/dir/TEMP",
        "-i x -- -out.mp4, -i x -- TEMP",
        "-i x -f image2 -update 1 a%d.png, -i x -f image2 -update 1 TEMP",
        "-i x a%d.mp4, -i x TEMP",
        "-i x f%03d.png, -i x TEMP/f%03d.png",
        "-i x file:a%%b/f%03d.png, -i x file:a%%b/TEMP/f%03d.png",
        "-i x -f segment s%d.ts, -i x -f segment TEMP/s%d.ts",
        "-i x -f segment -segment_list d/l.csv d/s%d.ts,"
                + " -i x -f segment -segment_list d/l.csv -segment_list d/TEMP/l.csv d/TEMP/s%d.ts",
        "-i x -f segment -segment_list pipe:1 s%d.ts, -i x -f segment -segment_list pipe:1 TEMP/s%d.ts",
        "-i x d/p.m3u8, -i x d/TEMP/p.m3u8",
        "-i x -f hls d/p, -i x -f hls d/TEMP/p",
        "-i x -hls_segment_filename ./d/s%d.ts d/p.m3u8,"
                + " -i x -hls_segment_filename ./d/s%d.ts -hls_segment_filename ./d/TEMP/s%d.ts d/TEMP/p.m3u8",
        "-i x -hls_segment_filename d/v%v/s%d.ts d/v%v/p.m3u8, -i x -hls_segment_filename d/v%v/s%d.ts"
                + " -hls_segment_filename d/TEMP/v%v/s%d.ts d/TEMP/v%v/p.m3u8",
        "-i x m.mpd, -i x TEMP/m.mpd"
    })
    void ffmpegWritesUnderATemporaryName(String given, String told) {
        assertThat(told(given.split(" ", -1))).containsExactly(told.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "pipe:1",
                "-f null x",
                "-f v4l2 /dev/video0",
                "/dev/null",
                "-f mp4 folder/",
                "rtmp://host/x",
                "-f fifo -fifo_format flv rtmp://host/x"
            })
    void whatIsNoFileIsLeftAsItIs(String output) {
        String[] arguments = ("-i x " + output).split(" ", -1);
        assertThat(staged(Policy.KEEP, arguments).outputs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-f tee a.mp4|b.mkv, (tee)",
        "-f smoothstreaming folder, (smoothstreaming)",
        "-f mp4 crypto:out.mp4, protocol",
        "-hls_segment_filename other/s%d.ts d/p.m3u8, hls_segment_filename",
        "-hls_flags delete_segments+append_list p.m3u8, append_list",
        "-hls_fmp4_init_filename sub/i.mp4 p.m3u8, hls_fmp4_init_filename",
        "-master_pl_name ../m.m3u8 p.m3u8, master_pl_name",
        "-f segment -segment_list other/l.csv s%d.ts, segment_list",
        "-init_seg_name ../i.m4s m.mpd, init_seg_name",
        "d%d/f%d.png, in the name of its folder",
        "out.mp4 ./out.mp4, one file"
    })
    void whatCannotBeFollowedIsRefused(String output, String word) {
        String[] arguments = ("-i x " + output).split(" ", -1);
        assertThatThrownBy(() -> staged(Policy.KEEP, arguments))
                .isInstanceOf(FFmpegSpecException.class)
                .hasMessageContaining(word);
    }

    /** The exception named append_list, which the user had not written, and nothing else. */
    @Test
    void aPlaylistThatGoesOnSaysWhereThatComesFromAndWhatToDo() {
        assertThatThrownBy(() -> staged(Policy.KEEP, "-i", "x", "-hls_flags", "+append_list", "p.m3u8"))
                .isInstanceOf(FFmpegSpecException.class)
                .hasMessageContaining("'p.m3u8'")
                .hasMessageContaining("numberedOutputs and supervised runs add it")
                .hasMessageContaining("Leave partialOutput out")
                .hasMessageContaining("hls_segment_type fmp4");
    }

    @Test
    void aPathIsOneFileWhateverItsName() {
        Path name = Path.of("a%d:b\nc.png");
        StreamSpec spec = io.github.asyncffmpeg.FFmpeg.input("x").output(name);
        CompiledCommand command = CompiledCommand.of(spec);
        StagedOutputs staged = StagedOutputs.of("a job", Policy.KEEP.fates(), folder, command);
        made.add(staged);
        MediaTarget written = only(staged).written();
        assertThat(written).isInstanceOf(MediaTarget.LocalFile.class);
        assertThat(written.toString()).startsWith("a%d:b\nc.partial-").endsWith(".png");
    }

    @Test
    void aLinkIsFollowedAndItsTargetReplaced() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("link.mp4"), Path.of("real/file.mp4"));
        StagedOutputs staged = staged(Policy.KEEP, "-y", "-i", "x", "link.mp4");
        Files.writeString(only(staged).temporary(), "film");
        staged.settle(COMPLETED, Reported.NOTHING);
        assertThat(real.resolve("file.mp4")).hasContent("film");
        assertThat(folder.resolve("link.mp4")).isSymbolicLink();
    }

    @ParameterizedTest(name = "{0}, {1}: {2} {3}")
    @CsvSource({
        "KEEP, complete, COMMITTED, out.mp4",
        "MARK, complete, COMMITTED, out.mp4",
        "DELETE, complete, COMMITTED, out.mp4",
        "KEEP, short, SHORT, out.mp4",
        "MARK, short, MARKED, out.partial.mp4",
        "DELETE, short, DELETED,",
        "KEEP, broken, MARKED, out.partial.mp4",
        "MARK, broken, MARKED, out.partial.mp4",
        "DELETE, broken, DELETED,"
    })
    void thePolicyDecidesWhatBecomesOfAFile(Policy policy, String how, State state, @Nullable String name)
            throws Exception {
        StagedOutputs staged = staged(policy, "-i", "x", "out.mp4");
        Files.writeString(only(staged).temporary(), "film");
        var settled = staged.settle(outcome(how), Reported.NOTHING);
        assertThat(settled.fault()).isEmpty();
        assertThat(settled.fates()).hasSize(1);
        assertThat(settled.fates().get(0).state()).isEqualTo(state);
        assertThat(names()).isEqualTo(name == null ? List.of() : List.of(name));
        assertThat(settled.fates().get(0).file().map(Path::getFileName).map(Path::toString))
                .isEqualTo(java.util.Optional.ofNullable(name));
    }

    private static Outcome outcome(String how) {
        return switch (how) {
            case "complete" -> COMPLETED;
            case "short" -> new Outcome.Stopped(StopReason.QUIT, true);
            default -> new Outcome.Killed(StopReason.KILL);
        };
    }

    @Test
    void nothingWrittenIsAFaultOfACompleteRunAlone() throws Exception {
        StagedOutputs empty = staged(Policy.KEEP, "-i", "x", "out.mp4");
        Files.createFile(only(empty).temporary());
        assertThat(empty.settle(COMPLETED, Reported.NOTHING)
                        .fault()
                        .orElseThrow()
                        .kind())
                .isEqualTo(FailureKind.OUTPUT_EMPTY);
        var stopped = staged(Policy.KEEP, "-i", "x", "out.mp4").settle(outcome("broken"), Reported.NOTHING);
        assertThat(stopped.fault()).isEmpty();
        assertThat(stopped.fates().get(0).state()).isEqualTo(State.ABSENT);
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEEP", "DELETE"})
    void aFileThatHasAppearedIsNotOverwritten(Policy policy) throws Exception {
        StagedOutputs staged = staged(policy, "-i", "x", "out.mp4");
        Files.writeString(only(staged).temporary(), "new");
        Files.writeString(folder.resolve("out.mp4"), "old");
        var settled = staged.settle(COMPLETED, Reported.NOTHING);
        OutputFault fault = settled.fault().orElseThrow();
        assertThat(fault.kind()).isEqualTo(FailureKind.OUTPUT_EXISTS);
        assertThat(fault.words()).contains("'out.mp4'", "'out.partial.mp4'");
        assertThat(settled.fates().get(0).state()).isEqualTo(State.MARKED);
        assertThat(folder.resolve("out.mp4")).hasContent("old");
        assertThat(folder.resolve("out.partial.mp4")).hasContent("new");
    }

    @Test
    void withOverwriteItIsReplaced() throws Exception {
        StagedOutputs staged = staged(Policy.KEEP, "-y", "-i", "x", "out.mp4");
        Files.writeString(only(staged).temporary(), "new");
        Files.writeString(folder.resolve("out.mp4"), "old");
        assertThat(staged.settle(COMPLETED, Reported.NOTHING).fates().get(0).state())
                .isEqualTo(State.COMMITTED);
        assertThat(folder.resolve("out.mp4")).hasContent("new");
        assertThat(names()).containsExactly("out.mp4");
    }

    @Test
    void aFolderThatIsGoneIsNamed() throws Exception {
        Path sub = Files.createDirectory(folder.resolve("sub"));
        StagedOutputs staged = staged(Policy.KEEP, "-i", "x", "sub/out.mp4");
        Files.delete(sub);
        OutputFault fault = staged.settle(COMPLETED, Reported.NOTHING).fault().orElseThrow();
        assertThat(fault.kind()).isEqualTo(FailureKind.NO_SUCH_FILE);
        assertThat(fault.words()).contains("sub/out.mp4", "folder was taken away");
    }

    @Test
    void segmentsWithoutTheirPlaylistAreNotPutInPlace() throws Exception {
        StagedOutputs staged = staged(Policy.KEEP, "-i", "x", "p.m3u8");
        staged.prepare();
        Files.writeString(only(staged).temporary().resolve("p0.ts"), "film");
        assertThat(staged.settle(COMPLETED, Reported.NOTHING).fault()).isPresent();
        assertThat(names()).containsExactly("p.m3u8.partial");
    }

    @ParameterizedTest(name = "{0} beside {1}")
    @CsvSource({
        "out.mp4, out.mp4",
        "p.m3u8, p.m3u8",
        "f%03d.png, f007.png",
        "-f segment s%d.ts, s0.ts",
        "-start_number 7 f%d.png, f7.png"
    })
    void whatIsThereIsRefusedBeforeTheStart(String output, String existing) throws Exception {
        Files.createFile(folder.resolve(existing));
        StagedOutputs staged = staged(Policy.KEEP, ("-i x " + output).split(" ", -1));
        assertThatThrownBy(staged::prepare).isInstanceOfSatisfying(FFmpegProcessException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.OUTPUT_EXISTS);
            assertThat(e).hasMessageContaining(existing).hasMessageContaining("already exists");
        });
        staged.abandon();
        assertThat(names()).containsExactly(existing);
    }

    @ParameterizedTest(name = "{0} beside {1}")
    @CsvSource({
        "-y out.mp4, out.mp4",
        "f%03d.png, fabc.png",
        "f%03d.png, f000.png",
        "-start_number 7 f%d.png, f6.png",
        "-strftime 1 %Y.png, 2025.png"
    })
    void whatIsNotOverwrittenIsNotRefused(String output, String existing) throws Exception {
        Files.createFile(folder.resolve(existing));
        staged(Policy.KEEP, ("-i x " + output).split(" ", -1)).prepare();
        assertThat(names()).contains(existing);
    }

    @Test
    void anInputIsNoOutput() throws Exception {
        Files.createFile(folder.resolve("x.mp4"));
        StagedOutputs staged = staged(Policy.KEEP, "-y", "-i", "x.mp4", "./x.mp4");
        assertThatThrownBy(staged::prepare)
                .isInstanceOfSatisfying(
                        FFmpegProcessException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.SAME_FILE));
    }

    @Test
    void wordsOfFFmpegHaveTheNamesOfTheSpec() {
        StagedOutputs file = staged(Policy.KEEP, "-i", "x", "d/out.mp4");
        assertThat(file.inWordsOfTheSpec("d/" + only(file).temporaryName() + ": No space left"))
                .isEqualTo("d/out.mp4: No space left");
        StagedOutputs many = staged(Policy.KEEP, "-i", "x", "d/p.m3u8");
        assertThat(many.inWordsOfTheSpec("Opening 'd/" + only(many).temporaryName() + "/p0.ts' for writing"))
                .isEqualTo("Opening 'd/p0.ts' for writing");
    }
}
