package io.github.asyncffmpeg.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StubLibraryTest {

    private static final StubLibrary ALSA =
            new StubLibrary("libasound.so.2", List.of("ALSA_0.9", "ALSA_0.9.0rc4"), StubLibrary.X86_64);

    @Test
    void hashesNamesAsTheLoaderDoes() {
        assertThat(StubLibrary.hash("PULSE_0")).isEqualTo(0x05a17b70);
        assertThat(StubLibrary.hash("ALSA_0.9")).isEqualTo(0x01772779);
        assertThat(StubLibrary.hash("ALSA_0.9.0rc4")).isEqualTo(0x07b60a14);
        assertThat(StubLibrary.hash("VA_API_0.33.0")).isEqualTo(0x086202d0);
        assertThat(StubLibrary.hash("libasound.so.2")).isEqualTo(0x0bfd41b2);
    }

    @Test
    void tellsItsNameAndItsVersions() {
        ElfFile elf = new ElfFile(ALSA.bytes());
        assertThat(elf.soname()).isEqualTo("libasound.so.2");
        assertThat(elf.definedVersions())
                .containsExactly(
                        Map.entry("libasound.so.2", 0x0bfd41b2),
                        Map.entry("ALSA_0.9", 0x01772779),
                        Map.entry("ALSA_0.9.0rc4", 0x07b60a14));
        assertThat(elf.needed()).isEmpty();
    }

    @Test
    void hasNoVersionTablesWithoutAVersion() {
        StubLibrary plain = new StubLibrary("libxcb.so.1", List.of(), StubLibrary.AARCH64);
        ElfFile elf = new ElfFile(plain.bytes());
        assertThat(elf.soname()).isEqualTo("libxcb.so.1");
        assertThat(plain.bytes()).as("what a look-up compares").hasSize(plain.size());
        assertThat(elf.definedVersions()).isEmpty();
        assertThat(elf.machine()).isEqualTo(183);
    }

    @Test
    void isWritableForOldLoadersAndNeverAsksForAnExecutableStack() {
        ElfFile elf = new ElfFile(ALSA.bytes());
        assertThat(elf.flags(1)).as("the loaded segment").isEqualTo(6);
        assertThat(elf.flags(2)).as("the dynamic segment").isEqualTo(6);
        assertThat(elf.flags(0x6474e551)).as("the stack").isEqualTo(6);
    }

    @Test
    void isLoadedWholeAndStaysSmall() {
        byte[] bytes = ALSA.bytes();
        assertThat(bytes).hasSizeBetween(400, 600).hasSize(ALSA.size());
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.getLong(64 + 32)).as("size in the file").isEqualTo(bytes.length);
        assertThat(file.getLong(64 + 48)).as("alignment").isEqualTo(0x10000);
    }
}
