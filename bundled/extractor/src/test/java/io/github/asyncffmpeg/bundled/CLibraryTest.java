package io.github.asyncffmpeg.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CLibraryTest {

    @TempDir
    Path folder;

    @Test
    void readsTheReleaseFromTheLibraryThatIsLoaded() throws IOException {
        Path library = Files.writeString(
                folder.resolve("libc-2.31.so"),
                "\0ELF\0GNU C Library (Debian GLIBC 2.31-13+deb11u11) stable release version 2.31.\nCopyright\0");
        CLibrary found = CLibrary.of(maps(library.toString()));

        assertThat(found.glibc()).contains("2.31");
        assertThat(found.isOlderThan("2.35")).isTrue();
        assertThat(found.isOlderThan("2.29")).isFalse();
    }

    @Test
    void comparesNumbersAndNotText() {
        assertThat(new CLibrary(false, Optional.of("2.100")).isOlderThan("2.35"))
                .isFalse();
        assertThat(new CLibrary(false, Optional.of("2.4")).isOlderThan("2.29")).isTrue();
    }

    @Test
    void recognisesMusl() throws IOException {
        assertThat(CLibrary.of(maps("/lib/ld-musl-x86_64.so.1")).musl()).isTrue();
    }

    @Test
    void knowsNothingWithoutProc() {
        CLibrary unknown = CLibrary.of(folder.resolve("nothing"));
        assertThat(unknown.musl()).isFalse();
        assertThat(unknown.isOlderThan("2.35")).isFalse();
    }

    private Path maps(String library) throws IOException {
        return Files.writeString(
                folder.resolve("maps"),
                "7f00-7f10 r-xp 00000000 fe:00 1  /usr/lib/jvm/lib/libjli.so\n7f10-7f20 r-xp 00000000 fe:00 2  "
                        + library + "\n7f20-7f30 rw-p 00000000 00:00 0 \n");
    }
}
