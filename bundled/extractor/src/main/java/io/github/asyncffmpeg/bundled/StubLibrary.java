package io.github.asyncffmpeg.bundled;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stand-in for a shared library that FFmpeg names but does not call unless a screen, a sound card or a GPU is opened:
 * an ELF file of about 500 bytes with a name, its version names and no function at all.
 *
 * <p>It is enough because every reference of the FFmpeg libraries to these functions is bound when it is first called
 * ({@code R_X86_64_JUMP_SLOT}, counted over all libraries of the build). Who does open such a device gets "undefined
 * symbol" and exit code 127. For the same reason {@code LD_BIND_NOW} must not be set for the child.
 *
 * <p>Three choices that are not obvious: the dynamic segment is writable, since glibc before 2.35 relocates its pointers
 * in place; there is a {@code PT_GNU_STACK}, since without one glibc asks for an executable stack; and the version tables
 * are left out when there is no version, since an empty one is refused.
 *
 * @param soname the name of the library, {@code libpulse.so.0}
 * @param versions the symbol versions it must have, {@code PULSE_0}; none for most libraries
 * @param machine the processor as ELF counts it: {@value #X86_64} or {@value #AARCH64}
 */
record StubLibrary(String soname, List<String> versions, int machine) {

    static final int X86_64 = 62;
    static final int AARCH64 = 183;

    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int SYMBOL = 24;
    private static final int VERSION_RECORD = 28;
    private static final int HASH_TABLE = HEADER + 3 * PROGRAM_HEADER;
    private static final int SYMBOLS = HASH_TABLE + 16;
    private static final int STRINGS = SYMBOLS + SYMBOL;
    private static final int PAGE = 0x10000; // the largest page of arm64; right for 4 KiB pages as well

    private static final int READ_WRITE = 6;
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_GNU_STACK = 0x6474e551;

    private static final long DT_HASH = 4;
    private static final long DT_STRTAB = 5;
    private static final long DT_SYMTAB = 6;
    private static final long DT_STRSZ = 10;
    private static final long DT_SYMENT = 11;
    private static final long DT_SONAME = 14;
    private static final long DT_VERSYM = 0x6ffffff0L;
    private static final long DT_VERDEF = 0x6ffffffcL;
    private static final long DT_VERDEFNUM = 0x6ffffffdL;

    StubLibrary {
        versions = List.copyOf(versions);
    }

    /** The hash that System V ELF files carry for a name. */
    static int hash(String name) {
        int hash = 0;
        for (byte c : name.getBytes(StandardCharsets.US_ASCII)) {
            hash = (hash << 4) + c;
            int high = hash & 0xf0000000;
            hash ^= high >>> 24;
            hash &= ~high;
        }
        return hash;
    }

    /** The size of the file in bytes: what each look-up compares, without making the file. */
    int size() {
        return dynamic() + dynamicSize();
    }

    private boolean isVersioned() {
        return !versions.isEmpty();
    }

    private int stringSize() {
        int size = 1 + soname.length() + 1;
        for (String version : versions) {
            size += version.length() + 1;
        }
        return size;
    }

    private int versionSymbols() {
        return aligned(STRINGS + stringSize(), 8);
    }

    private int definitions() {
        return aligned(versionSymbols() + (isVersioned() ? 2 : 0), 8);
    }

    private int dynamic() {
        return aligned(definitions() + (isVersioned() ? VERSION_RECORD * (1 + versions.size()) : 0), 16);
    }

    private int dynamicSize() {
        return 16 * (isVersioned() ? 10 : 7);
    }

    /** The whole file. */
    byte[] bytes() {
        List<String> defined = new ArrayList<>(List.of(soname));
        defined.addAll(versions);
        boolean versioned = isVersioned();

        Map<String, Integer> names = new LinkedHashMap<>();
        int nextName = 1;
        for (String name : defined) {
            names.put(name, nextName);
            nextName += name.length() + 1;
        }

        int dynamic = dynamic();
        int dynamicSize = dynamicSize();
        ByteBuffer file = ByteBuffer.allocate(size()).order(ByteOrder.LITTLE_ENDIAN);
        header(file);
        segment(file, PT_LOAD, 0, file.capacity(), PAGE);
        segment(file, PT_DYNAMIC, dynamic, dynamicSize, 8);
        segment(file, PT_GNU_STACK, 0, 0, 16);

        file.putInt(1).putInt(1).putInt(0).putInt(0); // one bucket, one symbol: the null symbol, already zero
        names.forEach((name, offset) -> file.put(STRINGS + offset, name.getBytes(StandardCharsets.US_ASCII)));
        if (versioned) {
            versionDefinitions(file.position(definitions()), defined, names);
        }

        file.position(dynamic);
        entry(file, DT_SONAME, 1); // the soname is the first string
        entry(file, DT_HASH, HASH_TABLE);
        entry(file, DT_STRTAB, STRINGS);
        entry(file, DT_SYMTAB, SYMBOLS);
        entry(file, DT_STRSZ, stringSize());
        entry(file, DT_SYMENT, SYMBOL);
        if (versioned) {
            entry(file, DT_VERSYM, versionSymbols()); // one symbol, version 0: already zero
            entry(file, DT_VERDEF, definitions());
            entry(file, DT_VERDEFNUM, defined.size());
        }
        entry(file, 0, 0);
        return file.array();
    }

    private void header(ByteBuffer file) {
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0); // 64 bits, little endian, version 1
        file.putShort((short) 3).putShort((short) machine).putInt(1); // a shared object
        file.putLong(0).putLong(HEADER).putLong(0).putInt(0); // no entry point, no sections
        file.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 3);
        file.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    }

    private static void segment(ByteBuffer file, int type, long offset, long size, long alignment) {
        file.putInt(type).putInt(READ_WRITE);
        file.putLong(offset).putLong(offset).putLong(offset); // addresses equal offsets everywhere
        file.putLong(size).putLong(size).putLong(alignment);
    }

    /** One record for the library itself, then one for each version. */
    private static void versionDefinitions(ByteBuffer file, List<String> defined, Map<String, Integer> names) {
        for (int i = 0; i < defined.size(); i++) {
            String name = defined.get(i);
            boolean last = i == defined.size() - 1;
            file.putShort((short) 1).putShort((short) (i == 0 ? 1 : 0));
            file.putShort((short) (i + 1)).putShort((short) 1);
            file.putInt(hash(name)).putInt(20).putInt(last ? 0 : VERSION_RECORD);
            file.putInt(names.getOrDefault(name, 0)).putInt(0);
        }
    }

    private static void entry(ByteBuffer file, long tag, long value) {
        file.putLong(tag).putLong(value);
    }

    private static int aligned(int offset, int alignment) {
        return (offset + alignment - 1) / alignment * alignment;
    }
}
