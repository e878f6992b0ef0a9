package io.github.asyncffmpeg.jobs.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments with variables: a file's name stays one literal file, wherever it stands. */
class ArgumentTemplatesTest {

    private static List<String> fill(Variables variables, String... arguments) throws TemplateException {
        List<NameTemplate> templates = new ArrayList<>();
        for (String argument : arguments) {
            templates.add(NameTemplate.parse(argument));
        }
        return ArgumentTemplates.fill(templates, variables);
    }

    private static List<String> fill(String file, String... arguments) throws TemplateException {
        return fill(Variables.NONE.withFile(file), arguments);
    }

    private static String refused(String file, String... arguments) {
        TemplateException e = catchThrowableOfType(TemplateException.class, () -> fill(file, arguments));
        assertThat(e).isNotNull();
        assertThat(e.index()).isNotNegative();
        return e.sentence();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-y",
                "-i",
                "-",
                "--",
                "a:b",
                "http:x",
                "pipe:1",
                "concat:a|b",
                "it's",
                "\"q\"",
                "two\nlines",
                " x ",
                "{stem}",
                "[x]",
                "a,b;c",
                "back\\slash",
                "%d",
                "a%03d",
                "100%",
                "$HOME",
                "#",
                "🐎",
                "\uE0000\uE000"
            })
    void anyNameIsThatFile(String name) throws Exception {
        String file = name + ".mov";
        List<String> arguments = fill(file, "-i", "{input}", "-c", "copy", "{stem}.mp4");
        assertThat(arguments).containsExactly("-i", "file:" + file, "-c", "copy", "file:" + name + ".mp4");
        CompiledCommand command = CompiledCommand.of(StreamSpec.ofArguments(arguments));
        assertThat(command.inputs()).hasSize(1);
        assertThat(command.outputs()).hasSize(1);
        assertThat(fill(file, "-i", "x.mov", "{dir}/{name}")).endsWith("file:./" + file);
    }

    @Test
    void whatTheAuthorWroteIsFFmpegsOwnSyntax() throws Exception {
        Variables variables =
                Variables.NONE.withFile("a.mov").with("out", "-f null -").with("dash", "-");
        assertThat(fill(variables, "-i", "b%d.png", "frame%04d.png", "{dash}"))
                .containsExactly("-i", "b%d.png", "frame%04d.png", "-");
        assertThat(fill(variables, "-i", "https://host/{name}", "-i", "concat:{input}|b.ts", "file:{stem}.mp4"))
                .containsExactly("-i", "https://host/a.mov", "-i", "concat:a.mov|b.ts", "file:a.mp4");
    }

    @Test
    void aPictureWithAPatternInItsNameIsOnePicture() throws Exception {
        assertThat(fill("a%03d.png", "-i", "{input}", "{stem}.jpg"))
                .containsExactly(
                        "-f",
                        "image2",
                        "-pattern_type",
                        "none",
                        "-i",
                        "file:a%03d.png",
                        "-update",
                        "1",
                        "file:a%03d.jpg");
        assertThat(fill("a%03d.png", "-f", "image2", "-i", "{input}", "-f", "image2", "{stem}.out"))
                .containsExactly(
                        "-f",
                        "image2",
                        "-pattern_type",
                        "none",
                        "-i",
                        "file:a%03d.png",
                        "-f",
                        "image2",
                        "-update",
                        "1",
                        "file:a%03d.out");
        assertThat(fill("50% {x}.png", "-i", "{input}", "o.mp4"))
                .containsExactly("-f", "image2", "-pattern_type", "none", "-i", "file:50% {x}.png", "o.mp4");
        assertThat(fill("a.png", "-i", "{input}", "{stem}.jpg")).containsExactly("-i", "file:a.png", "file:a.jpg");
    }

    @Test
    void aPatternOfTheAuthorsStaysOneAndTheNamesPercentIsDoubled() throws Exception {
        assertThat(fill("a%d.mov", "-i", "{input}", "{stem}-%03d.png"))
                .containsExactly("-i", "file:a%d.mov", "file:a%%d-%03d.png");
        assertThat(fill("a%d.mov", "-i", "{input}", "-f", "segment", "{stem}-%03d.ts"))
                .endsWith("file:a%%d-%03d.ts");
        assertThat(fill("100%/x.png", "-i", "{dir}/f%d.png", "o.mp4"))
                .containsExactly("-i", "file:100%%/f%d.png", "o.mp4");
        assertThat(fill("a%d.mov", "-i", "{input}", "{stem}-100%.mp4"))
                .as("no muxer of mp4 reads patterns")
                .endsWith("file:a%d-100%.mp4");
    }

    @Test
    void anOptionsValueIsTheNameAsItIs() throws Exception {
        assertThat(fill("-it's.mov", "-i", "{input}", "-metadata", "title={stem}", "o.mp4"))
                .containsExactly("-i", "file:-it's.mov", "-metadata", "title=-it's", "o.mp4");
        assertThat(fill("-x.mov", "-i", "{input}", "-passlogfile", "{stem}", "o.mp4"))
                .contains("-x");
    }

    @Test
    void aFilterGraphTakesOnlyNamesWithoutAMeaning() throws Exception {
        assertThat(fill("a b/c-d.srt".replace(' ', '_'), "-i", "v.mp4", "-vf", "subtitles={input}", "o.mp4"))
                .contains("subtitles=a_b/c-d.srt");
        assertThat(refused("it's.srt", "-i", "v.mp4", "-vf", "subtitles={input}", "o.mp4"))
                .contains("has a meaning in a filter graph");
        assertThat(refused("a:b.mov", "-f", "lavfi", "-i", "movie={input}", "o.mp4"))
                .contains("has a meaning in a filter graph");
    }

    @Test
    void namesThatAMuxerWouldReadAreRefused() {
        assertThat(refused("a|b.mov", "-i", "{input}", "-f", "tee", "{stem}.mp4|{stem}.mkv"))
                .contains("tee");
        assertThat(refused("a%d.mov", "-i", "{input}", "{stem}.m3u8")).contains("hls");
        assertThat(refused("a%d.mov", "-i", "{input}", "-hls_segment_filename", "{stem}%d.ts", "o.m3u8"))
                .contains("hls");
    }
}
