package io.github.asyncffmpeg.bundled;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads from a shared library or program for 64-bit Linux what the dynamic loader reads: names and versions. */
final class ElfFile {

    private final ByteBuffer file;
    private final List<long[]> segments = new ArrayList<>(); // type, offset, address, size in the file
    private final List<long[]> dynamic = new ArrayList<>(); // tag, value

    ElfFile(byte[] bytes) {
        file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (file.getInt(0) != 0x464c457f) {
            throw new IllegalArgumentException("not an ELF file");
        }
        int table = (int) file.getLong(32);
        for (int i = 0; i < file.getShort(56); i++) {
            int at = table + 56 * i;
            segments.add(
                    new long[] {file.getInt(at), file.getLong(at + 8), file.getLong(at + 16), file.getLong(at + 32)});
        }
        long[] section = segment(2);
        for (int at = (int) section[1]; file.getLong(at) != 0; at += 16) {
            dynamic.add(new long[] {file.getLong(at), file.getLong(at + 8)});
        }
    }

    int machine() {
        return file.getShort(18);
    }

    /** Flags of a segment: 1 execute, 2 write, 4 read. */
    int flags(int type) {
        int table = (int) file.getLong(32);
        for (int i = 0; i < file.getShort(56); i++) {
            if (file.getInt(table + 56 * i) == type) {
                return file.getInt(table + 56 * i + 4);
            }
        }
        throw new IllegalArgumentException("no segment of type " + type);
    }

    String soname() {
        return string(value(14));
    }

    List<String> needed() {
        return dynamic.stream()
                .filter(entry -> entry[0] == 1)
                .map(entry -> string(entry[1]))
                .toList();
    }

    /** The versions it asks of each library. */
    Map<String, List<String>> neededVersions() {
        Map<String, List<String>> needed = new TreeMap<>();
        if (!has(0x6ffffffeL)) {
            return needed;
        }
        int at = offset(value(0x6ffffffeL));
        for (long left = value(0x6fffffffL); left > 0; left--) {
            List<String> versions = needed.computeIfAbsent(string(file.getInt(at + 4)), name -> new ArrayList<>());
            int aux = at + file.getInt(at + 8);
            for (int count = file.getShort(at + 2); count > 0; count--) {
                versions.add(string(file.getInt(aux + 8)));
                aux += file.getInt(aux + 12);
            }
            at += file.getInt(at + 12);
        }
        return needed;
    }

    /** The versions it defines, with their hashes; the first is the library itself. */
    Map<String, Integer> definedVersions() {
        Map<String, Integer> defined = new LinkedHashMap<>();
        if (!has(0x6ffffffcL)) {
            return defined;
        }
        int at = offset(value(0x6ffffffcL));
        for (long left = value(0x6ffffffdL); left > 0; left--) {
            defined.put(string(file.getInt(at + file.getInt(at + 12))), file.getInt(at + 8));
            at += file.getInt(at + 16);
        }
        return defined;
    }

    private boolean has(long tag) {
        return dynamic.stream().anyMatch(entry -> entry[0] == tag);
    }

    private long value(long tag) {
        return dynamic.stream().filter(entry -> entry[0] == tag).findFirst().orElseThrow()[1];
    }

    private long[] segment(int type) {
        return segments.stream().filter(entry -> entry[0] == type).findFirst().orElseThrow();
    }

    private int offset(long address) {
        for (long[] segment : segments) {
            if (segment[0] == 1 && address >= segment[2] && address < segment[2] + segment[3]) {
                return (int) (address - segment[2] + segment[1]);
            }
        }
        throw new IllegalArgumentException("no segment holds address " + address);
    }

    private String string(long index) {
        int start = offset(value(5)) + (int) index;
        int end = start;
        while (file.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - start];
        file.get(start, text);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
