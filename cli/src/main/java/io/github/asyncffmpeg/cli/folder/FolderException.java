package io.github.asyncffmpeg.cli.folder;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.List;
import java.util.stream.Collectors;

/** Files that cannot be converted as asked: all the reasons. The message has a line for each. */
public final class FolderException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Who has a thousand files of one kind needs to read of some. */
    private static final int SHOWN = 20;

    private final transient List<String> sentences;

    FolderException(List<String> sentences) {
        super(sentences.stream().limit(SHOWN).collect(Collectors.joining("\n"))
                + (sentences.size() > SHOWN ? "\nAnd " + (sentences.size() - SHOWN) + " more." : ""));
        this.sentences = List.copyOf(sentences);
    }

    /** The reasons, a sentence each; nothing in them moves a terminal's cursor. At least one. */
    public List<String> sentences() {
        return sentences;
    }

    static String sentence(String text) {
        return Words.name(text.endsWith(".") || text.endsWith("?") ? text : text + ".");
    }
}
