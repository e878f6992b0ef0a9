package io.github.asyncffmpeg.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The program that gives a child a session of its own and then becomes it by {@code exec}: {@code setsid}, or on Linux with
 * x86-64 one of ours that does only that.
 *
 * <p>{@code setsid} of util-linux is linked dynamically, and costs a start 0.95 ms (bare: 1.6 ms); ours is 160 bytes of two
 * system calls, and costs 0.1 ms. It lies among this JVM's temporary files while there is a watchdog. Where those cannot be
 * executed (a {@code noexec} file system), {@code setsid} does it. Safe for any thread.
 */
final class OwnSession {

    /**
     * An ELF file of one segment, and its code: {@code setsid(); execve(argv[1], argv + 1, envp); exit(126)}.
     *
     * <pre>
     * b8 70 00 00 00   mov  eax, 112               setsid
     * 0f 05            syscall
     * 5f               pop  rdi                    argc
     * 48 8d 54 fc 08   lea  rdx, [rsp + 8*rdi + 8] envp
     * 48 8d 74 24 08   lea  rsi, [rsp + 8]         argv + 1
     * 48 8b 3e         mov  rdi, [rsi]             argv[1]
     * b8 3b 00 00 00   mov  eax, 59                execve
     * 0f 05            syscall
     * bf 7e 00 00 00   mov  edi, 126
     * b8 3c 00 00 00   mov  eax, 60                exit
     * 0f 05            syscall
     * </pre>
     */
    private static final String X86_64 =
            // e_ident; type EXEC, machine x86-64; entry 0x400078; program header at 64; sizes
            "7f454c46020101000000000000000000" + "02003e0001000000" + "7800400000000000" + "4000000000000000"
                    + "0000000000000000" + "00000000" + "4000" + "3800" + "0100" + "0000" + "0000" + "0000"
                    // LOAD, readable and executable; offset 0; at 0x400000; 160 bytes; aligned to 4096
                    + "0100000005000000" + "0000000000000000" + "0000400000000000" + "0000400000000000"
                    + "a000000000000000" + "a000000000000000" + "0010000000000000"
                    + "b870000000" + "0f05" + "5f" + "488d54fc08" + "488d742408" + "488b3e" + "b83b000000" + "0f05"
                    + "bf7e000000" + "b83c000000" + "0f05";

    /** EPERM, ENOENT, ENOEXEC, EACCES, in the words of the JDK. */
    private static final Pattern LASTING = Pattern.compile("error=(?:1|2|8|13),");

    private static final String SETSID = "setsid";

    private static final Object LOCK = new Object();

    /** Written under LOCK. */
    private static volatile @Nullable Ours ours;

    private static volatile boolean givenUp = !isItsSystem();

    private record Ours(Path folder, Path file) {}

    private OwnSession() {}

    /**
     * The program that starts another in its own session.
     *
     * @return its file, or {@code null} where there is none
     */
    static @Nullable Path program() {
        Ours written = ours;
        // Somebody may tidy up the temporary files of the system.
        return written != null && Files.isExecutable(written.file())
                ? written.file()
                : Programs.find(SETSID).orElse(null);
    }

    /** Writes ours, if it can be. */
    static void prepare() {
        synchronized (LOCK) {
            if (givenUp || ours != null) {
                return;
            }
            try {
                Path folder = TemporaryFiles.newFolder();
                Path file = folder.resolve("session");
                ours = new Ours(folder, file);
                Files.write(file, HexFormat.of().parseHex(X86_64));
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x------"));
                if (!Files.isExecutable(file)) {
                    giveUp();
                }
            } catch (IOException | UnsupportedOperationException notHere) {
                giveUp();
            }
        }
    }

    /** Deletes ours; nobody is starting a child. */
    static void tidyUp() {
        synchronized (LOCK) {
            Ours written = ours;
            ours = null;
            if (written != null) {
                try {
                    TemporaryFiles.delete(written.folder());
                } catch (IOException e) {
                    ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.DEBUG, "a temporary file is left: " + e);
                }
            }
        }
    }

    /**
     * A program could not be executed: was it ours, and for a reason that will last?
     *
     * @param program what was to be executed
     * @param refusal what the system said
     * @return whether it was ours, which is not used any more then
     */
    static boolean isRefused(@Nullable Path program, IOException refusal) {
        boolean isRefused = program != null
                && !program.equals(Programs.find(SETSID).orElse(null))
                && LASTING.matcher(String.valueOf(refusal.getMessage())).find();
        if (isRefused) {
            giveUp();
        }
        return isRefused;
    }

    private static void giveUp() {
        givenUp = true;
        tidyUp();
    }

    private static boolean isItsSystem() {
        String system = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
        return system.toLowerCase(Locale.ROOT).equals("linux amd64");
    }
}
