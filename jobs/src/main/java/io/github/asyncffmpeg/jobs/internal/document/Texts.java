package io.github.asyncffmpeg.jobs.internal.document;

import io.github.asyncffmpeg.jobs.internal.plan.Bounds;

/** Texts that another program can be handed. */
final class Texts {

    private Texts() {}

    /** A name that is a key. */
    static String key(String name, String where, Faults faults) {
        if (JsonText.quoted(name).length() > Bounds.KEY) {
            faults.add(where + ": a name of more than " + Bounds.KEY + " characters cannot be a key of a document");
        }
        return checked(name, where, faults);
    }

    /** A text without half characters. */
    static String checked(String text, String where, Faults faults) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                faults.add(where + ": half of a surrogate pair at index " + i
                        + " has no encoding outside Java; leave it out");
                break;
            }
        }
        return text;
    }
}
