package io.github.asyncffmpeg.internal.secret;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects secrets with the forms in which they come back: decoded, encoded, in base64. Not safe for several threads. */
final class SecretValues {

    /** A shorter value is a word, a number or a flag of something else too: it is hidden in its own place only. */
    private static final int SHORTEST = 6;

    static final String HIDDEN = "***";

    private final Map<String, String> shown = new HashMap<>();

    /** What is shown instead of a text. */
    record Pair(String found, String shown) {}

    /** A text that holds a secret, such as a URL, and how it is shown; of whatever length. */
    void place(String text, String instead) {
        if (!text.equals(instead)) {
            shown.put(text, instead);
        }
    }

    /** A secret, in each of its forms. */
    void add(String value) {
        addForms(value);
        String decoded = decoded(value, false);
        addForms(decoded);
        addForms(decoded(value, true));
        addForms(encoded(decoded));
        addForms(encoded(decoded).toLowerCase(Locale.ROOT));
        addForms(encoded(value));
    }

    private void addForms(String form) {
        if (form.length() >= SHORTEST) {
            shown.putIfAbsent(form, HIDDEN);
        }
    }

    /** The name and the password of an account; the header of HTTP has both in base64. */
    void account(String account) {
        add(account);
        int colon = account.indexOf(':');
        if (colon >= 0) {
            add(account.substring(0, colon));
            add(account.substring(colon + 1));
            addForms(base64(account));
            addForms(base64(decoded(account, false)));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isEmpty() {
        return shown.isEmpty();
    }

    /** The longest first: a value may be a part of another one. */
    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        shown.forEach((text, instead) -> pairs.add(new Pair(text, instead)));
        pairs.sort(
                Comparator.comparingInt((Pair pair) -> -pair.found().length()).thenComparing(Pair::found));
        return pairs;
    }

    /** With its percent signs read; the text itself if that is no text. */
    static String decoded(String text, boolean plus) {
        if (text.indexOf('%') < 0 && !(plus && text.indexOf('+') >= 0)) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer read = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                read.put((byte) (high * 16 + low));
                i += 2;
            } else {
                read.put(plus && bytes[i] == '+' ? (byte) ' ' : bytes[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(read.flip()).toString();
        } catch (CharacterCodingException notText) {
            return text;
        }
    }

    /** All but the unreserved characters of RFC 3986 with percent signs. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
