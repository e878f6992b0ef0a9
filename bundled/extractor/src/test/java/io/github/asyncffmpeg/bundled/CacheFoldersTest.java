package io.github.asyncffmpeg.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.internal.cache.CacheFolders;
import io.github.asyncffmpeg.internal.locate.FFmpegProvider;
import io.github.asyncffmpeg.internal.locate.FFmpegSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class CacheFoldersTest {

    @TempDir
    Path folder;

    @Test
    void asksThePropertyThenTheVariableThenTheCacheOfTheUserThenTheTemporaryFolder() {
        assertThat(candidates(
                        "Linux",
                        Map.of("asyncffmpeg.cache", "/p", "user.home", "/home/u", "java.io.tmpdir", "/tmp"),
                        Map.of("ASYNCFFMPEG_CACHE", "/v", "XDG_CACHE_HOME", "/x")))
                .startsWith("/p", "/v", "/x/asyncffmpeg", "/home/u/.cache/asyncffmpeg")
                .hasSize(5)
                .last()
                .asString()
                .startsWith("/tmp/asyncffmpeg-");
    }

    @Test
    void goesByTheCustomsOfTheSystem() {
        assertThat(candidates("Mac OS X", Map.of("user.home", "/Users/u"), Map.of()))
                .containsExactly("/Users/u/Library/Caches/asyncffmpeg");
        assertThat(candidates("Windows 11", Map.of(), Map.of("LOCALAPPDATA", "/local")))
                .containsExactly("/local/asyncffmpeg/cache");
    }

    @Test
    void passesOverAHomeThatIsUnknownOrRelative() {
        assertThat(candidates("Linux", Map.of("user.home", "?"), Map.of("XDG_CACHE_HOME", "cache")))
                .isEmpty();
    }

    @Test
    void takesTheNextFolderWhenOneCannotBeMade() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        try (FakeArtifact artifact = FakeArtifact.in(folder.resolve("jars"))) {
            FFmpegProvider.Build build =
                    artifact.build(Map.of("asyncffmpeg.cache", file.toString(), "user.home", folder.toString()));
            assertThat(build.unpack().path()).startsWith(folder.resolve(".cache/asyncffmpeg"));
        }
    }

    @Test
    void usesWhatWasUnpackedIntoAFolderThatIsNowReadOnly() throws IOException {
        Path home = folder.resolve("home");
        try (FakeArtifact artifact = FakeArtifact.in(folder.resolve("jars"))) {
            Map<String, String> properties = Map.of("user.home", home.toString());
            Path unpacked = artifact.build(properties).unpack().path();
            Files.setPosixFilePermissions(unpacked.getParent(), PosixFilePermissions.fromString("r-xr-xr-x"));
            assertThat(artifact.build(properties).unpack().path()).isEqualTo(unpacked);
            Files.setPosixFilePermissions(unpacked.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void keepsItsTemporaryFolderToItself() throws IOException {
        try (FakeArtifact artifact = FakeArtifact.in(folder.resolve("jars"))) {
            Path cache = artifact.build(Map.of("java.io.tmpdir", folder.toString()))
                    .unpack()
                    .path()
                    .getParent();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void refusesATemporaryFolderThatOthersMayWriteToEvenIfAWholeBuildLiesThere() throws IOException {
        try (FakeArtifact artifact = FakeArtifact.in(folder.resolve("jars"))) {
            FFmpegProvider.Build build = artifact.build(Map.of("java.io.tmpdir", folder.toString()));
            Path cache = build.unpack().path().getParent();
            Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertThatThrownBy(build::unpack)
                    .hasMessageContaining(cache + " (the folder of temporary files): other users may write to it")
                    .hasMessageContaining("ASYNCFFMPEG_CACHE");
        }
    }

    @Test
    void refusesALinkInPlaceOfItsTemporaryFolder() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (FakeArtifact artifact = FakeArtifact.in(folder.resolve("jars"))) {
            FFmpegProvider.Build build = artifact.build(Map.of("java.io.tmpdir", folder.toString()));
            Path cache = Path.of(candidates("Linux", Map.of("java.io.tmpdir", folder.toString()), Map.of())
                    .get(0));
            Files.createSymbolicLink(cache, elsewhere);
            assertThatThrownBy(build::unpack).hasMessageContaining("it is not a folder");
        }
    }

    @Test
    void passesOverAFolderThatTheLoaderWouldReadAsTwo() throws IOException {
        try (FakeArtifact artifact = FakeArtifact.in(folder.resolve("jars"))) {
            FFmpegProvider.Build build =
                    artifact.build(Map.of("asyncffmpeg.cache", folder + "/a:b", "user.home", folder.toString()));
            assertThat(build.unpack().path()).startsWith(folder.resolve(".cache"));
        }
    }

    private static List<String> candidates(String os, Map<String, String> properties, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("os.name", os);
        FFmpegSettings settings = new FFmpegSettings(all, environment);
        return new ArrayList<>(new CacheFolders(settings.properties(), settings.environment())
                        .candidates()
                        .keySet())
                .stream().map(Path::toString).toList();
    }
}
