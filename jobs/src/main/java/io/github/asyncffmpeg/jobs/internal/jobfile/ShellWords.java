package io.github.asyncffmpeg.jobs.internal.jobfile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The words of a command line, as a POSIX shell splits it (Shell Command Language, 2.2 and 2.3): quotes, backslashes, lines
 * that go on. Nothing is run or expanded. What a shell would do beyond that is refused by name; only {@code *}, {@code ?} and
 * {@code [} stay as they are, as in a shell that finds no such file, because FFmpeg's stream labels are written with them.
 */
final class ShellWords {

    private static final Pattern PROGRAM = Pattern.compile("(.*[/\\\\])?ffmpeg([-.0-9]*)(\\.exe)?");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*=.*", Pattern.DOTALL);

    private static final int SHOWN = 24;

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();

    /** Whether a word has begun; it can be empty. */
    private boolean inWord;

    /** Whether a command has ended by the end of a line. */
    private boolean lineEnded;

    private int next;

    private ShellWords(String text) {
        this.text = text;
    }

    /** What a shell would do, and we do not. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Splits a line into words.
     *
     * @throws Refused when it is more than words, or a quote has no end
     */
    static List<String> of(String line) throws Refused {
        ShellWords words = new ShellWords(line.replace("\r\n", "\n"));
        words.split();
        return words.words;
    }

    /**
     * FFmpeg's arguments in a line.
     *
     * @throws Refused when it is more than words, or the line of another program
     */
    static List<String> argumentsOf(String line) throws Refused {
        List<String> words = of(line);
        if (words.isEmpty()) {
            throw new Refused("expected a command line, got nothing");
        }
        String first = words.get(0);
        if (PROGRAM.matcher(first).matches()) {
            if (words.size() == 1) {
                throw new Refused("FFmpeg gets no arguments here");
            }
            return List.copyOf(words.subList(1, words.size()));
        }
        if (ASSIGNMENT.matcher(first).matches()) {
            throw new Refused(quoted(first) + " sets a variable for the command; write it in environment:");
        }
        if (!first.startsWith("-")) {
            throw new Refused("this begins with " + quoted(first) + ", and only ffmpeg is run");
        }
        return words;
    }

    private void split() throws Refused {
        while (next < text.length()) {
            char c = text.charAt(next);
            switch (c) {
                case ' ', '\t' -> endOfWord();
                case '\n' -> {
                    endOfWord();
                    lineEnded = !words.isEmpty();
                }
                case '#' -> comment();
                case '\'' -> singleQuotes();
                case '"' -> doubleQuotes();
                case '\\' -> backslash();
                case '$', '`' -> dollar(true);
                case '~' -> tilde();
                case '|', '&', ';', '<', '>', '(', ')' -> throw operator(c);
                default -> add(c);
            }
            next++;
        }
        endOfWord();
    }

    private void endOfWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void begin() throws Refused {
        if (lineEnded) {
            throw new Refused("a second command begins with " + rest()
                    + "; end each line but the last with a backslash, or write command: > before the lines");
        }
        inWord = true;
    }

    private void add(char c) throws Refused {
        begin();
        word.append(c);
    }

    /** To the end of the line, where no word has begun. */
    private void comment() throws Refused {
        if (inWord) {
            add('#');
            return;
        }
        int end = text.indexOf('\n', next);
        next = (end < 0 ? text.length() : end) - 1;
    }

    private void singleQuotes() throws Refused {
        begin();
        int end = text.indexOf('\'', next + 1);
        if (end < 0) {
            throw new Refused("the quote before " + rest(next + 1) + " has no end");
        }
        word.append(text, next + 1, end);
        next = end;
    }

    private void doubleQuotes() throws Refused {
        begin();
        int start = next;
        for (next++; next < text.length(); next++) {
            char c = text.charAt(next);
            switch (c) {
                case '"' -> {
                    return;
                }
                case '$', '`' -> dollar(false);
                case '\\' -> {
                    char escaped = next + 1 < text.length() ? text.charAt(next + 1) : '\0';
                    if ("$`\"\\\n".indexOf(escaped) >= 0) {
                        next++;
                        if (escaped != '\n') {
                            word.append(escaped);
                        }
                    } else {
                        word.append('\\');
                    }
                }
                default -> word.append(c);
            }
        }
        throw new Refused("the quote before " + rest(start + 1) + " has no end");
    }

    private void backslash() throws Refused {
        if (next + 1 == text.length()) {
            throw new Refused("it ends with a backslash, and no line follows");
        }
        char escaped = text.charAt(next + 1);
        if (escaped == ' ' && !inWord) { // where YAML has made one line of several
            throw new Refused("a name would begin with a space in " + rest()
                    + "; write command: | before lines that end with a backslash, or put the name in quotes");
        }
        next++;
        if (escaped != '\n') {
            add(escaped);
        }
    }

    /** A dollar sign before anything but a name, a parameter or a bracket is one; so {@code $)} and {@code 5$}. */
    private void dollar(boolean outsideOfQuotes) throws Refused {
        char after = following();
        boolean command = text.charAt(next) == '`' || after == '(';
        if (command) {
            throw new Refused(rest() + " is a command whose output a shell would put here; write the value");
        }
        boolean parameter = after == '{'
                || after == '_'
                || (after < 128 && Character.isLetterOrDigit(after))
                || "@*#?-$!".indexOf(after) >= 0;
        if (parameter) {
            throw new Refused(rest()
                    + " is a variable of the shell; write its value, a variable of this file as {name}, or '$' in single"
                    + " quotes");
        }
        if (outsideOfQuotes && (after == '\'' || after == '"')) {
            throw new Refused(rest() + " is read in different ways by different shells; write it in plain quotes");
        }
        add('$');
    }

    /** The next character of the line, over the ends of lines that go on. */
    private char following() {
        int i = next + 1;
        while (text.startsWith("\\\n", i)) {
            i += 2;
        }
        return i < text.length() ? text.charAt(i) : ' ';
    }

    /** At the beginning of a word: a home folder. */
    private void tilde() throws Refused {
        if (!inWord) {
            throw new Refused(
                    rest() + " begins with your home folder for a shell; write the whole path, or '~' in quotes");
        }
        add('~');
    }

    private Refused operator(char c) {
        String what = switch (c) {
            case '|' -> text.startsWith("||", next) ? "begins another command" : "is a pipe into another program";
            case '<', '>' -> "sends a stream of the command to or from a file";
            case '&' -> text.startsWith("&&", next) ? "begins another command" : "runs the command in the background";
            case ';' -> "ends the command";
            default -> "begins or ends commands of their own";
        };
        return new Refused(rest() + " " + what + ", and only FFmpeg is run; write it in quotes if it is text");
    }

    private String rest() {
        return rest(next);
    }

    private String rest(int from) {
        return quoted(text.substring(Math.min(from, text.length())));
    }

    private static String quoted(String text) {
        String line = text.strip().replace('\n', ' ');
        return "\"" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line) + "\"";
    }
}
