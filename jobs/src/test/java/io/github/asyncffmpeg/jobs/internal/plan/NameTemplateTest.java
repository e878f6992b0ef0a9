package io.github.asyncffmpeg.jobs.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts with variables. */
class NameTemplateTest {

    private static final Variables FILE = Variables.NONE
            .withFile("in/deep/a.b.mov")
            .with("crf", "23")
            .with("p.w", "640")
            .with("p.h", "360");

    private static String fill(String template, Variables variables) throws TemplateException {
        return NameTemplate.parse(template).fill(variables);
    }

    @ParameterizedTest
    @CsvSource({
        "{input}, in/deep/a.b.mov",
        "{dir}, in/deep",
        "{name}, a.b.mov",
        "{stem}, a.b",
        "{ext}, mov",
        "x{stem}{ext}y-{crf}, xa.bmovy-23",
        "{p.w}x{p.h}, 640x360",
        "{{stem}}, {stem}",
        "{{{stem}}}, {a.b}",
        "plain, plain"
    })
    void variablesAreReplaced(String template, String expected) throws Exception {
        assertThat(fill(template, FILE)).isEqualTo(expected);
    }

    @Test
    void aFileWithoutFolderOrExtensionHasAllVariables() throws Exception {
        assertThat(fill("{dir}|{name}|{stem}|{ext}", Variables.NONE.withFile("film")))
                .isEqualTo(".|film|film|");
        assertThat(fill("{dir}|{name}|{stem}|{ext}", Variables.NONE.withFile("/.film")))
                .isEqualTo("/|.film|.film|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{stem}", "{{", "}", "%d", "a:b", "'\"", "two\nlines", "-x", "$HOME", "🐎", "\\"})
    void whatIsPutInIsNotReadAgain(String name) throws Exception {
        assertThat(fill("a{stem}b", Variables.NONE.withFile(name + ".mov"))).isEqualTo("a" + name + "b");
        assertThat(fill("a{v}b", Variables.NONE.with("v", name))).isEqualTo("a" + name + "b");
    }

    @Test
    void anUnknownVariableNamesTheNearOne() {
        TemplateException e = catchThrowableOfType(TemplateException.class, () -> fill("{crv}", FILE));
        assertThat(e.sentence()).isEqualTo("there is no variable {crv}");
        assertThat(e.near()).containsExactly("crf");
        TemplateException fields = catchThrowableOfType(TemplateException.class, () -> fill("{p}", FILE));
        assertThat(fields.sentence()).isEqualTo("{p} has several values; write which");
        assertThat(fields.near()).isEqualTo(List.of("p.h", "p.w"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "}", "a{b", "a}b", "{}", "{ stem }", "{a b}", "%{pts:hms}", "{a..b}", "{.a}", "{{}", "{}}"})
    void bracesThatAreNoVariableAreRefused(String template) {
        assertThat(catchThrowableOfType(TemplateException.class, () -> NameTemplate.parse(template)))
                .isNotNull();
    }

    @Test
    void aPatternMayHaveAlternatives() throws Exception {
        assertThat(NameTemplate.parsePattern("{crf}/*.{mov,mp4}").fill(FILE)).isEqualTo("23/*.{mov,mp4}");
    }
}
