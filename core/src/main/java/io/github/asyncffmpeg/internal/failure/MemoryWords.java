package io.github.asyncffmpeg.internal.failure;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** How an FFmpeg with a limit on its memory says that there is none left: it has many words for it. Stateless. */
public final class MemoryWords {

    /**
     * A thread that cannot be started ("Resource temporarily unavailable", its stack is memory), a library that cannot be
     * loaded, an allocation that fails. Seen with 5.1.9 and 8.0.1 under {@code prlimit --data} of 16 to 256 MB.
     */
    private static final Pattern WORDS = Pattern.compile("Cannot allocate memory|Resource temporarily unavailable"
            + "|pthread_create|cannot allocate|cannot map zero-fill|failed to map segment|malloc of size \\d+ failed"
            + "|[Oo]ut of memory|std::bad_alloc");

    /** What FFmpeg makes of it, which may not look for the reason. Other kinds know better. */
    private static final Set<FailureKind> VAGUE = EnumSet.of(
            FailureKind.UNRECOGNISED,
            FailureKind.OUT_OF_MEMORY,
            FailureKind.ENCODER_REFUSED,
            FailureKind.FILTER_FAILED,
            FailureKind.INVALID_DATA,
            FailureKind.IO_ERROR,
            FailureKind.LIBRARY_NOT_LOADED);

    private MemoryWords() {}

    /**
     * The failure, where there was a limit on memory, with that for its reason if the words say so. It is not worth another try.
     *
     * @param failure as it was read without this
     * @param errors what was said
     * @param limit the limit, if there was one
     * @return the failure
     */
    public static Failure read(Failure failure, List<String> errors, OptionalLong limit) {
        if (limit.isEmpty() || !VAGUE.contains(failure.kind())) {
            return failure;
        }
        Optional<String> said = among(errors);
        return said.isEmpty()
                ? failure
                : new Failure(
                        FailureKind.LIMIT_EXCEEDED,
                        failure.stage(),
                        failure.culprit(),
                        said,
                        List.of(),
                        Optional.of(Failure.Limit.MEMORY));
    }

    /**
     * The first line that says that there is no memory.
     *
     * @param errors what was said
     * @return the line, if there is one
     */
    public static Optional<String> among(List<String> errors) {
        return errors.stream().filter(line -> WORDS.matcher(line).find()).findFirst();
    }

    /**
     * The end of a message about a failure that the limit may have to do with.
     *
     * @param kind what failed
     * @param limit the limit, if there was one
     * @return the words, or none
     */
    public static String hint(FailureKind kind, OptionalLong limit) {
        boolean concerned = switch (kind) {
            case OUT_OF_MEMORY,
                    LIMIT_EXCEEDED,
                    KILLED,
                    CRASHED,
                    LIBRARY_NOT_LOADED,
                    ENCODER_REFUSED, // x264 without memory gives no reason (5.1)
                    FILTER_FAILED,
                    UNRECOGNISED -> true;
            default -> false;
        };
        return limit.isPresent() && concerned ? "; its limit on memory is " + limit.getAsLong() + " bytes" : "";
    }
}
