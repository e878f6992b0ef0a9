package io.github.asyncffmpeg.internal.secret;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets of the URLs in a text: user info, the values of the query and the fragment, and of RTMP the last part of the path,
 * which is the stream key. Where FFmpeg reads the query itself ({@code srt:}, {@code udp:}), only keys that hold secrets count.
 */
final class UrlSecrets {

    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^\\s|\"'<>]*)");

    private static final Set<String> OWN_QUERY = Set.of(
            "udp", "udplite", "tcp", "tls", "rtp", "srtp", "srt", "rist", "sctp", "unix", "zmq", "tcp+tls", "dtls",
            "libsrt");

    private UrlSecrets() {}

    /** Collects the secrets of all URLs in a text. */
    static String hide(String text, SecretValues values) {
        if (!text.contains("://")) {
            return text;
        }
        Matcher urls = URL.matcher(text);
        StringBuilder hidden = new StringBuilder();
        while (urls.find()) {
            String scheme = urls.group(1).toLowerCase(Locale.ROOT);
            String instead = urls.group(1) + "://"
                    + (scheme.equals("file") ? urls.group(2) : rest(scheme, urls.group(2), values));
            values.place(urls.group(), instead);
            urls.appendReplacement(hidden, Matcher.quoteReplacement(instead));
        }
        return urls.appendTail(hidden).toString();
    }

    private static String rest(String scheme, String rest, SecretValues values) {
        int end = firstOf(rest, "/?#");
        int at = rest.lastIndexOf('@', end - 1); // FFmpeg takes the last one too
        StringBuilder hidden = new StringBuilder();
        if (at > 0) {
            String account = rest.substring(0, at);
            values.account(account);
            values.place("//" + account + "@", "//" + SecretValues.HIDDEN + "@");
            hidden.append(SecretValues.HIDDEN).append(rest, at, end);
        } else {
            hidden.append(rest, 0, end);
        }
        String tail = rest.substring(end);
        int path = firstOf(tail, "?#");
        hidden.append(path(scheme, tail.substring(0, path), values));
        hidden.append(query(scheme, tail.substring(path), values));
        return hidden.toString();
    }

    private static int firstOf(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    /** {@code /application/key}: an application alone is a place. */
    private static String path(String scheme, String path, SecretValues values) {
        int last = path.lastIndexOf('/');
        if (!scheme.startsWith("rtmp") || last < 1 || last + 1 == path.length()) {
            return path;
        }
        values.add(path.substring(last + 1));
        return path.substring(0, last + 1) + SecretValues.HIDDEN;
    }

    private static String query(String scheme, String query, SecretValues values) {
        if (query.length() < 2) {
            return query;
        }
        boolean all = !OWN_QUERY.contains(scheme);
        StringBuilder hidden = new StringBuilder();
        int begin = 0;
        while (begin < query.length()) { // each part begins with its ?, & or #
            int end = begin + 1 + firstOf(query.substring(begin + 1), all ? "?&;#" : "?&");
            hidden.append(query.charAt(begin)).append(part(query.substring(begin + 1, end), all, values));
            begin = end;
        }
        if (all) {
            values.place(query, hidden.toString());
        }
        return hidden.toString();
    }

    private static String part(String part, boolean all, SecretValues values) {
        int equals = part.indexOf('=');
        String value = part.substring(equals + 1);
        if (value.isEmpty() || !(all || SecretNames.isKey(part.substring(0, Math.max(equals, 0))))) {
            return part;
        }
        values.add(value);
        int cut = firstOf(value, ",[]/"); // of a filter's argument, or of the path that RTMP puts after it
        if (cut < value.length()) {
            values.add(value.substring(0, cut));
            values.add(value.substring(value.lastIndexOf('/') + 1));
        }
        return part.substring(0, equals + 1) + SecretValues.HIDDEN;
    }
}
