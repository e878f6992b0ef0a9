package io.github.asyncffmpeg.probe;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads ffprobe's JSON as it comes, object by object, in constant memory.
 *
 * <p>JSON, because it is the one form of ffprobe's that keeps everything: {@code xml} replaces control characters in tags,
 * {@code flat} changes the names of tags, {@code default} writes line breaks of values as they are, and {@code compact} and
 * {@code csv} have no place for objects in objects (seen with 5.1 and 8.0). Not for JSON from elsewhere: commas count as
 * white space, and a list of anything but objects reads as empty.
 *
 * <p>For one thread.
 */
final class SectionReader {

    /** ffprobe nests 6 deep. Deeper than this it is not ffprobe that speaks. */
    private static final int DEEPEST = 64;

    private static final int NAMES = 512;

    /** Of one packet or frame: a tag may be as large as its file, and what is read one by one must not fill the heap. */
    private static final int MOST_OF_ENTRY = 16 * 1024 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[32 * 1024];
    private int next;
    private int end;

    /** A value that is not in one piece in the buffer. */
    private byte[] pieces = new byte[256];

    private int length;

    /** Names come again with every object: kept, so that each is one string. Direct-mapped, and never grows. */
    private final @Nullable String[] names = new String[NAMES];

    private final byte[][] namesBytes = new byte[NAMES][];

    /** How much of the entry may still come; a whole answer has a bound of its own, {@code maxOutput}. */
    private long left = Long.MAX_VALUE;

    SectionReader(InputStream in) {
        this.in = in;
    }

    /** Reads the one object that the whole text is. */
    ProbeSection readAll() throws IOException {
        expect('{');
        return object(0);
    }

    /** Goes to the first object of a list at the top. Returns whether there is such a list. */
    boolean enterList(String name) throws IOException {
        expect('{');
        while (true) {
            int c = token();
            if (c == '}') {
                return false;
            }
            String key = name(c);
            expect(':');
            int value = token();
            if (value == '[' && key.equals(name)) {
                return true;
            }
            skip(value);
        }
    }

    /** The next object of the list that was entered, or null at its end. */
    @Nullable
    ProbeSection nextOfList() throws IOException {
        left = MOST_OF_ENTRY;
        int c = token();
        if (c == ']') {
            return null;
        }
        if (c != '{') {
            throw unexpected(c);
        }
        return object(1);
    }

    private void skip(int value) throws IOException {
        if (value == '{') {
            object(1);
        } else if (value == '[') {
            list(1);
        } else {
            scalar(value);
        }
    }

    /** After its opening brace. */
    private ProbeSection object(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("nested deeper than ffprobe nests");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, ProbeSection> sections = Map.of();
        Map<String, List<ProbeSection>> lists = Map.of();
        while (true) {
            int c = token();
            if (c == '}') {
                return new ProbeSection(fields, sections, lists);
            }
            String name = name(c);
            expect(':');
            int value = token();
            if (value == '{') {
                sections = sections.isEmpty() ? new LinkedHashMap<>() : sections;
                sections.put(name, object(depth + 1));
            } else if (value == '[') {
                lists = lists.isEmpty() ? new LinkedHashMap<>() : lists;
                lists.put(name, list(depth + 1));
            } else {
                fields.put(name, scalar(value));
            }
        }
    }

    /** After its opening bracket. */
    private List<ProbeSection> list(int depth) throws IOException {
        List<ProbeSection> all = new ArrayList<>();
        while (true) {
            int c = token();
            if (c == ']') {
                return List.copyOf(all);
            }
            if (c == '{') {
                all.add(object(depth + 1));
            } else if (c == '[') {
                throw unexpected(c);
            } else {
                scalar(c);
            }
        }
    }

    private String name(int first) throws IOException {
        if (first != '"') {
            throw unexpected(first);
        }
        int hash = 0;
        for (int i = next; i < end; i++) {
            byte b = buffer[i];
            if (b == '"') {
                return knownName(i, hash);
            }
            if (b == '\\') {
                break;
            }
            hash = hash * 31 + b;
        }
        return string();
    }

    private String knownName(int close, int hash) {
        int slot = (hash ^ hash >>> 9) & (NAMES - 1);
        String known = names[slot];
        if (known != null && Arrays.equals(namesBytes[slot], 0, namesBytes[slot].length, buffer, next, close)) {
            next = close + 1;
            return known;
        }
        String name = new String(buffer, next, close - next, StandardCharsets.UTF_8);
        names[slot] = name;
        namesBytes[slot] = Arrays.copyOfRange(buffer, next, close);
        next = close + 1;
        return name;
    }

    private String scalar(int first) throws IOException {
        if (first == '"') {
            return string();
        }
        if (first == '}' || first == ']' || first == ':') {
            throw unexpected(first);
        }
        length = 0;
        for (int c = first; ; c = read()) {
            if (c == ',' || c == '}' || c == ']' || c <= ' ') {
                next--;
                return new String(pieces, 0, length, StandardCharsets.UTF_8);
            }
            keep((byte) c);
        }
    }

    /** After its opening quote. */
    private String string() throws IOException {
        for (int i = next; i < end; i++) {
            if (buffer[i] == '"') {
                String whole = new String(buffer, next, i - next, StandardCharsets.UTF_8);
                next = i + 1;
                return whole;
            }
            if (buffer[i] == '\\') {
                break;
            }
        }
        length = 0;
        while (true) {
            int c = read();
            if (c == '"') {
                return new String(pieces, 0, length, StandardCharsets.UTF_8);
            }
            if (c == '\\') {
                escaped(read());
            } else {
                keep((byte) c);
            }
        }
    }

    private void escaped(int c) throws IOException {
        switch (c) {
            case 'n' -> keep((byte) '\n');
            case 't' -> keep((byte) '\t');
            case 'r' -> keep((byte) '\r');
            case 'b' -> keep((byte) '\b');
            case 'f' -> keep((byte) '\f');
            case 'u' -> {
                int unit = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(read(), 16);
                    if (digit < 0) {
                        throw new IOException("a character escape with a letter that is no digit");
                    }
                    unit = unit * 16 + digit;
                }
                // ffprobe escapes control characters only; all else comes as UTF-8
                for (byte b : String.valueOf((char) unit).getBytes(StandardCharsets.UTF_8)) {
                    keep(b);
                }
            }
            default -> keep((byte) c);
        }
    }

    private void keep(byte b) {
        if (length == pieces.length) {
            pieces = Arrays.copyOf(pieces, length * 2);
        }
        pieces[length++] = b;
    }

    private void expect(char wanted) throws IOException {
        int c = token();
        if (c != wanted) {
            throw unexpected(c);
        }
    }

    /** The next byte that is neither white space nor a comma. */
    private int token() throws IOException {
        int c = read();
        while (c <= ' ' || c == ',') {
            c = read();
        }
        return c;
    }

    private int read() throws IOException {
        if (next == end) {
            int n = in.read(buffer, 0, buffer.length);
            if (n <= 0) {
                throw new EOFException("the answer ends in the middle");
            }
            left -= n;
            if (left < 0) {
                throw new IOException("one entry is longer than " + MOST_OF_ENTRY + " bytes");
            }
            next = 0;
            end = n;
        }
        return buffer[next++] & 0xff;
    }

    private static IOException unexpected(int c) {
        return new IOException("not ffprobe's JSON: '" + (char) c + "' was not expected here");
    }
}
