package io.github.asyncffmpeg.jobs.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalsTest {

    @TempDir
    private Path folder;

    @Test
    void liveInTheFolderThatTheSystemHasForThem() {
        assertThat(Journals.folder(Map.of(), "Linux", "/home/me"))
                .isEqualTo(Path.of("/home/me/.local/state/asyncffmpeg"));
        assertThat(Journals.folder(Map.of("XDG_STATE_HOME", "/state"), "Linux", "/home/me"))
                .isEqualTo(Path.of("/state/asyncffmpeg"));
        assertThat(Journals.folder(Map.of("XDG_STATE_HOME", "state"), "Linux", "/home/me"))
                .as("a relative one counts for nothing")
                .isEqualTo(Path.of("/home/me/.local/state/asyncffmpeg"));
        assertThat(Journals.folder(Map.of("LOCALAPPDATA", "/local"), "Windows 11", "/home/me"))
                .isEqualTo(Path.of("/local/asyncffmpeg"));
    }

    @Test
    void haveNamesThatTellThemApartAndFitEveryFileSystem() {
        Journals journals = new Journals(folder);
        Path one = journals.of("jobs.yaml", List.of("/a/jobs.yaml"));
        assertThat(one.getFileName().toString()).matches("jobs\\.yaml-[0-9a-f]{10}\\.ndjson");
        assertThat(journals.of("jobs.yaml", List.of("/b/jobs.yaml"))).isNotEqualTo(one);
        assertThat(journals.of("jobs.yaml", List.of("/a/jobs.yaml"))).isEqualTo(one);
        Path odd = journals.of("../\u001b[0m/" + "ü".repeat(300), List.of());
        assertThat(odd.getParent()).isEqualTo(folder);
        assertThat(odd.getFileName().toString()).hasSizeLessThan(120);
    }

    @Test
    void knowTheNewestAndForgetTheOldest() throws IOException {
        Journals journals = new Journals(folder.resolve("new"));
        assertThat(journals.newest()).isEmpty();
        Files.createDirectories(journals.folder());
        for (int i = 0; i < 205; i++) {
            Path file = Files.createFile(journals.of("j", List.of("" + i)));
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L + i * 1000L));
            Files.createFile(Path.of(file + ".lock"));
        }
        assertThat(journals.newest()).contains(journals.of("j", List.of("204")));
        journals.prune();
        assertThat(journals.of("j", List.of("104"))).doesNotExist();
        assertThat(journals.of("j", List.of("105"))).exists();
        try (var files = Files.list(journals.folder())) {
            assertThat(files).hasSize(200);
        }
    }

    @Test
    void areHeldByOneRunAtATime() throws IOException {
        Path file = folder.resolve("a.ndjson");
        try (Journal first = Journal.hold(file)) {
            assertThat(first.file()).isEqualTo(file);
            assertThatThrownBy(() -> Journal.hold(file)).isInstanceOf(Journal.Busy.class);
        }
        Journal.hold(file).close();
    }

    @Test
    void leaveNoLockBesideThemWhereTheUserHasNamedThem() throws IOException {
        Path file = folder.resolve("a.ndjson");
        Path locks = folder.resolve("state");
        try (Journal first = Journal.hold(file, locks)) {
            assertThatThrownBy(() -> Journal.hold(folder.resolve("x/../a.ndjson"), locks))
                    .isInstanceOf(Journal.Busy.class);
            Journal.hold(folder.resolve("b.ndjson"), locks).close();
        }
        assertThat(folder.resolve("a.ndjson.lock")).doesNotExist();
    }

    @Test
    void followNoLinkInThePlaceOfTheirLock() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        Files.createSymbolicLink(folder.resolve("a.ndjson.lock"), elsewhere);
        assertThatThrownBy(() -> Journal.hold(folder.resolve("a.ndjson"))).isInstanceOf(IOException.class);
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void areNeverAFileOfTheUsers() throws IOException {
        Path jobs = Files.writeString(folder.resolve("jobs.yaml"), "version: 1\n");
        assertThatThrownBy(() -> Journal.hold(jobs))
                .hasMessageContaining("jobs.yaml")
                .hasMessageContaining("no events of this program");
        assertThatThrownBy(() -> Journal.hold(Files.createDirectory(folder.resolve("d"))))
                .hasMessageContaining("not a file");
        assertThat(jobs).hasContent("version: 1");
    }

    @Test
    void keepWhatEarlierRunsHaveWrittenAndAreTheUsersAlone() throws IOException {
        Path file = folder.resolve("state/a.ndjson");
        BatchEvent event = new BatchEvent.BatchStopping(Instant.EPOCH, "a test", false);
        for (int run = 0; run < 2; run++) {
            try (Journal journal = Journal.hold(file)) {
                journal.begin(false, error -> {
                    throw new AssertionError(error);
                });
                journal.on(event);
            }
        }
        List<BatchEvent> read = new ArrayList<>();
        try (Journal journal = Journal.hold(file)) {
            journal.read(read::add);
        }
        assertThat(read).containsExactly(event, event);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state"))))
                    .isEqualTo("rwx------");
        }
    }
}
