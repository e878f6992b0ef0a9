package io.github.asyncffmpeg.internal.failure;

import static io.github.asyncffmpeg.error.FailureKind.*;

import io.github.asyncffmpeg.error.FailureKind;
import java.util.List;
import java.util.Optional;

/**
 * One of the texts that FFmpeg has for its error numbers ({@code av_strerror}, and glibc's {@code strerror}), what it
 * means, and the exit code that stands for it: FFmpeg 7 and later exit with the low 8 bits of the number.
 *
 * <p>"Cannot allocate memory" is not here: FFmpeg says it of an absurd size in a damaged file, and of an HLS stream
 * without a variant. {@link FailureRules} knows where it means memory.
 *
 * @param text how the text begins
 * @param kind what it means
 * @param exitCode the exit code; 0 when that is not this error's alone
 * @param trust where it means that
 */
record ErrorText(String text, FailureKind kind, int exitCode, Trust trust) {

    /** Where a text means what it says. */
    private enum Trust {
        /** Everywhere. */
        SURE,
        /** FFmpeg uses it also where it knows better, and says so in another line. */
        WEAK,
        /** FFmpeg uses it for all kinds of reasons: only where a file of the job is opened for writing. */
        OPENED_OUTPUT
    }

    private static final List<ErrorText> TABLE = List.of(
            text("No such file or directory", NO_SUCH_FILE, 254),
            text("Not a directory", NO_SUCH_FILE, 236),
            text("Permission denied", PERMISSION_DENIED, 243),
            new ErrorText("Operation not permitted", PERMISSION_DENIED, 0, Trust.OPENED_OUTPUT), // any -1
            text("Is a directory", IS_A_DIRECTORY, 235),
            text("File name too long", NAME_TOO_LONG, 220),
            text("Too many open files", TOO_MANY_OPEN_FILES, 232),
            text("Read-only file system", READ_ONLY_FILE_SYSTEM, 226),
            text("No space left on device", DISK_FULL, 228),
            text("Disk quota exceeded", DISK_FULL, 0), // 134, as SIGABRT
            text("File too large", DISK_FULL, 229),
            text("Broken pipe", BROKEN_PIPE, 224),
            text("Connection refused", CONNECTION_REFUSED, 145),
            text("Connection reset by peer", CONNECTION_LOST, 152),
            text("Software caused connection abort", CONNECTION_LOST, 0), // 153, as SIGXFSZ
            text("Connection timed out", CONNECTION_TIMED_OUT, 146),
            text("Network is unreachable", NETWORK_UNREACHABLE, 155),
            text("No route to host", NETWORK_UNREACHABLE, 0), // 143, as SIGTERM
            text("No such device", NO_SUCH_DEVICE, 237),
            text("Protocol not found", PROTOCOL_NOT_FOUND, 0), // 8, as all that is not found, and HTTP
            text("Server returned 401", HTTP_DENIED, 0),
            text("Server returned 403", HTTP_DENIED, 0),
            text("Server returned 404", HTTP_NOT_FOUND, 0),
            text("Server returned 429", HTTP_TOO_MANY_REQUESTS, 0), // from FFmpeg 7
            text("Server returned 5", HTTP_SERVER_ERROR, 0),
            weak("Server returned 4", HTTP_CLIENT_ERROR, 0),
            text("Encoder not found", UNKNOWN_ENCODER, 0),
            text("Decoder not found", UNKNOWN_DECODER, 0),
            text("Filter not found", UNKNOWN_FILTER, 0),
            text("Bitstream filter not found", UNKNOWN_BITSTREAM_FILTER, 0),
            text("Option not found", UNKNOWN_OPTION, 0),
            text("Experimental feature", EXPERIMENTAL_CODEC, 88),
            weak("Invalid data found when processing input", INVALID_DATA, 183),
            weak("End of file", INVALID_DATA, 0), // 187, as all that an encoder's library says
            weak("Input/output error", IO_ERROR, 251));

    private static ErrorText text(String text, FailureKind kind, int exitCode) {
        return new ErrorText(text, kind, exitCode, Trust.SURE);
    }

    private static ErrorText weak(String text, FailureKind kind, int exitCode) {
        return new ErrorText(text, kind, exitCode, Trust.WEAK);
    }

    static Optional<ErrorText> of(String reason) {
        return TABLE.stream().filter(each -> reason.startsWith(each.text)).findFirst();
    }

    /** Whether it decides, rather than what other lines say. */
    boolean isSure(boolean opensOutput) {
        return trust == Trust.SURE || (trust == Trust.OPENED_OUTPUT && opensOutput);
    }

    /** Whether it is a reason where no other line has one. */
    boolean isReason(boolean opensOutput) {
        return trust != Trust.OPENED_OUTPUT || opensOutput;
    }

    /** What an exit code says alone. */
    static FailureKind of(int exitCode) {
        return switch (exitCode) {
            case 69 -> INVALID_DATA; // FFmpeg's own, when too much cannot be decoded
            case 127 -> LIBRARY_NOT_LOADED;
            case 129, 130, 143 -> TERMINATED;
            case 132, 134, 135, 136, 139 -> CRASHED;
            case 137 -> KILLED;
            case 153 -> DISK_FULL; // SIGXFSZ: ulimit -f
            default ->
                TABLE.stream()
                        .filter(each -> each.exitCode != 0 && each.exitCode == exitCode)
                        .map(ErrorText::kind)
                        .findFirst()
                        .orElse(UNRECOGNISED);
        };
    }

    /** SIGILL, SIGBUS, SIGFPE, SIGSEGV, SIGKILL: the end, whatever was said before. */
    static boolean isBySignal(int exitCode) {
        return exitCode == 132 || exitCode == 135 || exitCode == 136 || exitCode == 139 || exitCode == 137;
    }
}
