package io.github.asyncffmpeg.jobs.internal.plan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Names of files whose bytes are not text in the encoding of this machine, such as one in Latin-1 among UTF-8. Java lists
 * them, and cannot give them to a process: what it would hand over is another name.
 */
public final class RawName {

    /** What Java puts in the place of bytes that are not text. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final Path OWN_ARGUMENTS = Path.of("/proc/self/cmdline");

    private RawName() {}

    /** Whether the last name of a path, as a folder listed it, is text. */
    public static boolean isText(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.indexOf(REPLACEMENT) < 0) {
            return true;
        }
        try {
            return file.getFileSystem().getPath(name).equals(file.getFileName());
        } catch (InvalidPathException notText) {
            return false;
        }
    }

    /** The last name of a path for people: {@code caf\xe9.mkv}. */
    static String shown(Path file) {
        String path = file.toUri().getRawPath();
        String end = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return shown(bytes(end.substring(end.lastIndexOf('/') + 1)));
    }

    /** What a URI writes as {@code %e9}. */
    private static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean escaped = text.charAt(i) == '%';
            bytes[length++] = (byte) (escaped ? Integer.parseInt(text.substring(i + 1, i + 3), 16) : text.charAt(i));
            i += escaped ? 2 : 0;
        }
        return Arrays.copyOf(bytes, length);
    }

    private static String shown(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(4 * bytes.length + 4);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put(String.format(Locale.ROOT, "\\x%02x", in.get()));
            }
        }
    }

    /**
     * Whether a word of the command line has lost bytes on its way here.
     *
     * @param word as the program got it
     */
    public static boolean isDamaged(String word) {
        if (word.indexOf(REPLACEMENT) < 0) {
            return false;
        }
        try {
            // Of somebody who means that very character all words are text.
            byte[] all = Files.readAllBytes(OWN_ARGUMENTS);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(all));
            return !isUtf8();
        } catch (java.nio.charset.CharacterCodingException notText) {
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static boolean isUtf8() {
        return encoding().equals("UTF-8");
    }

    /** The encoding of the names of files here. */
    private static String encoding() {
        return System.getProperty("sun.jnu.encoding", "UTF-8");
    }

    /** Why a file is left out, and what to do, with a full stop. */
    public static String why() {
        return isUtf8()
                ? "its name is not text in UTF-8. Give it another name."
                : "its name is not text in the encoding of this locale, " + encoding() + ". Set LC_ALL=C.UTF-8.";
    }
}
