package io.github.asyncffmpeg.internal.staging;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Texts as a few characters. Stateless. */
final class ShortText {

    private ShortText() {}

    /** Digits and small letters, which are hardly ever those of another text. */
    static String of(String text, int characters) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            String all = new BigInteger(1, digest).toString(Character.MAX_RADIX);
            return all.substring(all.length() - characters);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
