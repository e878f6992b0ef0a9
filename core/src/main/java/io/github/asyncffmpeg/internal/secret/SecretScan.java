package io.github.asyncffmpeg.internal.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a command line once: collects its secrets, and gives the same line without them. */
final class SecretScan {

    private static final Pattern OPTION = Pattern.compile("--?([A-Za-z][\\w-]*)(?::.*)?");
    private static final Pattern LINES = Pattern.compile("(?:\\r?\\n|\\\\r\\\\n|\\\\n)+");

    private final SecretValues values;

    SecretScan(SecretValues values) {
        this.values = values;
    }

    /** The arguments as they are shown. */
    List<String> shown(List<String> arguments) {
        List<String> shown = new ArrayList<>(arguments.size());
        String option = "";
        for (String argument : arguments) {
            Matcher name = OPTION.matcher(argument);
            if (!option.isEmpty() && !argument.isEmpty()) {
                shown.add(ofOption(option, argument));
                option = "";
            } else if (name.matches() && isSecret(name.group(1))) {
                shown.add(argument);
                option = name.group(1);
            } else {
                shown.add(text(argument));
            }
        }
        return shown;
    }

    private static boolean isSecret(String option) {
        return option.equals("headers") || SecretNames.isOption(option);
    }

    private String ofOption(String option, String value) {
        String hidden = option.equals("headers") ? headers(value) : SecretValues.HIDDEN;
        if (option.equals("cookies")) {
            cookies(value);
        } else if (!option.equals("headers")) {
            values.add(value);
            for (String part : value.split("[:,\\s]", 0)) { // rtmp_conn: S:text; keys of several tracks
                values.add(part.substring(part.lastIndexOf('=') + 1));
            }
        }
        text(value); // a URL in it has secrets of its own
        return hidden;
    }

    /** {@code Name: value} each; the names are shown. */
    private String headers(String text) {
        StringBuilder hidden = new StringBuilder();
        Matcher ends = LINES.matcher(text);
        int begin = 0;
        while (ends.find()) {
            hidden.append(header(text.substring(begin, ends.start()))).append(ends.group());
            begin = ends.end();
        }
        return hidden.append(header(text.substring(begin))).toString();
    }

    private String header(String line) {
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1).strip();
        if (value.isEmpty()) {
            return line;
        }
        values.add(value);
        int space = value.lastIndexOf(' ');
        if (space > 0) { // Basic dXNlcjpw, Bearer abc
            String credentials = value.substring(space + 1);
            values.add(credentials);
            account(credentials);
        }
        if (line.regionMatches(true, 0, "cookie:", 0, "cookie:".length())) {
            cookies(value);
        }
        return colon < 0 ? SecretValues.HIDDEN : line.substring(0, colon) + ": " + SecretValues.HIDDEN;
    }

    private void account(String base64) {
        try {
            String read =
                    new String(java.util.Base64.getDecoder().decode(base64), java.nio.charset.StandardCharsets.UTF_8);
            if (read.indexOf(':') > 0 && read.chars().noneMatch(c -> c < ' ' || c == '\ufffd')) {
                values.account(read);
            }
        } catch (IllegalArgumentException another) {
            // A token of some other kind.
        }
    }

    /** {@code name=value; path=/} a line; of {@code Cookie:} each pair is one. */
    private void cookies(String text) {
        for (String line : LINES.split(text, -1)) {
            values.add(line.strip());
            for (String pair : line.split(";", -1)) {
                int equals = pair.indexOf('=');
                String name = pair.substring(0, Math.max(equals, 0)).strip().toLowerCase(java.util.Locale.ROOT);
                if (!name.equals("path")
                        && !name.equals("domain")
                        && !name.equals("expires")
                        && !name.equals("max-age")) {
                    values.add(pair.substring(equals + 1).strip());
                    values.add(pair.strip());
                }
            }
        }
    }

    /** A text that is no secret itself: its URLs, and what it assigns. */
    String text(String text) {
        String hidden = UrlSecrets.hide(text, values);
        if (text.indexOf('\\') >= 0 && text.contains("//")) {
            UrlSecrets.hide(text.replace("\\", ""), values); // in the argument of a filter: https\://
        }
        return hidden.indexOf('=') < 0 ? hidden : assigned(hidden);
    }

    private String assigned(String text) {
        Matcher assigned = SecretNames.ASSIGNED.matcher(text);
        StringBuilder hidden = new StringBuilder();
        while (assigned.find()) {
            String value = assigned.group(2);
            if (!value.startsWith(SecretValues.HIDDEN)) {
                values.add(value);
                values.place(assigned.group(), assigned.group(1) + SecretValues.HIDDEN);
            }
            assigned.appendReplacement(hidden, Matcher.quoteReplacement(assigned.group(1) + SecretValues.HIDDEN));
        }
        return assigned.appendTail(hidden).toString();
    }
}
