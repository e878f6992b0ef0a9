package io.github.asyncffmpeg.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code convert} makes of files, folders and patterns. */
class FolderPlanTest {

    @TempDir
    Path folder;

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, "");
        }
    }

    private FolderOptions options(String to, boolean recursive, String... patterns) {
        return new FolderOptions(List.of(patterns), recursive, to, FolderOptions.COPY, folder, JobSettings.NONE);
    }

    /** A line for each job: what is read, and what is written. */
    private List<String> plan(String to, String... patterns) throws FolderException {
        return lines(FolderPlan.of(options(to, false, patterns)));
    }

    private List<String> lines(Plan plan) {
        List<String> lines = new ArrayList<>();
        for (PlannedJob job : plan.jobs()) {
            lines.add(folder.relativize(job.inputs().get(0)) + " > "
                    + folder.relativize(job.outputs().get(0)));
        }
        return lines;
    }

    private List<String> wrong(String to, String... patterns) {
        FolderException e =
                catchThrowableOfType(FolderException.class, () -> FolderPlan.of(options(to, false, patterns)));
        assertThat(e).isNotNull();
        return e.sentences();
    }

    @Test
    void anExtensionIsTheSameNameBesideTheSource() throws Exception {
        files("a.mov", "in/b.avi");
        assertThat(plan("mp4", "a.mov", "in/b.avi")).containsExactly("a.mov > a.mp4", "in/b.avi > in/b.mp4");
        assertThat(plan(".xyz", "a.mov")).containsExactly("a.mov > a.xyz");
        assertThat(wrong("xyz", "a.mov"))
                .containsExactly("--to xyz: write xyz/ for a folder, or .xyz for an extension.");
    }

    @Test
    void aFolderOrATemplateSaysWhere() throws Exception {
        files("in/a.mov");
        Files.createDirectory(folder.resolve("there{1}"));
        assertThat(plan("out/", "in/a.mov")).containsExactly("in/a.mov > out/a.mov");
        assertThat(plan("there{1}", "in/a.mov")).containsExactly("in/a.mov > there{1}/a.mov");
        assertThat(plan("out/{ext}/{stem}.webm", "in/a.mov")).containsExactly("in/a.mov > out/mov/a.webm");
        assertThat(plan("one.mkv", "in/a.mov")).containsExactly("in/a.mov > one.mkv");
    }

    @Test
    void theArgumentsStandBetweenInputAndOutput() throws Exception {
        files("a.mov");
        Plan plan = FolderPlan.of(new FolderOptions(
                List.of("a.mov"),
                false,
                "mp4",
                List.of("-c:v", "libx264", "-metadata", "title={stem}"),
                folder,
                JobSettings.of(null, null, null, true, null)));
        assertThat(FFmpegCommand.of(plan.jobs().get(0).job().spec()).arguments())
                .containsExactly("-i", "file:a.mov", "-c:v", "libx264", "-metadata", "title=a", "file:a.mp4", "-y");
        assertThat(plan.title()).isEqualTo("convert");
        assertThat(plan.jobs().get(0).id()).isEqualTo("a.mov");
    }

    @Test
    void aFolderIsItsMediaAndAllBelowWhenAsked() throws Exception {
        files("v/a.mov", "v/b.MKV", "v/readme.txt", "v/.c.mov", "v/d.partial.mov", "v/deep/er/e.mov", "v/.git/f.mov");
        Files.createSymbolicLink(folder.resolve("v/link.mov"), folder.resolve("v/a.mov"));
        assertThat(plan("out/", "v")).containsExactly("v/a.mov > out/a.mov", "v/b.MKV > out/b.MKV");
        assertThat(lines(FolderPlan.of(options("out/", true, "v/"))))
                .containsExactly("v/a.mov > out/a.mov", "v/b.MKV > out/b.MKV", "v/deep/er/e.mov > out/deep/er/e.mov");
        assertThat(plan("mp4", "v/link.mov")).as("a link that is named").containsExactly("v/link.mov > v/link.mp4");
    }

    @Test
    void aPatternWorksWhetherTheShellHasReadItOrNot() throws Exception {
        files("a.mov", "b.mov", "c[1].mov");
        assertThat(plan("mp4", "*.mov"))
                .isEqualTo(plan("mp4", "a.mov", "b.mov", "c[1].mov"))
                .hasSize(3);
        assertThat(plan("mp4", "*.mov", "a.mov")).as("each once").hasSize(3);
    }

    @Test
    void aSecondTimeMeansTheSameFiles() throws Exception {
        files("v/a.mov", "v/a.mp4", "v/b.webm", "v/b.mp4");
        assertThat(plan("mp4", "v")).containsExactly("v/a.mov > v/a.mp4", "v/b.webm > v/b.mp4");
    }

    @Test
    void filesThatWouldMeetAreBothNamed() throws Exception {
        files("a.mov", "a.avi");
        assertThat(wrong("mp4", "a.mov", "a.avi"))
                .containsExactly(
                        "a.mov and a.avi would both be " + folder.resolve("a.mp4") + ".",
                        "to tell them apart, write --to '{dir}/{name}.mp4': {name} has the old extension as well.");
    }

    @Test
    void noFileIsWrittenOverItself() throws Exception {
        files("a.mp4");
        assertThat(wrong("mp4", "a.mp4"))
                .containsExactly(
                        "1 file already has its new name: a.mp4. To convert such files too, write --to web/ or --to"
                                + " '{dir}/{stem}-small.mp4'.");
    }

    @Test
    void filesThatAreSoAlreadyAreLeftOutAndCounted() throws Exception {
        files("v/a.mov", "v/b.mp4", "v/c.mp4");
        Plan plan = FolderPlan.of(options("mp4", false, "v"));
        assertThat(lines(plan)).containsExactly("v/a.mov > v/a.mp4");
        assertThat(plan.remarks())
                .containsExactly(new Plan.Remark(
                        "2 files already have their new names and are left out: v/b.mp4, v/c.mp4. To convert such"
                                + " files too, write --to web/ or --to '{dir}/{stem}-small.mp4'.",
                        false));
    }

    @Test
    void aFileWhoseNameIsNoTextIsLeftOutAndToldOf() throws Exception {
        files("v/a.mov");
        Files.writeString(Path.of(URI.create(folder.toUri() + "v/%E9.mov")), "");
        Files.writeString(Path.of(URI.create(folder.toUri() + "v/%E9.txt")), "");
        Plan plan = FolderPlan.of(options("mp4", false, "v"));
        assertThat(lines(plan)).containsExactly("v/a.mov > v/a.mp4");
        assertThat(plan.remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.failure()).isTrue();
            assertThat(remark.sentence()).startsWith("v/\\xe9.mov is left out: its name is not text in ");
        });
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        files("empty/x.txt", "a.mov");
        assertThat(wrong("mp4", "nothing.mov", "*.avi", "empty"))
                .containsExactly(
                        "there is no file nothing.mov.",
                        "no file matches *.avi.",
                        "there is no video or sound in the folder empty; --recursive looks into the folders below.");
        assertThat(wrong("{stm}.mp4", "a.mov")).containsExactly("there is no variable {stm}; did you mean {stem}?");
    }

    @Test
    void strangeNamesStayNames() throws Exception {
        for (String name : List.of("-a%d:b'c", "{stem}", "two\nlines", "100% 🐎")) {
            files(name + ".mov");
            assertThat(plan("mp4", name + ".mov")).containsExactly(name + ".mov > " + name + ".mp4");
        }
    }
}
