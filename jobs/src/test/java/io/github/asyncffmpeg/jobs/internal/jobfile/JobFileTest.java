package io.github.asyncffmpeg.jobs.internal.jobfile;

import static io.github.asyncffmpeg.jobs.internal.jobfile.JobTexts.arguments;
import static io.github.asyncffmpeg.jobs.internal.jobfile.JobTexts.file;
import static io.github.asyncffmpeg.jobs.internal.jobfile.JobTexts.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.run.PartialOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Job files that are right, and what they become. */
class JobFileTest {

    @TempDir
    Path folder;

    private JobTexts texts;

    @BeforeEach
    void set() {
        texts = new JobTexts(folder);
    }

    @Test
    void theSmallestFileIsOneJob() throws Exception {
        PlannedJob job = texts.only(file("jobs: [ {args: [-i, in.mp4, -c, copy, out.mkv]} ]"));
        assertThat(job.id()).isEqualTo("out");
        assertThat(arguments(job)).containsExactly("-i", "in.mp4", "-c", "copy", "out.mkv");
        assertThat(job.inputs()).containsExactly(folder.resolve("in.mp4"));
        assertThat(job.outputs()).containsExactly(folder.resolve("out.mkv"));
        assertThat(job.job().directory()).contains(folder);
        assertThat(job.job().name()).contains("out");
    }

    @Test
    void jsonIsReadAsWell() throws Exception {
        PlannedJob job = texts.only("""
                {
                \t"version": 1,
                \t"jobs": [{"name": "a\\/b", "args": ["-i", "caf\\u00e9 \\ud83d\\ude00.mp4", "out.mp4"]}]
                }
                """);
        assertThat(job.id()).isEqualTo("a/b");
        assertThat(arguments(job)).containsExactly("-i", "café 😀.mp4", "out.mp4");
    }

    @Test
    void aCommandLineIsSplitAsAShellDoesAndItsVariablesAreNotSplit() throws Exception {
        PlannedJob job = texts.only("""
                version: 1
                vars: { title: "it's; $(a) talk" }
                jobs:
                  - command: |
                      ffmpeg -i 'a b.mov' -map 0:a? \\
                        -metadata title={title} -vf "scale=640:-2" out.mp4
                """);
        assertThat(arguments(job))
                .containsExactly(
                        "-i",
                        "a b.mov",
                        "-map",
                        "0:a?",
                        "-metadata",
                        "title=it's; $(a) talk",
                        "-vf",
                        "scale=640:-2",
                        "out.mp4");
    }

    @Test
    void theFileOfACommandLineIsOneArgument() throws Exception {
        texts.files("-x; rm 'y' $z.mov");
        PlannedJob job =
                texts.only("version: 1\njobs: [{each: '*.mov', command: \"ffmpeg -i {input} -c copy {stem}.mkv\"}]");
        assertThat(arguments(job))
                .containsExactly("-i", "file:-x; rm 'y' $z.mov", "-c", "copy", "file:-x; rm 'y' $z.mkv");
    }

    @Test
    void anArgumentIsTheTextAsItIsWritten() throws Exception {
        PlannedJob job = texts.only(
                file(
                        "jobs:",
                        "  - args: [-ss, 1:30, -crf, 0x10, -b, 1e3, -n, no, -t, 010, -x, 1.50, -z, true, -u, null, -e, '', o.mp4]"));
        assertThat(arguments(job))
                .containsExactly(
                        "-ss", "1:30", "-crf", "0x10", "-b", "1e3", "-n", "no", "-t", "010", "-x", "1.50", "-z", "true",
                        "-u", "null", "-e", "", "o.mp4");
    }

    @Test
    void settingsOfAJobCountMoreThanDefaultsAndTheCommandLineMost() throws Exception {
        String text = file(
                "defaults: {timeout: 2h, stall-timeout: 1m, retries: 1, retry-on: network, priority: 3, partial: delete,",
                "  uses: {gpu: 1}, environment: {A: a, B: b}, threads: 2, niceness: 5}",
                "limits: {gpu: 2}",
                "jobs:",
                "  - {name: plain, args: [-i, a.mp4, b.mp4]}",
                "  - {name: own, args: [-i, a.mp4, c.mp4], timeout: 90, retries: 2, retry-on: [disk-full], priority: -1,",
                "     partial: keep, overwrite: true, uses: {disk: 1}, environment: {B: c}, grace: 20s, memory: 1GiB,",
                "     io-priority: idle, max-output-size: 5M, max-output-duration: 10m}");
        Plan plan = texts.plan(text);
        assertThat(plan.limits()).isEqualTo(Map.of("gpu", 2));
        PlannedJob plain = plan.jobs().get(0);
        assertThat(plain.job().timeout()).contains(Duration.ofHours(2));
        assertThat(plain.job().partialOutput()).contains(PartialOutput.DELETE);
        assertThat(plain.retries().covers(FailureKind.CONNECTION_LOST)).isTrue();
        assertThat(plain.retries().covers(FailureKind.DISK_FULL)).isFalse();
        PlannedJob own = plan.jobs().get(1);
        assertThat(own.job().timeout()).contains(Duration.ofSeconds(90));
        assertThat(own.job().stallTimeout()).contains(Duration.ofMinutes(1));
        assertThat(own.job().timeToForceTermination()).contains(Duration.ofSeconds(20));
        assertThat(own.job().priority()).isEqualTo(-1);
        assertThat(own.job().environment()).isEqualTo(Map.of("A", "a", "B", "c"));
        assertThat(own.uses()).isEqualTo(Map.of("gpu", 1, "disk", 1));
        assertThat(own.retries()).isEqualTo(new PlannedJob.Retries(2, Set.of(FailureKind.DISK_FULL)));
        assertThat(own.job().limits().memory()).hasValue(1L << 30);
        assertThat(own.job().limits().isIoIdle()).isTrue();
        assertThat(own.job().limits().threads()).hasValue(2);
        assertThat(own.job().limits().maxOutputSize()).hasValue(5_000_000);
        assertThat(arguments(own)).contains("-y");

        JobSettings said = JobSettings.of(Duration.ofSeconds(5), null, 0, false, null);
        PlannedJob changed = texts.plan(text, new PlanOptions(Map.of(), List.of(), List.of(), said))
                .jobs()
                .get(1);
        assertThat(changed.job().timeout()).contains(Duration.ofSeconds(5));
        assertThat(changed.retries()).isEqualTo(PlannedJob.Retries.NONE);
        assertThat(arguments(changed)).doesNotContain("-y");
    }

    @Test
    void aShortOutputIsMarkedUnlessSomebodySaysOtherwise() throws Exception {
        assertThat(texts.only(file("jobs: [ {args: [-i, a.mp4, b.mp4]} ]"))
                        .job()
                        .partialOutput())
                .contains(PartialOutput.MARK);
        assertThat(texts.only(file("jobs: [ {args: [-i, a.mp4, b.mp4], partial: none} ]"))
                        .job()
                        .partialOutput())
                .isEmpty();
        assertThat(texts.only(file("jobs: [ {args: [-i, a.mp4, -map, 0, -f, tee, 'b.mp4|c.mkv']} ]"))
                        .job()
                        .partialOutput())
                .as("the names of a tee are not known")
                .isEmpty();
    }

    @Test
    void eachFileIsAJobForEachCombination() throws Exception {
        texts.files("in/b.mov", "in/a.mov", "in/.hidden.mov", "in/a.partial.mov", "in/other.txt");
        Plan plan = texts.plan(file(
                "vars: {crf: 23, size: {w: 640}}",
                "jobs:",
                "  - name: small",
                "    each: in/*.mov",
                "    matrix: {profile: [{name: hd, height: 1080}, {name: sd, height: 480}], lang: [en, de]}",
                "    args: [-i, '{input}', -crf, '{crf}', -vf, 'scale={size.w}:{profile.height}',"
                        + " 'out/{stem}-{profile}-{lang}.mp4']"));
        assertThat(ids(plan))
                .containsExactly(
                        "small-a-hd-en",
                        "small-a-hd-de",
                        "small-a-sd-en",
                        "small-a-sd-de",
                        "small-b-hd-en",
                        "small-b-hd-de",
                        "small-b-sd-en",
                        "small-b-sd-de");
        assertThat(arguments(plan.jobs().get(2)))
                .containsExactly("-i", "file:in/a.mov", "-crf", "23", "-vf", "scale=640:480", "file:out/a-sd-en.mp4");
        assertThat(plan.jobs().get(2).outputs()).containsExactly(folder.resolve("out/a-sd-en.mp4"));
    }

    @Test
    void filesMayBeExcludedOrAbsent() throws Exception {
        texts.files("a.mov", "b.mov", "deep/er/c.MOV");
        assertThat(
                        ids(
                                texts.plan(
                                        file(
                                                "jobs: [ {each: ['*.mov', 'deep/**/*.{mov,MOV}'], exclude: b*, args: [-i, '{input}', '{stem}.mp4']} ]"))))
                .containsExactly("a", "c");
        Plan none = texts.plan(file(
                "jobs: [ {name: x, each: '*.avi', optional: true, args: [-i, '{input}', '{stem}.mp4']},",
                "  {name: y, args: [-i, a.mov, y.mp4], needs: x} ]"));
        assertThat(ids(none)).containsExactly("y");
        assertThat(none.jobs().get(0).needs()).isEmpty();
    }

    @Test
    void whatAnEarlierRunMadeIsNoInput() throws Exception {
        texts.files("a.mp4", "a-small.mp4", "b.mp4");
        Plan plan = texts.plan(file("jobs: [ {each: '*.mp4', args: [-i, '{input}', '{stem}-small.mp4']} ]"));
        assertThat(ids(plan)).containsExactly("a-small", "b-small");
    }

    @Test
    void aNameMayHaveVariablesAndIsTheIdThen() throws Exception {
        texts.files("a.mov", "b.mov");
        assertThat(
                        ids(
                                texts.plan(
                                        file(
                                                "jobs: [ {name: 'make {stem} {index}', each: '*.mov', args: [-i, '{input}', '{stem}.mp4']} ]"))))
                .containsExactly("make a 1", "make b 2");
    }

    @Test
    void namesThatNobodyWroteStayApart() throws Exception {
        texts.files("x/a.mov", "y/a.mov");
        assertThat(ids(texts.plan(file("jobs: [ {each: '*/a.mov', args: [-i, '{input}', '{dir}/{stem}.mp4']} ]"))))
                .containsExactly("x/a.mp4", "y/a.mp4");
        assertThat(
                        ids(
                                texts.plan(
                                        file(
                                                "jobs: [ {args: [-i, q.mov, a.mp4]}, {args: [-i, q.mov, a.webm]}, {args: [-i, q.mov, -f, 'null', '-']} ]"))))
                .containsExactly("a.mp4", "a.webm", "job-3");
    }

    @Test
    void variablesComeFromTheFileTheJobAndTheCommandLine() throws Exception {
        String text = file(
                "vars: {a: 1, b: 2, source: }",
                "jobs: [ {vars: {b: 3}, args: [-i, '{source}', -x, '{a}{b}{{a}}', o.mp4]} ]");
        PlanOptions options =
                new PlanOptions(Map.of("source", "in {a}.mp4", "a", "9"), List.of(), List.of(), JobSettings.NONE);
        assertThat(arguments(texts.plan(text, options).jobs().get(0)))
                .containsExactly("-i", "in {a}.mp4", "-x", "93{a}", "o.mp4");
        assertThat(texts.problems(text))
                .containsExactly("jobs.yaml:2:20: vars: source has no value; give one with --var source=….");
    }

    @Test
    void onlyAndSkipLeaveJobsOutAndTakeThemForDone() throws Exception {
        String text = file(
                "jobs:",
                "  - {name: a, args: [-i, x.mp4, a.mp4]}",
                "  - {name: b1, args: [-i, a.mp4, b1.mp4], needs: a}",
                "  - {name: b2, args: [-i, b1.mp4, b2.mp4], needs: [b1]}");
        Plan only = texts.plan(text, new PlanOptions(Map.of(), List.of("b*"), List.of(), JobSettings.NONE));
        assertThat(ids(only)).containsExactly("b1", "b2");
        assertThat(only.jobs().get(0).needs()).isEmpty();
        assertThat(only.jobs().get(1).needs()).containsExactly("b1");
        Plan skip = texts.plan(text, new PlanOptions(Map.of(), List.of(), List.of("b1"), JobSettings.NONE));
        assertThat(ids(skip)).containsExactly("a", "b2");
        assertThat(texts.problems(text, new PlanOptions(Map.of(), List.of("b3"), List.of(), JobSettings.NONE)))
                .singleElement()
                .asString()
                .startsWith("--only b3: there is no such job.");
    }

    @Test
    void needsMeanAJobAllItsExpansionsOrTheSameInput() throws Exception {
        texts.files("a.mov", "b.mov");
        Plan plan = texts.plan(file(
                "jobs:",
                "  - {name: mezz, each: '*.mov', args: [-i, '{input}', '{stem}.mkv']}",
                "  - {name: thumb, each: '*.mov', args: [-i, '{stem}.mkv', '{stem}.png'], needs: {job: mezz, same: input}}",
                "  - {name: one, args: [-i, b.mkv, one.mp4], needs: mezz-b}",
                "  - {name: all, args: [-i, one.mp4, all.mp4], needs: [thumb, one]}"));
        assertThat(ids(plan)).containsExactly("mezz-a", "mezz-b", "thumb-a", "thumb-b", "one", "all");
        assertThat(plan.jobs().get(2).needs()).containsExactly("mezz-a");
        assertThat(plan.jobs().get(3).needs()).containsExactly("mezz-b");
        assertThat(plan.jobs().get(4).needs()).containsExactly("mezz-b");
        assertThat(plan.jobs().get(5).needs()).containsExactlyInAnyOrder("thumb-a", "thumb-b", "one");
    }

    @Test
    void anchorsSaveWords() throws Exception {
        Plan plan =
                texts.plan(file("x-common: &encode [-i, in.mp4, -c:v, libx264, out.mp4]", "jobs: [ {args: *encode} ]"));
        assertThat(arguments(plan.jobs().get(0))).contains("libx264");
    }

    @Test
    void namesBeginInTheDirectoryThatIsNamed() throws Exception {
        texts.files("media/a.mov");
        Plan plan = texts.plan(file("directory: media", "jobs: [ {each: '*.mov', args: [-i, '{input}', o.mp4]} ]"));
        assertThat(plan.directory()).isEqualTo(folder.resolve("media"));
        assertThat(plan.jobs().get(0).outputs()).containsExactly(folder.resolve("media/o.mp4"));
    }

    @Test
    void pausesBetweenTriesAreTheJobsOwn() throws Exception {
        PlannedJob job = texts.only(
                JobTexts.file("jobs: [{args: [-i, a.mov, o.mp4], retries: 2, retry-pauses: {first: 3s, jitter: 0}}]"));
        assertThat(job.retries().most()).isEqualTo(2);
        assertThat(job.retries().pauses()).hasValueSatisfying(policy -> {
            assertThat(policy.firstDelay()).isEqualTo(Duration.ofSeconds(3));
            assertThat(policy.jitter()).isZero();
            assertThat(policy.longestDelay()).isEqualTo(Duration.ofMinutes(1));
        });
        PlannedJob never = texts.only(JobTexts.file("jobs: [{args: [-i, a.mov, o.mp4], retries: 2, retry-on: []}]"));
        assertThat(never.retries().most()).isZero();
    }

    @Test
    void aJobMayHaveADirectoryOfItsOwnAndFilesBelowRoots() throws Exception {
        PlannedJob job = texts.only(JobTexts.file(
                "roots: {m: media}",
                "jobs: [{directory: sub, inputs: {a: {root: m, file: x/a.mov}}, outputs: [o.mp4]}]"));
        assertThat(job.job().directory()).contains(texts.folder().resolve("sub"));
        assertThat(job.inputs()).containsExactly(texts.folder().resolve("media/x/a.mov"));
        assertThat(job.outputs()).containsExactly(texts.folder().resolve("sub/o.mp4"));
        assertThat(texts.problems(JobTexts.file("jobs: [{inputs: {a: {root: m, file: x}}, outputs: [o.mp4]}]")))
                .containsExactly("jobs.yaml:2:18: there is no root 'm'.");
    }

    @Test
    void outputsOfAFilesJobsCannotBeNumbered() {
        assertThat(texts.problems(JobTexts.file("jobs: [{args: [-i, a.mov, o.mp4], numbered-outputs: true}]")))
                .singleElement()
                .asString()
                .contains("numbered-outputs: a job of a file is skipped when its output is there");
    }

    @Test
    void aBatchDoesByItselfWhatTheseSettingsAreFor() throws Exception {
        PlannedJob job = texts.only(JobTexts.file(
                "jobs: [{args: [-i, a.mov, o.mp4], make-folders: true, skip-existing: true, retries: 1}]"));
        assertThat(job.job().makeFolders()).isFalse();
        assertThat(job.job().skipExisting()).isFalse();
        assertThat(job.job().retry()).isEmpty();
    }
}
