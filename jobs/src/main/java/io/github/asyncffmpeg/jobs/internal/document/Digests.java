package io.github.asyncffmpeg.jobs.internal.document;

import io.github.asyncffmpeg.internal.compile.ArgumentScan;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.jobs.internal.plan.DurationText;
import io.github.asyncffmpeg.jobs.internal.plan.Roots;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Digests by SHA-256, 64 hexadecimal digits. */
public final class Digests {

    private Digests() {}

    /** Of a text. */
    public static String of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has it
        }
    }

    /**
     * Of what the outputs' bytes depend on: FFmpeg's arguments but for {@code -y} and {@code -n}, what is read and written,
     * and those settings that reach the media.
     *
     * @param roots what files are named against
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when the spec cannot be a command
     */
    public static String ofWork(FFmpegJob job, Roots roots) {
        CompiledCommand command = CompiledCommand.of(job.spec());
        TargetTree targets = TargetTree.plain(roots);
        Map<String, @Nullable Object> work = new LinkedHashMap<>();
        work.put("arguments", arguments(command));
        work.put(
                "inputs",
                command.inputs().stream().map(each -> targets.of(each, "input")).toList());
        work.put(
                "outputs",
                command.outputs().stream()
                        .map(each -> targets.of(each, "output"))
                        .toList());
        job.directory().ifPresent(directory -> work.put("directory", targets.folder(directory)));
        work.put("environment", new TreeMap<>(job.environment()));
        job.stdin().ifPresent(bytes -> work.put("stdin", Base64.getEncoder().encodeToString(bytes)));
        job.limits().threads().ifPresent(threads -> work.put("threads", threads));
        job.limits().maxOutputSize().ifPresent(bytes -> work.put("max-output-size", bytes));
        job.limits().maxOutputDuration().ifPresent(most -> work.put("max-output-duration", DurationText.of(most)));
        job.untrusted().ifPresent(policy -> work.put("untrusted", JobTree.untrusted(policy)));
        return of(JsonText.of(work));
    }

    private static List<String> arguments(CompiledCommand command) {
        Set<Integer> left = new HashSet<>();
        for (ArgumentScan.Option option : command.scan().options()) {
            if (option.name().equals("y") || option.name().equals("n")) {
                left.add(option.index());
            }
        }
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < command.arguments().size(); i++) {
            if (!left.contains(i)) {
                arguments.add(command.arguments().get(i));
            }
        }
        return arguments;
    }
}
