package io.github.asyncffmpeg.internal.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartialNameTest {

    static final PartialOwner OWNER = new PartialOwner("mach1", "boot1", "name", 4711, 123456789L, 99);

    private static final PartialOwner LONGEST =
            new PartialOwner("mach1", "boot1", "name", 36L * 36 * 36, (long) 4.7e18, (long) 4.7e18);

    @ParameterizedTest(name = "{0}: {1}, then {2}")
    @CsvSource({
        "out.mp4, out.partial.mp4, out.partial-2.mp4",
        "out, out.partial, out.partial-2",
        ".mp4, .partial.mp4, .partial-2.mp4",
        ".hidden.mkv, .hidden.partial.mkv, .hidden.partial-2.mkv",
        "a.tar.gz, a.tar.partial.gz, a.tar.partial-2.gz",
        "-x.mp4, -x.partial.mp4, -x.partial-2.mp4",
        "a%d:b.png, a%d:b.partial.png, a%d:b.partial-2.png",
        "dot., dot.partial., dot.partial-2.",
        "no.extension of this length is one of a format, no.extension of this length is one of a format.partial,"
                + " no.extension of this length is one of a format.partial-2"
    })
    void theMarkStandsBeforeTheExtension(String name, String marked, String next) {
        PartialName names = PartialName.of(name);
        assertThat(names.marked(1)).isEqualTo(marked);
        assertThat(names.marked(2)).isEqualTo(next);
        assertThat(names.temporary(OWNER))
                .isEqualTo(marked.replaceFirst("\\.partial", ".partial-" + OWNER))
                .isNotEqualTo(marked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.mp4", "out", ".hidden", ".mp4", "two\nlines.mkv", "žluťoučký kůň.mkv"})
    void aTemporaryNameTellsItsOwner(String name) {
        PartialName names = PartialName.of(name);
        assertThat(names.owner(names.temporary(OWNER))).contains(OWNER);
        assertThat(names.owner(names.temporary(LONGEST))).contains(LONGEST);
        assertThat(PartialOwner.in(names.temporary(OWNER))).contains(OWNER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "out.mp4",
                "out.partial.mp4",
                "out.partial-2.mp4",
                "other.partial-mach1boot1name-3mv-21i3v9-2r.mp4",
                "out.partial-mach1boot1name-3mv-21i3v9-2r.mkv",
                "out.partial-mach1boot1name-3mv-21i3v9.mp4",
                "out.partial-MACH1boot1name-3mv-21i3v9-2r.mp4",
                "out.partial-.mp4"
            })
    void otherNamesAreNotTemporaryOnesOfThisFile(String name) {
        assertThat(PartialName.of("out.mp4").owner(name)).isEmpty();
    }

    @Test
    void theOwnerOfAnyTemporaryNameIsFound() {
        assertThat(PartialOwner.in("other.partial-mach1boot1name-3mv-21i3v9-2r.mp4"))
                .contains(OWNER);
        assertThat(PartialOwner.in("out.partial-2.mp4")).isEmpty();
        assertThat(PartialOwner.in("out.mp4")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ž", "日", "🐎"})
    void namesFitIntoTwoHundredAndFiftyFiveBytes(String character) {
        int many = 251 / bytes(character);
        String one = character.repeat(many) + ".mp4";
        String other = character.repeat(many - 1) + ".mp4";
        assertThat(bytes(PartialName.of(one).temporary(LONGEST))).isBetween(230, 255);
        assertThat(bytes(PartialName.ofFolder(one).temporary(LONGEST))).isBetween(230, 255);
        assertThat(PartialName.of(one).temporary(LONGEST)).endsWith(".mp4");
        assertThat(PartialName.of(one).owner(PartialName.of(one).temporary(LONGEST)))
                .contains(LONGEST);
        assertThat(PartialName.of(one).owner(PartialName.of(other).temporary(LONGEST)))
                .isEmpty();
    }

    @Test
    void aFolderHasNothingThatAMuxerReadsAsAPattern() {
        assertThat(PartialName.ofFolder("f%03d.png").marked(1)).isEqualTo("f_03d.png.partial");
        assertThat(PartialName.ofFolder("stream_%v/p.m3u8").marked(2)).isEqualTo("stream__v_p.m3u8.partial-2");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
