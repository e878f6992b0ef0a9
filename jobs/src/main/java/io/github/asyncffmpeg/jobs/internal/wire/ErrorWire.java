package io.github.asyncffmpeg.jobs.internal.wire;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.error.FFmpegNotFoundException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exceptions: their kind, their message and their data. Stack traces and causes stay on the machine that has the code. */
final class ErrorWire {

    private ErrorWire() {}

    static Map<String, @Nullable Object> tree(FFmpegException error, WireWriter writer) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("type", kind(error));
        tree.put("message", writer.tree(String.valueOf(error.getMessage())));
        if (error instanceof FFmpegProcessException process) {
            tree.put("failure", writer.tree(process.failure()));
            tree.put(
                    "run",
                    writer.tree(new FFmpegProcessException.Run(
                            process.exitCode(),
                            process.command(),
                            process.logTail(),
                            process.elapsed(),
                            process.outcome(),
                            process.outputs(),
                            process.files())));
        } else if (error instanceof FFmpegNotFoundException missing) {
            tree.put("program", missing.program());
            tree.put("tried", missing.tried());
        } else if (error instanceof FFmpegStartException start) {
            tree.put("command", writer.command(start.command()));
        }
        return tree;
    }

    private static String kind(FFmpegException error) {
        String name = error.getClass().getSimpleName();
        return Words.of(name.substring("FFmpeg".length(), name.length() - "Exception".length()));
    }

    static FFmpegException error(Map<?, ?> tree, WireReader reader) throws NotWire {
        String message = reader.text(tree, "message");
        String kind = reader.text(tree, "type");
        return switch (kind) {
            case "process" ->
                new FFmpegProcessException(
                        message,
                        (Failure) reader.value(tree.get("failure"), Failure.class, "failure"),
                        (FFmpegProcessException.Run)
                                reader.value(tree.get("run"), FFmpegProcessException.Run.class, "run"),
                        null);
            case "not-found" -> new FFmpegNotFoundException(reader.text(tree, "program"), reader.texts(tree, "tried"));
            case "start" -> new FFmpegStartException(message, reader.texts(tree, "command"), null);
            case "spec" -> new FFmpegSpecException(message);
            case "media" -> new FFmpegMediaException(message, null);
            case "interrupted" -> new FFmpegInterruptedException(message, null);
            case "rejected" -> new FFmpegRejectedException(message, null);
            default -> throw new NotWire("type: there is no error '" + kind + "'");
        };
    }
}
