package io.github.asyncffmpeg.internal.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/**
 * Names that nobody can guess. From the system's own source where there is one: the first random UUID of a JVM loads its
 * security providers, 90 classes and 13 ms of CPU time (JDK 17), which a first job would pay.
 */
final class RandomText {

    private static final int BYTES = 16;

    private RandomText() {}

    /** 32 hexadecimal digits. */
    static String next() {
        byte[] bytes = new byte[BYTES];
        try (InputStream random = new FileInputStream("/dev/urandom")) {
            if (random.readNBytes(bytes, 0, BYTES) == BYTES) {
                return text(bytes);
            }
        } catch (IOException notThisSystem) {
            // Windows
        }
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            text.append(Character.forDigit((each >> 4) & 0xf, 16)).append(Character.forDigit(each & 0xf, 16));
        }
        return text.toString();
    }
}
