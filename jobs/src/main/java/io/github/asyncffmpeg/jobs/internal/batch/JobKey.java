package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** A digest of what decides what a job makes: its arguments, where it runs, and its environment. */
final class JobKey {

    private static final int BYTES = 12;

    private JobKey() {}

    static String of(FFmpegJob job, FFmpegCommand command) {
        MessageDigest digest = sha256();
        // -y and -n say what becomes of an output that is there, not what is in it.
        List<String> arguments = command.arguments().stream()
                .filter(argument -> !argument.equals("-y") && !argument.equals("-n"))
                .toList();
        arguments.forEach(argument -> add(digest, argument));
        add(digest, job.directory().map(Object::toString).orElse(""));
        new TreeMap<>(job.environment()).forEach((name, value) -> add(digest, name + "=" + value));
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible); // every Java has it
        }
    }
}
