package io.github.asyncffmpeg.internal.secret;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * URLs without what a new signature changes: the same object signed again is the same work. What is left out says who may read
 * it and how long, never which bytes are meant.
 */
public final class StableUrls {

    private static final Pattern PART = Pattern.compile("(?<=[?&])([^=&#?\\s|\"']+)(?:=[^&#\\s|\"']*)?&?");

    /** In small letters; {@code x-amz-…} and {@code x-goog-…} besides. Azure has its letters in {@code s?}. */
    private static final Set<String> SIGNATURE = Set.of(
            "signature",
            "expires",
            "expiry",
            "policy",
            "key-pair-id",
            "awsaccesskeyid",
            "googleaccessid",
            "se",
            "sig",
            "sp",
            "st",
            "spr",
            "skt",
            "ske",
            "skoid",
            "sktid",
            "sks",
            "skv",
            "token",
            "access_token",
            "exp",
            "hmac",
            "hdnea",
            "hdnts",
            "__token__");

    private StableUrls() {}

    /** An argument without the signatures of its URLs. */
    public static String of(String argument) {
        if (argument.indexOf('?') < 0 || !argument.contains("://")) {
            return argument;
        }
        Matcher parts = PART.matcher(argument);
        StringBuilder stable = new StringBuilder();
        while (parts.find()) {
            boolean signs = isSignature(parts.group(1).toLowerCase(Locale.ROOT));
            parts.appendReplacement(stable, signs ? "" : Matcher.quoteReplacement(parts.group()));
        }
        return parts.appendTail(stable).toString().replaceAll("[?&]+(?=$|[#\\s|\"'])", "");
    }

    private static boolean isSignature(String key) {
        return key.startsWith("x-amz-") || key.startsWith("x-goog-") || SIGNATURE.contains(key);
    }
}
