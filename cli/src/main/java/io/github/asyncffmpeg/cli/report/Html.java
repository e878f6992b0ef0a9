package io.github.asyncffmpeg.cli.report;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.io.IOException;
import java.io.UncheckedIOException;

/** HTML being written. All text that comes in is escaped, but for what is called markup. */
final class Html {

    private final Appendable out;

    Html(Appendable out) {
        this.out = out;
    }

    /**
     * A start tag.
     *
     * @param attributes names and values in turn; one with an empty name is left out
     */
    Html open(String tag, String... attributes) {
        markup("<").markup(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i].isEmpty()) {
                markup(" ").markup(attributes[i]).markup("=\"");
                escaped(attributes[i + 1]);
                markup("\"");
            }
        }
        return markup(">");
    }

    Html close(String tag) {
        return markup("</").markup(tag).markup(">");
    }

    /** An element with text in it. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** Text, with everything in it made visible. */
    Html text(String text) {
        escaped(text);
        return this;
    }

    /** As it is: only for what this program wrote itself. */
    Html markup(CharSequence markup) {
        try {
            out.append(markup);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private void escaped(String text) {
        String visible = Words.visible(text);
        StringBuilder safe = new StringBuilder(visible.length());
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        markup(safe);
    }
}
