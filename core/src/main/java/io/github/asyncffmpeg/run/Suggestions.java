package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.process.InternalThreads;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds to a failure the names that may have been meant. */
final class Suggestions {

    private static final int MOST = 3;

    /** The whole failure waits for it. FFmpeg answers in 10 to 200 ms, or it hangs, or the machine is very busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** FFmpeg 5.1 names the filter in the line before or after the one with the option, 8.0 in the same. */
    private static final Pattern FILTER = Pattern.compile("(?:Parsed_(\\w+)_\\d+ @ .*|.* filter '(\\w+)'.*)");

    private Suggestions() {}

    static Failure added(Failure failure, List<String> errors, KnownNames names) {
        Optional<String> unknown = failure.culprit().map(Failure.Culprit::name);
        if (unknown.isEmpty() || names == KnownNames.NONE) {
            return failure;
        }
        try {
            CompletableFuture<List<String>> asked = CompletableFuture.supplyAsync(
                    () -> names.nearest(unknown.get(), candidates(failure, errors, names)), InternalThreads.WORKERS);
            List<String> near = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return failure.withSuggestions(near.subList(0, Math.min(MOST, near.size())));
        } catch (ExecutionException | TimeoutException e) {
            return failure; // a guess must not cost the reason, nor keep it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failure;
        }
    }

    private static Collection<String> candidates(Failure failure, List<String> errors, KnownNames names) {
        FailureKind kind = failure.kind();
        return switch (kind) {
            case UNKNOWN_ENCODER -> names.encoders();
            case UNKNOWN_DECODER -> names.decoders();
            case UNKNOWN_FILTER -> names.filters();
            case UNKNOWN_BITSTREAM_FILTER -> names.bitstreamFilters();
            case UNKNOWN_PIXEL_FORMAT -> names.pixelFormats();
            case UNKNOWN_FORMAT ->
                failure.culprit()
                                .filter(culprit -> culprit.part() == Failure.Part.FORMAT)
                                .isPresent()
                        ? names.formats()
                        : List.of();
            case UNKNOWN_OPTION -> filter(errors).map(names::optionsOfFilter).orElseGet(names::options);
            default -> List.of();
        };
    }

    private static Optional<String> filter(List<String> errors) {
        return errors.stream()
                .map(line -> FILTER.matcher(line.startsWith("[") ? line.substring(1) : line))
                .filter(Matcher::matches)
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .findFirst();
    }
}
