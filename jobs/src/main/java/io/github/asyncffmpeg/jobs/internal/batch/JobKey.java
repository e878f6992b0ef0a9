package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.internal.secret.StableUrls;
import io.github.asyncffmpeg.jobs.internal.record.StateKey;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * A digest of what decides what a job makes: its arguments, where it runs, and its environment. Of a job with secrets it is made
 * with the key of this user's journals, because a password can be guessed against a plain digest. Signatures in URLs and the time
 * at which they expire do not count.
 */
public final class JobKey {

    private static final int BYTES = 12;

    private JobKey() {}

    /** Of a job without secrets. */
    static String of(FFmpegJob job, FFmpegCommand command) {
        return text(sha256(work(job, command)));
    }

    /** Of a job with secrets. */
    public static String of(FFmpegJob job, FFmpegCommand command, StateKey key) {
        return text(key.digest(work(job, command)));
    }

    private static byte[] work(FFmpegJob job, FFmpegCommand command) {
        ByteArrayOutputStream work = new ByteArrayOutputStream();
        // -y and -n say what becomes of an output that is there, not what is in it.
        List<String> arguments = command.arguments().stream()
                .filter(argument -> !argument.equals("-y") && !argument.equals("-n"))
                .toList();
        arguments.forEach(argument -> add(work, StableUrls.of(argument)));
        add(work, job.directory().map(Object::toString).orElse(""));
        new TreeMap<>(job.environment()).forEach((name, value) -> add(work, name + "=" + value));
        return work.toByteArray();
    }

    private static void add(ByteArrayOutputStream work, String text) {
        work.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        work.write(0);
    }

    private static String text(byte[] digest) {
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    private static byte[] sha256(byte[] work) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(work);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible); // every Java has it
        }
    }
}
