package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Failure.Stage;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds to a failure what FFmpeg itself can tell of it: a filter that it lacks, the names that may have been meant. */
final class Suggestions {

    private static final int MOST = 3;

    /** The whole failure waits for it. FFmpeg answers in 10 to 200 ms, or it hangs, or the machine is very busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** FFmpeg 5.1 names the filter in the line before or after the one with the option, 8.0 in the same. */
    private static final Pattern FILTER = Pattern.compile("(?:Parsed_(\\w+)_\\d+ @ .*|.* filter '(\\w+)'.*)");

    /** So FFmpeg 8.0 says that it lacks a filter whose first value has no name. */
    private static final String UNNAMED_VALUE = "No option name near ";

    private Suggestions() {}

    /**
     * The failure, with what the FFmpeg of the run knows of it.
     *
     * @param filters the filters that the command names
     */
    static Failure added(Failure failure, List<String> errors, Set<String> filters, KnownNames names) {
        if (names == KnownNames.NONE) {
            return failure;
        }
        Failure known = failure;
        if (failure.kind() == FailureKind.FILTER_GRAPH_SYNTAX
                && failure.causeLine().orElse("").startsWith(UNNAMED_VALUE)) {
            known = asked(() -> lacking(filters, names.filters()))
                    .map(Suggestions::noSuchFilter)
                    .orElse(failure);
        }
        Optional<String> unknown = known.culprit().map(Failure.Culprit::name);
        if (unknown.isEmpty()) {
            return known;
        }
        FailureKind kind = known.kind();
        Optional<String> elsewhere = asked(() -> names.elsewhere(kind, unknown.get()));
        if (elsewhere.isPresent()) {
            return lackedHereAlone(known, elsewhere.get());
        }
        Failure meant = known;
        return asked(() -> Optional.of(names.nearest(unknown.get(), candidates(meant, errors, names))))
                .map(near -> suggesting(meant, near.subList(0, Math.min(MOST, near.size()))))
                .orElse(meant);
    }

    private static Failure suggesting(Failure failure, List<String> names) {
        return new Failure(
                failure.kind(), failure.stage(), failure.culprit(), failure.causeLine(), names, failure.limit());
    }

    /** An answer, if there is one in time: a guess must not cost the reason, nor keep it. */
    private static <T> Optional<T> asked(Supplier<Optional<T>> question) {
        try {
            return CompletableFuture.supplyAsync(question, InternalThreads.WORKERS)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<String> lacking(Set<String> named, Collection<String> known) {
        return known.isEmpty()
                ? Optional.empty()
                : named.stream().filter(filter -> !known.contains(filter)).findFirst();
    }

    private static Failure noSuchFilter(String filter) {
        return new Failure(
                FailureKind.UNKNOWN_FILTER,
                Optional.of(Stage.CONFIGURE),
                Optional.of(new Failure.Culprit(Failure.Part.FILTER, filter)),
                Optional.of("No such filter: '" + filter + "'"),
                List.of());
    }

    /** It is no typing error. */
    private static Failure lackedHereAlone(Failure failure, String other) {
        return new Failure(
                failure.kind(),
                failure.stage(),
                failure.culprit(),
                failure.causeLine().map(words -> words + " (this FFmpeg lacks it; " + other + " has it)"),
                List.of());
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
