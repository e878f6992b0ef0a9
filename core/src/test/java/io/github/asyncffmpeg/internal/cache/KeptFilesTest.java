package io.github.asyncffmpeg.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The folders, and the attacks, are those of the bundled FFmpeg's cache, in whose tests there are more. */
@EnabledOnOs(OS.LINUX)
class KeptFilesTest {

    private static final byte[] PROGRAM = "#!/bin/true\n".getBytes(StandardCharsets.US_ASCII);

    /** Of the same size. */
    private static final String PLANTED = "planted file";

    private static final int NOBODY = 65534;

    @TempDir
    Path folder;

    /** Makes a cache somebody else's, or theirs to change. */
    private interface Attack {
        void on(Path cache, Path file) throws IOException;
    }

    private static Map<String, Attack> attacks() {
        Map<String, Attack> attacks = new LinkedHashMap<>();
        attacks.put("a cache for all", (cache, file) -> mode(cache, "rwxrwxrwx"));
        attacks.put("a cache for a group", (cache, file) -> mode(cache, "rwxrwxr-x"));
        attacks.put("a file for all", (cache, file) -> mode(file, "rwxrwxrwx"));
        attacks.put("a file for a group", (cache, file) -> mode(file, "rwxrwxr-x"));
        attacks.put("a file that is a link", (cache, file) -> {
            Path elsewhere = cache.resolveSibling("file");
            Files.move(file, elsewhere);
            Files.createSymbolicLink(file, elsewhere);
        });
        attacks.put("a link to a cache of nobody's", (cache, file) -> {
            Path elsewhere = cache.resolveSibling("elsewhere");
            Files.move(cache, elsewhere);
            give(elsewhere);
            Files.createSymbolicLink(cache, elsewhere);
        });
        attacks.put("a cache below a folder for all", (cache, file) -> mode(cache.getParent(), "rwxrwxrwx"));
        attacks.put("a cache of nobody's", (cache, file) -> give(cache));
        attacks.put("a cache below a folder of nobody's", (cache, file) -> give(cache.getParent()));
        attacks.put("a file of nobody's", (cache, file) -> give(file));
        return attacks;
    }

    private static void mode(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static void give(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", NOBODY);
    }

    private static KeptFiles files(Path chosen, Path home) {
        return new KeptFiles(new CacheFolders(
                Map.of("asyncffmpeg.cache", chosen.toString(), "user.home", home.toString(), "os.name", "Linux"),
                Map.of()));
    }

    private static @Nullable Path found(KeptFiles files, String name) {
        return files.find(name, 100, (file, content) -> file);
    }

    private static @Nullable String text(KeptFiles files) {
        return files.find("data", 100, (file, content) -> new String(content, StandardCharsets.UTF_8));
    }

    @Test
    void whatOthersCanHavePutThereIsNeitherStartedNorRead() throws IOException {
        int tried = 0;
        for (Map.Entry<String, Attack> attack : attacks().entrySet()) {
            for (String name : List.of("program", "data")) {
                Path here = Files.createDirectory(folder.resolve("case" + tried));
                tried++;
                Path cache = Files.createDirectories(here.resolve("chosen/cache"));
                Path planted = Files.writeString(cache.resolve(name), PLANTED);
                mode(planted, "rwxr-xr-x");
                KeptFiles files = files(cache, here.resolve("home"));
                assertThat(found(files, name)).isEqualTo(planted);
                try {
                    attack.getValue().on(cache, planted);
                } catch (FileSystemException notRoot) {
                    System.out.println("not root, so not tried: " + attack.getKey());
                    continue;
                }
                assertThat(found(files, name)).as(attack.getKey()).isNull();
                Path program = files.program(name, PROGRAM);
                assertThat(program).as(attack.getKey()).hasBinaryContent(PROGRAM);
                assertThat(files.program(name, PROGRAM)).as("the next time").isEqualTo(program);
            }
        }
        assertThat(tried).isEqualTo(20);
    }

    @Test
    void writesAProgramOnceAndReplacesWhatDiffers() throws IOException {
        KeptFiles files = files(folder.resolve("cache"), folder);
        Path program = files.program("program", PROGRAM);
        assertThat(program).isEqualTo(folder.resolve("cache/program")).isExecutable();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("cache"))))
                .isEqualTo("rwx------");
        Object written = Files.getAttribute(program, "unix:ino");
        assertThat(files.program("program", PROGRAM)).isEqualTo(program);
        assertThat(Files.getAttribute(program, "unix:ino")).as("the same file").isEqualTo(written);
        Files.writeString(program, PLANTED);
        assertThat(files.program("program", PROGRAM)).isEqualTo(program).hasBinaryContent(PROGRAM);
        Files.writeString(program, "longer than what it should be");
        assertThat(files.program("program", PROGRAM)).isEqualTo(program).hasBinaryContent(PROGRAM);
        try (Stream<Path> left = Files.list(folder.resolve("cache"))) {
            assertThat(left).containsExactly(program);
        }
    }

    @Test
    void goesOnToTheNextFolderInSilence() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        assertThat(files(file, folder).program("program", PROGRAM)).startsWith(folder.resolve(".cache/asyncffmpeg"));
        assertThat(files(file, file).program("program", PROGRAM)).isNull();
        assertThat(files(file, file).put("data", PROGRAM, KeptFiles.Kind.DATA)).isNull();
        assertThat(text(files(file, file))).isNull();
    }

    @Test
    void usesAProgramInAFolderThatIsNowReadOnly() throws IOException {
        Path cache = folder.resolve("cache");
        Path program = files(cache, folder).program("program", PROGRAM);
        mode(cache, "r-xr-xr-x");
        assertThat(files(cache, folder).program("program", PROGRAM)).isEqualTo(program);
        mode(cache, "rwx------");
    }

    @Test
    void keepsNothingWhereTheUserSaysNone() {
        for (Map<String, String> variables : List.of(Map.of("ASYNCFFMPEG_CACHE", "none"), Map.<String, String>of())) {
            Map<String, String> properties = variables.isEmpty()
                    ? Map.of("asyncffmpeg.cache", "none", "user.home", folder.toString())
                    : Map.of("user.home", folder.toString());
            KeptFiles files = new KeptFiles(new CacheFolders(properties, variables));
            assertThat(files.program("program", PROGRAM)).isNull();
            assertThat(files.put("data", PROGRAM, KeptFiles.Kind.DATA)).isNull();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void readsNoMoreThanWasAgreed() {
        KeptFiles files = files(folder.resolve("cache"), folder);
        files.put("data", new byte[100], KeptFiles.Kind.DATA);
        assertThat(text(files)).hasSize(100);
        files.put("data", new byte[101], KeptFiles.Kind.DATA);
        assertThat(text(files)).isNull();
    }

    @Test
    void manyAtOnceAllHaveAWholeProgram() throws Exception {
        byte[] large = new byte[200_000];
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<@Nullable Path>> all = IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<@Nullable Path>)
                            () -> files(folder.resolve("cache"), folder).program("program", large))
                    .collect(Collectors.toList());
            for (Future<@Nullable Path> each : threads.invokeAll(all)) {
                assertThat(each.get()).hasBinaryContent(large);
            }
        } finally {
            threads.shutdownNow();
        }
        try (Stream<Path> left = Files.list(folder.resolve("cache"))) {
            assertThat(left).hasSize(1);
        }
    }
}
