package io.github.asyncffmpeg.jobs.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateKeyTest {

    private static final byte[] WORK = {1, 2, 3};

    @TempDir
    Path home;

    @Test
    void isTheSameInEveryRunAndNobodyElsesToRead() throws Exception {
        Journals journals = new Journals(home.resolve("state"));
        byte[] first = StateKey.in(journals).digest(WORK);
        assertThat(first).hasSize(32).isEqualTo(StateKey.in(journals).digest(WORK));
        Path file = journals.folder().resolve("journal.key");
        assertThat(file).hasSize(32);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        try (Stream<Path> files = Files.list(journals.folder())) {
            assertThat(files).containsExactly(file);
        }
        assertThat(StateKey.in(new Journals(home.resolve("other"))).digest(WORK))
                .isNotEqualTo(first);
    }

    @Test
    void isOneWhenSeveralRunsMakeItAtOnce() {
        Journals journals = new Journals(home.resolve("state"));
        List<String> digests = Stream.generate(() -> StateKey.in(journals))
                .limit(50)
                .parallel()
                .map(key -> Arrays.toString(key.digest(WORK)))
                .distinct()
                .toList();
        assertThat(digests).hasSize(1);
    }

    @Test
    void isOfThisRunWhereItCannotBeKept() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "");
        StateKey key = StateKey.in(new Journals(file.resolve("state")));
        assertThat(key.digest(WORK))
                .isEqualTo(key.digest(WORK))
                .isNotEqualTo(StateKey.ofThisRun().digest(WORK));
    }
}
