package io.github.asyncffmpeg.internal.process;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the {@link Starter}: an ELF file of one segment, which is loaded at 0x400000. The comments are what the
 * disassemblers say of it ({@code objdump -d -M intel}, {@code llvm-objdump -d}).
 *
 * <p>In C: <pre>
 * char flags = *argv[1];
 * if (flags &amp; 1) setsid();
 * if (flags &amp; 2) setpgid(0, 0);
 * if (flags &amp; 4) fcntl(1, F_SETPIPE_SZ, 1048576);          // more than that no user may ask for
 * int error = execve(argv[2], argv + 2, envp);
 * if (error == -ENOEXEC) {                                  // a script without a first line, as execvp does it
 *     argv[1] = "/bin/sh";
 *     error = execve(argv[1], argv + 1, envp);
 * }
 * write(2, words, 40);
 * exit(error == -ENOENT ? 127 : 126);                       // as a shell and setsid do
 * </pre>
 */
final class StarterCode {

    private static final String X86_64 = "x86_64";
    private static final String ARM64 = "arm64";

    /** At 0x400078: "/bin/sh". At 0x400080: "asyncffmpeg: cannot execute the program", a line. The code follows. */
    private static final String TEXTS =
            "2f62696e2f736800" + "6173796e6366666d7065673a2063616e6e6f742065786563757465207468652070726f6772616d0a";

    /** The instructions for x86-64. The kernel keeps all registers but rax, rcx and r11. */
    private static final String X86_CODE = "5f" // pop rdi: argc
            + "488d54fc08" // lea rdx, [rsp + rdi*8 + 8]: envp
            + "4889d3" // mov rbx, rdx
            + "488b6c2408" // mov rbp, [rsp + 8]: argv[1]
            + "408a6d00" // mov bpl, [rbp]: flags
            + "40f6c501" // test bpl, 1
            + "7407" // je over the next two
            + "b870000000" // mov eax, 112: setsid
            + "0f05" // syscall
            + "40f6c502" // test bpl, 2
            + "740b" // je over the next four
            + "b86d000000" // mov eax, 109: setpgid
            + "31ff" // xor edi, edi
            + "31f6" // xor esi, esi
            + "0f05" // syscall
            + "40f6c504" // test bpl, 4
            + "7416" // je over the next five
            + "b848000000" // mov eax, 72: fcntl
            + "bf01000000" // mov edi, 1
            + "be07040000" // mov esi, 1031: F_SETPIPE_SZ
            + "ba00001000" // mov edx, 1048576
            + "0f05" // syscall
            + "488d742410" // lea rsi, [rsp + 16]: argv + 2
            + "488b3e" // mov rdi, [rsi]
            + "4889da" // mov rdx, rbx
            + "b83b000000" // mov eax, 59: execve
            + "0f05" // syscall
            + "83f8f8" // cmp eax, -8: ENOEXEC
            + "7513" // jne over the next five
            + "bf78004000" // mov edi, 0x400078
            + "4883ee08" // sub rsi, 8
            + "48893e" // mov [rsi], rdi
            + "b83b000000" // mov eax, 59: execve
            + "0f05" // syscall
            + "bf7e000000" // mov edi, 126
            + "83f8fe" // cmp eax, -2: ENOENT
            + "7502" // jne over the next one
            + "ffc7" // inc edi
            + "89fb" // mov ebx, edi
            + "bf02000000" // mov edi, 2
            + "be80004000" // mov esi, 0x400080
            + "ba28000000" // mov edx, 40
            + "b801000000" // mov eax, 1: write
            + "0f05" // syscall
            + "89df" // mov edi, ebx
            + "b83c000000" // mov eax, 60: exit
            + "0f05"; // syscall

    /** The instructions for AArch64. The kernel keeps all registers but x0. */
    private static final String ARM_CODE = "e90340f9" // ldr x9, [sp]: argc
            + "ea230091" // add x10, sp, #8: argv
            + "540d098b" // add x20, x10, x9, lsl #3
            + "94220091" // add x20, x20, #8: envp
            + "eb0b40f9" // ldr x11, [sp, #16]: argv[1]
            + "73014039" // ldrb w19, [x11]: flags
            + "73000036" // tbz w19, #0, over the next two
            + "a81380d2" // mov x8, #157: setsid
            + "010000d4" // svc #0
            + "b3000836" // tbz w19, #1, over the next four
            + "000080d2" // mov x0, #0
            + "010080d2" // mov x1, #0
            + "481380d2" // mov x8, #154: setpgid
            + "010000d4" // svc #0
            + "d3001036" // tbz w19, #2, over the next five
            + "200080d2" // mov x0, #1
            + "e18080d2" // mov x1, #1031: F_SETPIPE_SZ
            + "0202a0d2" // mov x2, #1048576
            + "280380d2" // mov x8, #25: fcntl
            + "010000d4" // svc #0
            + "e1630091" // add x1, sp, #24: argv + 2
            + "200040f9" // ldr x0, [x1]
            + "e20314aa" // mov x2, x20
            + "a81b80d2" // mov x8, #221: execve
            + "010000d4" // svc #0
            + "1f200031" // cmn w0, #8: ENOEXEC
            + "e1000054" // b.ne over the next six
            + "0008a0d2" // mov x0, #0x400000
            + "000f80f2" // movk x0, #0x78
            + "e1430091" // add x1, sp, #16
            + "200000f9" // str x0, [x1]
            + "a81b80d2" // mov x8, #221: execve
            + "010000d4" // svc #0
            + "d30f8052" // mov w19, #126
            + "1f080031" // cmn w0, #2: ENOENT
            + "7316931a" // cinc w19, w19, eq
            + "400080d2" // mov x0, #2
            + "0108a0d2" // mov x1, #0x400000
            + "011080f2" // movk x1, #0x80
            + "020580d2" // mov x2, #40
            + "080880d2" // mov x8, #64: write
            + "010000d4" // svc #0
            + "e003132a" // mov w0, w19
            + "a80b80d2" // mov x8, #93: exit
            + "010000d4"; // svc #0

    private StarterCode() {}

    /**
     * The kind of machine, in the words of {@link #of}; null for one that there is no code for.
     *
     * @param os the system property {@code os.name}
     * @param arch the system property {@code os.arch}
     */
    static @Nullable String machine(String os, String arch) {
        if (!os.toLowerCase(Locale.ROOT).equals("linux")) {
            return null;
        }
        return switch (arch) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> ARM64;
            default -> null;
        };
    }

    /** The file for a kind of machine. */
    static byte[] of(String machine) {
        return switch (machine) {
            case X86_64 -> elf("3e00", X86_CODE);
            case ARM64 -> elf("b700", ARM_CODE);
            default -> throw new IllegalArgumentException(machine);
        };
    }

    private static byte[] elf(String machine, String code) {
        String rest = TEXTS + code;
        String size = littleEndian(120 + rest.length() / 2);
        // e_ident; type EXEC, machine, version; entry after the texts; program header at 64; sizes
        String header = "7f454c46020101000000000000000000" + "0200" + machine + "01000000" + "a800400000000000"
                + "4000000000000000" + "0000000000000000" + "00000000" + "40003800010000000000" + "0000"
                // LOAD, readable and executable; offset 0; at 0x400000; size; aligned to the largest pages
                + "0100000005000000" + "0000000000000000" + "0000400000000000" + "0000400000000000" + size + size
                + "0000010000000000";
        return bytes(header + rest);
    }

    /** Eight bytes of a number below 65,536. */
    private static String littleEndian(int number) {
        StringBuilder text = new StringBuilder(16);
        for (int digit = 0; digit < 16; digit++) {
            int shift = 8 * (digit / 2) + (digit % 2 == 0 ? 4 : 0);
            text.append(Character.forDigit(shift < 32 ? (number >> shift) & 15 : 0, 16));
        }
        return text.toString();
    }

    private static byte[] bytes(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] =
                    (byte) (Character.digit(hex.charAt(2 * i), 16) << 4 | Character.digit(hex.charAt(2 * i + 1), 16));
        }
        return bytes;
    }
}
