package io.github.asyncffmpeg.internal.locate;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what a program answers: which file it is, what the file was like when it was looked at, what its loader is
 * told, and which libraries the machine has. Two that are equal get the same answer.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param program as it is started; one file may have several names, and answer by its name
 * @param real the file
 * @param text all of it, in one line
 */
record ProgramState(Path program, Path real, String text) {

    /** On Linux it changes with every library that is installed, updated or removed. */
    private static final Path LIBRARIES = Path.of("/etc/ld.so.cache");

    private static final int ELF = 0x7f454c46;
    private static final int MACH_O = 0xcffaedfe;
    private static final int MACH_O_OF_MANY = 0xcafebabe;
    private static final int PE = 0x4d5a0000;
    private static final int PE_MASK = 0xffff0000;

    /**
     * Looks at a program.
     *
     * @param program an executable file
     * @param environment what its process gets
     * @throws IOException if it cannot be looked at
     */
    static ProgramState of(Path program, FFmpegEnvironment environment) throws IOException {
        Path real = program.toRealPath();
        String text = program + "\t" + real + '\t' + file(real) + '\t' + loader(environment) + '\t' + libraries();
        return new ProgramState(program, real, text);
    }

    /** Size, times and number of a file. Its times have nanoseconds where the system does. */
    private static String file(Path real) throws IOException {
        if (!real.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            BasicFileAttributes basic = Files.readAttributes(real, BasicFileAttributes.class);
            return basic.size() + " " + nanos(basic.lastModifiedTime());
        }
        Map<String, Object> all = Files.readAttributes(real, "unix:size,lastModifiedTime,ctime,ino");
        return all.get("size") + " " + nanos(all.get("lastModifiedTime")) + ' ' + nanos(all.get("ctime")) + ' '
                + all.get("ino");
    }

    private static String nanos(@Nullable Object time) {
        return time instanceof FileTime known ? Long.toString(known.to(TimeUnit.NANOSECONDS)) : "";
    }

    private static String libraries() {
        try {
            return Files.isRegularFile(LIBRARIES, LinkOption.NOFOLLOW_LINKS) ? file(LIBRARIES) : "";
        } catch (IOException unknown) {
            return "";
        }
    }

    /** The variables that say which libraries a program gets. On Windows it looks for them on PATH. */
    private static String loader(FFmpegEnvironment environment) {
        Map<String, String> all = new HashMap<>(System.getenv());
        environment.applyTo(all);
        Map<String, String> loader = new TreeMap<>();
        for (Map.Entry<String, String> each : all.entrySet()) {
            String name = each.getKey().toUpperCase(Locale.ROOT);
            if (name.startsWith("LD_") || name.startsWith("DYLD_") || (name.equals("PATH") && isWindows())) {
                loader.put(name, each.getValue());
            }
        }
        return loader.toString();
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    /**
     * Whether the state of the file is all there is: not of a script, which may start anything, nor of a program that does
     * many things, such as that of snap, whose links have the names of others.
     */
    boolean isLasting() {
        Path name = real.getFileName();
        return name != null
                && name.toString().toLowerCase(Locale.ROOT).contains("ffmpeg")
                && isOneField(program.toString())
                && isOneField(text.replace("\t", ""))
                && isNative();
    }

    private static boolean isOneField(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ') {
                return false;
            }
        }
        return true;
    }

    private boolean isNative() {
        try (FileInputStream in = new FileInputStream(real.toFile())) {
            byte[] head = in.readNBytes(4);
            if (head.length < 4) {
                return false;
            }
            int magic = (head[0] & 255) << 24 | (head[1] & 255) << 16 | (head[2] & 255) << 8 | (head[3] & 255);
            return magic == ELF || magic == MACH_O || magic == MACH_O_OF_MANY || (magic & PE_MASK) == PE;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
