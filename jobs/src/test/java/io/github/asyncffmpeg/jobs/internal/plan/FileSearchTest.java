package io.github.asyncffmpeg.jobs.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns of file names. */
class FileSearchTest {

    @TempDir
    Path folder;

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, "");
        }
    }

    private static List<String> files(String pattern, Path folder, boolean links) throws SearchException {
        return FileSearch.files(pattern, folder, links, name -> {
            throw new AssertionError(name);
        });
    }

    @Test
    void namesThatAreNoTextAreToldOf() throws Exception {
        files("a.mov", "\u00e9.mov");
        Files.writeString(Path.of(URI.create(folder.toUri() + "caf%E9%C3%A9.mov")), "");
        Files.createDirectory(Path.of(URI.create(folder.toUri() + "d%FF")));
        List<String> unread = new ArrayList<>();
        assertThat(FileSearch.files("*.mov", folder, true, unread::add)).containsExactly("a.mov", "\u00e9.mov");
        assertThat(unread).containsExactly("caf\\xe9\u00e9.mov");
        unread.clear();
        assertThat(FileSearch.filesIn("./", folder, true, unread::add)).containsExactly("./a.mov", "./\u00e9.mov");
        assertThat(unread).containsExactlyInAnyOrder("./caf\\xe9\u00e9.mov", "./d\\xff/");
    }

    private List<String> find(String pattern) throws SearchException {
        return files(pattern, folder, true);
    }

    @Test
    void starsAndQuestionMarksStayWithinAName() throws Exception {
        files("a.mov", "ab.mov", "b.mp4", "d/a.mov", "d/e/a.mov", ".x.mov");
        assertThat(find("*.mov")).containsExactly("a.mov", "ab.mov");
        assertThat(find("?.mov")).containsExactly("a.mov");
        assertThat(find("[!a]*.{mp4,mov}")).containsExactly("b.mp4");
        assertThat(find("[a-b]*")).containsExactly("a.mov", "ab.mov", "b.mp4");
        assertThat(find("*/a.mov")).containsExactly("d/a.mov");
        assertThat(find("**/a.mov")).containsExactly("a.mov", "d/a.mov", "d/e/a.mov");
        assertThat(find("**/**/a.mov")).containsExactly("a.mov", "d/a.mov", "d/e/a.mov");
        assertThat(find("d/**")).containsExactly("d/a.mov", "d/e/a.mov");
        assertThat(find(".*.mov")).containsExactly(".x.mov");
        assertThat(find("./a.mov")).containsExactly("./a.mov");
        assertThat(find(folder + "/a*")).containsExactly(folder + "/a.mov", folder + "/ab.mov");
        assertThat(find("nothing/*.mov")).isEmpty();
    }

    @Test
    void aNameWithBracketsIsThatFileAndABackslashTakesTheMeaningAway() throws Exception {
        files("a[1].mov", "a1.mov", "*.mov", "{x}.mov");
        assertThat(find("a[1].mov")).containsExactly("a[1].mov");
        assertThat(find("\\*.mov")).containsExactly("*.mov");
        assertThat(find("{x}.mov")).containsExactly("{x}.mov");
        assertThat(find("a[[]1].mov")).containsExactly("a[1].mov");
    }

    @Test
    void whatTheLibraryMarkedAsPartialIsFoundOnlyByName() throws Exception {
        files("a.mov", "a.partial.mov", "a.partial-2.mov", "b.partial-abcde00000wxyz-1-2-3.mov", "partial.mov");
        assertThat(find("*.mov")).containsExactly("a.mov", "partial.mov");
        assertThat(find("*.partial*.mov")).hasSize(3);
    }

    @Test
    void linksToFilesAreFoundWhereAskedForAndFoldersBehindLinksNot() throws Exception {
        files("a.mov", "deep/b.mov");
        Files.createSymbolicLink(folder.resolve("l.mov"), folder.resolve("a.mov"));
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        assertThat(files("*.mov", folder, true)).containsExactly("a.mov", "l.mov");
        assertThat(files("*.mov", folder, false)).containsExactly("a.mov");
        assertThat(find("**/*.mov")).containsExactly("a.mov", "deep/b.mov", "l.mov");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[]", "{a", "{a/b,c}", "*******", "[z-a]"})
    void whatIsNoPatternIsRefused(String pattern) {
        assertThatThrownBy(() -> find(pattern)).isInstanceOf(SearchException.class);
    }
}
