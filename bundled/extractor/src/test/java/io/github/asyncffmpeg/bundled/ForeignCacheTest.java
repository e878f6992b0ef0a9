package io.github.asyncffmpeg.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.internal.locate.FFmpegProvider;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Caches that somebody else can have put or changed: what lies there is not run. */
@EnabledOnOs(OS.LINUX)
class ForeignCacheTest {

    /** What an attacker puts there: of the right name and size. */
    private static final String PLANTED = "planted";

    private static final int NOBODY = 65534;

    @TempDir
    Path folder;

    private FakeArtifact artifact;

    /** Makes a cache somebody else's, or theirs to change. */
    private interface Attack {
        void on(Path cache, Path build) throws IOException;
    }

    @BeforeEach
    void open() throws IOException {
        artifact = FakeArtifact.in(folder.resolve("jars"));
    }

    @AfterEach
    void close() throws IOException {
        artifact.close();
    }

    private static Map<String, Attack> attacks() {
        Map<String, Attack> attacks = new LinkedHashMap<>();
        attacks.put("a cache for all", (cache, build) -> mode(cache, "rwxrwxrwx"));
        attacks.put("a cache for a group", (cache, build) -> mode(cache, "rwxrwxr-x"));
        attacks.put("a build for all", (cache, build) -> mode(build, "rwxrwxrwx"));
        attacks.put("a program for all", (cache, build) -> mode(build.resolve("ffmpeg"), "rwxrwxrwx"));
        attacks.put("a library for a group", (cache, build) -> mode(build.resolve("libavutil.so.60"), "rw-rw-r--"));
        attacks.put("a build that is a link", (cache, build) -> {
            Path elsewhere = Files.createDirectory(cache.resolveSibling("elsewhere"));
            Files.move(build, elsewhere.resolve("build"));
            Files.createSymbolicLink(build, elsewhere.resolve("build"));
        });
        attacks.put("a library that is a link", (cache, build) -> {
            Path elsewhere = cache.resolveSibling("library");
            Files.move(build.resolve("libavutil.so.60"), elsewhere);
            Files.createSymbolicLink(build.resolve("libavutil.so.60"), elsewhere);
        });
        attacks.put("a cache below a folder for all", (cache, build) -> mode(cache.getParent(), "rwxrwxrwx"));
        attacks.put("a cache of nobody's", (cache, build) -> give(cache));
        attacks.put("a cache below a folder of nobody's", (cache, build) -> give(cache.getParent()));
        attacks.put("a build of nobody's", (cache, build) -> give(build));
        attacks.put("a program of nobody's", (cache, build) -> give(build.resolve("ffmpeg")));
        return attacks;
    }

    private static void mode(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static void give(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", NOBODY);
    }

    private static String padded(long size) {
        return PLANTED + "\n".repeat((int) size - PLANTED.length());
    }

    /** A cache with a whole build, in which the program was exchanged; then the attack. */
    private Path attacked(Path cache, Attack attack) throws IOException {
        Path build = artifact.build(Map.of("asyncffmpeg.cache", cache.toString()))
                .unpack()
                .path();
        Path program = build.resolve("ffmpeg");
        Files.writeString(program, padded(Files.size(program)));
        attack.on(cache, build);
        return build;
    }

    @Test
    void whatOthersCanHavePutThereIsNotRun() throws IOException {
        int tried = 0;
        for (Map.Entry<String, Attack> attack : attacks().entrySet()) {
            Path here = Files.createDirectory(folder.resolve("case" + tried));
            Path cache = here.resolve("chosen/cache");
            try {
                attacked(cache, attack.getValue());
            } catch (FileSystemException notRoot) {
                System.out.println("not root, so not tried: " + attack.getKey());
                continue;
            }
            tried++;
            Path home = here.resolve("home");
            FFmpegProvider.Build build =
                    artifact.build(Map.of("asyncffmpeg.cache", cache.toString(), "user.home", home.toString()));
            Path program = build.unpack().path().resolve("ffmpeg");
            assertThat(Files.readString(program)).as(attack.getKey()).doesNotStartWith(PLANTED);
            assertThat(build.unpack().path().resolve("ffmpeg"))
                    .as("the next time")
                    .isEqualTo(program);
        }
        assertThat(tried).isGreaterThanOrEqualTo(8);
    }

    @Test
    void aFolderForAllIsRefusedWithItsReasonWhereThereIsNoOther() throws IOException {
        Path cache = folder.resolve("chosen");
        attacked(cache, (chosen, build) -> mode(chosen, "rwxrwxrwx"));
        assertThatThrownBy(() -> artifact.build(Map.of("asyncffmpeg.cache", cache.toString()))
                        .unpack())
                .hasMessageContaining(cache + " (the system property asyncffmpeg.cache): other users may write to it");
        assertThat(Files.getPosixFilePermissions(cache))
                .as("a folder of the user's choice is left alone")
                .isEqualTo(PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    /** Below a sticky folder, as /tmp is, nobody can exchange what belongs to somebody else. */
    @Test
    void aCacheBelowAStickyFolderIsUsed() throws IOException {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setAttribute(shared, "unix:mode", 01777);
        Path cache = shared.resolve("ours");
        FFmpegProvider.Build build = artifact.build(Map.of("asyncffmpeg.cache", cache.toString()));
        assertThat(build.unpack().path()).startsWith(cache);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
    }

    /** With a umask of 002, common where each user has a group of their own, earlier versions left such a folder. */
    @Test
    void theUsersOwnCacheIsClosedToTheirGroup() throws IOException {
        Path cache = Files.createDirectories(folder.resolve("home/.cache/asyncffmpeg"));
        mode(folder.resolve("home/.cache"), "rwxrwxr-x");
        mode(cache, "rwxrwxr-x");
        FFmpegProvider.Build build =
                artifact.build(Map.of("user.home", folder.resolve("home").toString()));
        Path unpacked = build.unpack().path();
        assertThat(unpacked).startsWith(cache);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwxr-xr-x");
        assertThat(build.unpack().path()).isEqualTo(unpacked);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unpacked.resolve("libavutil.so.60"))))
                .isEqualTo("rw-r--r--");
    }

    /** ~/.cache may lead to a larger disk. */
    @Test
    void aLinkToAFolderOfOnesOwnIsFollowed() throws IOException {
        Path disk = Files.createDirectories(folder.resolve("disk/cache"));
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.createSymbolicLink(home.resolve(".cache"), disk);
        FFmpegProvider.Build build = artifact.build(Map.of("user.home", home.toString()));
        assertThat(build.unpack().path().toRealPath()).startsWith(disk.toRealPath());
        assertThat(build.unpack().path()).asString().startsWith(home.toString());
    }
}
