package io.github.asyncffmpeg.bundled;

import java.util.HexFormat;
import java.util.Map;

/**
 * The programs of {@link io.github.asyncffmpeg.internal.locate.Starters}, by the names of their files. {@code setsid} of util-linux
 * is linked dynamically and costs the start of a process 0.95 ms (a bare start: 1.6 ms); these are an ELF file of one
 * segment with two system calls, and cost 0.1 ms.
 */
final class StarterPrograms {

    static final String OWN_SESSION = "own-session";
    static final String OWN_GROUP = "own-group";
    static final String WIDE_STDOUT = "wide-stdout";

    /** {@code setsid()}. */
    private static final String SETSID = "b870000000" // mov eax, 112
            + "0f05"; // syscall

    /** {@code setpgid(0, 0)}. */
    private static final String SETPGID = "b86d000000" // mov eax, 109
            + "31ff" // xor edi, edi
            + "31f6" // xor esi, esi
            + "0f05"; // syscall

    /** {@code fcntl(1, F_SETPIPE_SZ, 1 MiB)}: more than that no user may ask for. */
    private static final String WIDEN = "b848000000" // mov eax, 72
            + "bf01000000" // mov edi, 1
            + "be07040000" // mov esi, 1031
            + "ba00001000" // mov edx, 1048576
            + "0f05"; // syscall

    /** {@code execve(argv[1], argv + 1, envp); exit(126)}. */
    private static final String BECOME = "5f" // pop rdi: argc
            + "488d54fc08" // lea rdx, [rsp + 8*rdi + 8]: envp
            + "488d742408" // lea rsi, [rsp + 8]: argv + 1
            + "488b3e" // mov rdi, [rsi]
            + "b83b000000" // mov eax, 59
            + "0f05" // syscall
            + "bf7e000000" // mov edi, 126
            + "b83c000000" // mov eax, 60
            + "0f05"; // syscall

    private StarterPrograms() {}

    /** The files, for the machines of a build that there are some for. */
    static Map<String, byte[]> of(Descriptor build) {
        return build.name().startsWith("linux-x86_64")
                ? Map.of(
                        OWN_SESSION, x86(SETSID + BECOME),
                        OWN_GROUP, x86(SETPGID + BECOME),
                        WIDE_STDOUT, x86(WIDEN + BECOME))
                : Map.of();
    }

    private static byte[] x86(String code) {
        String size = HexFormat.of().toHexDigits((byte) (120 + code.length() / 2)) + "00000000000000";
        return HexFormat.of()
                .parseHex(
                        // e_ident; type EXEC, machine x86-64; entry 0x400078; program header at 64; sizes
                        "7f454c46020101000000000000000000" + "02003e0001000000" + "7800400000000000"
                                + "4000000000000000" + "0000000000000000" + "00000000" + "40003800010000000000" + "0000"
                                // LOAD, readable and executable; offset 0; at 0x400000; size; aligned to 4096
                                + "0100000005000000" + "0000000000000000" + "0000400000000000" + "0000400000000000"
                                + size + size + "0010000000000000" + code);
    }
}
