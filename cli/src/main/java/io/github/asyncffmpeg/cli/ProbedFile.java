package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.jobs.internal.plan.RawName;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import io.github.asyncffmpeg.probe.FFprobe;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What a probe said of one file.
 *
 * @param name as the user wrote it, but for the secrets of a URL
 * @param info what is in it; null when it could not be read
 * @param error why it could not be read
 */
record ProbedFile(
        String name, @Nullable MediaInfo info, @Nullable RuntimeException error) {

    /** Begins a probe. A URL is FFmpeg's syntax, a dash is stdin, all else is one literal file. */
    static CompletableFuture<MediaInfo> begin(FFprobe ffprobe, String name) {
        Optional<String> unreadable = unreadable(name);
        if (unreadable.isPresent()) {
            return CompletableFuture.failedFuture(new FFmpegSpecException(unreadable.get()));
        }
        try {
            return ffprobe.execute(request(name));
        } catch (InvalidPathException e) {
            return CompletableFuture.failedFuture(new FFmpegSpecException("this cannot be the name of a file", e));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** What FFmpeg would not say, or in a riddle: of pictures that are not there it reads a sequence without a picture. */
    private static Optional<String> unreadable(String name) {
        if (name.equals("-") || name.contains("://")) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(name);
            if (!Files.exists(file) && RawName.isDamaged(name)) {
                return Optional.of(RawName.why());
            }
            if (!Files.exists(file) && name.contains("%")) {
                return Optional.of("No such file or directory");
            }
            return Files.isRegularFile(file) && Files.size(file) == 0
                    ? Optional.of("the file is empty")
                    : Optional.empty();
        } catch (InvalidPathException | IOException toldByTheProbe) {
            return Optional.empty();
        }
    }

    private static ProbeRequest request(String name) {
        if (name.equals("-")) {
            return ProbeRequest.of(System.in); // all of it first: the index of an MP4 may be at its end
        }
        return name.contains("://") ? ProbeRequest.of(name) : ProbeRequest.of(Path.of(name));
    }

    static ProbedFile of(String asWritten, CompletableFuture<MediaInfo> future) {
        String name = asWritten.contains("://") ? Redactor.alone(asWritten) : asWritten;
        try {
            return new ProbedFile(name, future.join(), null);
        } catch (CompletionException e) {
            return new ProbedFile(name, null, e.getCause() instanceof RuntimeException cause ? cause : e);
        } catch (RuntimeException e) {
            return new ProbedFile(name, null, e);
        }
    }

    /** FFmpeg's own reason, where it gave one. Safe for a terminal. */
    String reason() {
        RuntimeException failed = error;
        if (failed instanceof FFmpegProcessException process) {
            return Redactor.of(process.command())
                    .text(Refusal.reason(process).orElseGet(() -> Words.visible(String.valueOf(process.getMessage()))));
        }
        return failed == null ? "" : Words.visible(String.valueOf(failed.getMessage()));
    }
}
