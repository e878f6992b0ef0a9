package io.github.asyncffmpeg.jobs.internal.jobfile;

import static io.github.asyncffmpeg.jobs.internal.jobfile.JobTexts.arguments;
import static io.github.asyncffmpeg.jobs.internal.jobfile.JobTexts.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs written as inputs, filters and outputs. */
class JobFileGraphTest {

    @TempDir
    Path folder;

    private JobTexts texts;

    @BeforeEach
    void set() {
        texts = new JobTexts(folder);
    }

    @Test
    void aGraphIsBuiltWithTheSplitsThatItNeeds() throws Exception {
        PlannedJob job = texts.only(file("""
                jobs:
                  - name: branded
                    inputs:
                      talk: talk.mp4
                      logo: { file: logo.png, options: {loop: 1} }
                    filters:
                      - { from: [talk:v, logo:v], filter: overlay, options: {x: 10, y: 10}, to: branded }
                      - { from: branded, filter: scale, args: [320, -2], to: small }
                    outputs:
                      - { file: branded.mp4, from: [branded, talk:a], options: {c:v: libx264, crf: 21, shortest: true} }
                      - { file: small.mp4, from: [small, talk:a?], options: {an: , metadata: [a=b, c=d]} }
                """));
        assertThat(arguments(job))
                .containsExactly(
                        "-i",
                        "file:talk.mp4",
                        "-loop",
                        "1",
                        "-i",
                        "file:logo.png",
                        "-filter_complex",
                        "[0:v][1:v]overlay=x=10:y=10[s0];[s0]split=2[s1][s2];[s2]scale=320:-2[s3]",
                        "-map",
                        "[s1]",
                        "-map",
                        "0:a",
                        "-c:v",
                        "libx264",
                        "-crf",
                        "21",
                        "-shortest",
                        "file:branded.mp4",
                        "-map",
                        "[s3]",
                        "-map",
                        "0:a?",
                        "-an",
                        "-metadata",
                        "a=b",
                        "-metadata",
                        "c=d",
                        "file:small.mp4");
        assertThat(job.inputs()).containsExactly(folder.resolve("talk.mp4"), folder.resolve("logo.png"));
        assertThat(job.outputs()).containsExactly(folder.resolve("branded.mp4"), folder.resolve("small.mp4"));
    }

    @Test
    void oneInputGoesIntoAnOutputWithoutFrom() throws Exception {
        assertThat(arguments(texts.only(
                        file("jobs: [ {inputs: {a: a.mov}, outputs: [b.mp4], global: [-filter_threads, 2]} ]"))))
                .containsExactly("-filter_threads", "2", "-i", "file:a.mov", "file:b.mp4");
    }

    @Test
    void aTargetIsFFmpegsOwnSyntaxAndAFileNever() throws Exception {
        PlannedJob job = texts.only(file("""
                jobs:
                  - inputs: {bars: {target: smptebars, options: {f: lavfi}}, net: 'https://host/a%d.mp4'}
                    outputs:
                      - {target: 'frame%04d.png', from: bars}
                      - {file: 'still%04d.png', from: bars}
                      - {target: '-', from: net, options: {f: nut}}
                """));
        assertThat(arguments(job))
                .containsSubsequence("-i", "smptebars", "-i", "https://host/a%d.mp4")
                .containsSubsequence("frame%04d.png", "-update", "1", "file:still%04d.png", "-f", "nut", "-");
        assertThat(job.inputs()).isEmpty();
        assertThat(job.outputs()).containsExactly(folder.resolve("still%04d.png"));
    }

    @Test
    void aFilterWithoutOutputsIsASinkAndOneWithoutInputsASource() throws Exception {
        assertThat(arguments(texts.only(file("""
                jobs:
                  - filters:
                      - {filter: testsrc2, options: {s: 64x64, d: 1}, to: pic}
                      - {filter: sine, options: {d: 1}, to: tone}
                      - {from: tone, filter: anullsink}
                    outputs: [{file: o.mkv, from: pic}]
                """))))
                .anySatisfy(graph -> assertThat(graph).contains("anullsink").contains("testsrc2=d=1:s=64x64"));
    }

    @Test
    void aFileNameInAFilterIsEscapedByTheLibraryAndDrawnAsItIs() throws Exception {
        texts.files("it's 100%.mov");
        assertThat(arguments(texts.only(file("""
                jobs:
                  - each: '*.mov'
                    inputs: {v: '{input}'}
                    filters: [{from: v:v, filter: drawtext, options: {text: '{stem}', fontsize: 20}, to: x}]
                    outputs: [{file: '{stem}.mp4', from: x}]
                """))))
                .contains("file:it's 100%.mov", "file:it's 100%.mp4")
                .anySatisfy(
                        graph -> assertThat(graph).startsWith("[0:v]drawtext=").contains("100\\\\\\\\%"));
    }

    @Test
    void everyMistakeInAGraphHasItsPlace() {
        assertThat(texts.problems(file("""
                jobs:
                  - inputs: {talk: talk.mp4}
                    filters:
                      - {from: tlak:v, filter: hflip, to: a}
                      - {from: late, filter: hflip, to: b}
                      - {from: talk:v, filter: 'scale=3:4', to: late}
                      - {from: talk, filter: hflip, to: talk}
                      - {from: late:v:1, filter: hflip, to: c}
                    outputs:
                      - {file: o.mp4, from: [a, b, late, c]}
                      - {file: p.mp4}
                      - {file: q.mp4, from: talk, options: {-crf: 3}}
                """)))
                .containsExactly(
                        "jobs.yaml:5:16: there is no stream 'tlak'. Did you mean talk?",
                        "jobs.yaml:6:16: 'late' is made only in line 7; a filter stands below those whose streams it takes.",
                        "jobs.yaml:7:32: filter 'scale=3:4': expected the name alone, got a '=' in it; its values"
                                + " stand in args: or options:, and each filter is an item of its own.",
                        "jobs.yaml:8:41: 'talk' is there already, in line 3.",
                        "jobs.yaml:9:16: 'late' comes out of a filter and is one stream; leave ':v:1' out.",
                        "jobs.yaml:12:9: expected from: with the streams of this output; there is talk, a, b, late, c.",
                        "jobs.yaml:13:9: output 'q.mp4', option '-crf': expected the name without its dash, 'crf'.");
    }

    @Test
    void whatNobodyTakesIsTold() {
        assertThat(texts.problems(file("""
                jobs:
                  - inputs: {talk: talk.mp4, logo: l.png}
                    filters: [{from: talk:v, filter: hflip, to: a}]
                    outputs: [{file: o.mp4, from: talk}]
                """)))
                .containsExactly("jobs.yaml:3:30: nothing takes 'logo'; leave it out, or use it in from:.");
    }

    @Test
    void anOptionThatLacksItsValueDoesNotTakeTheFileAfterIt() {
        assertThat(texts.problems(file("jobs: [ {inputs: {a: a.mov}, outputs: [{file: o.mp4, options: {crf: }}]} ]")))
                .singleElement()
                .asString()
                .startsWith("jobs.yaml:2:9: an option without a value would take the file after it");
    }
}
