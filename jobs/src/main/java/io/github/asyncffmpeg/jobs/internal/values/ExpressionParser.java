package io.github.asyncffmpeg.jobs.internal.values;

import io.github.asyncffmpeg.jobs.internal.values.Expression.Comparison;
import io.github.asyncffmpeg.jobs.internal.values.Expression.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a condition: {@code look.video.height > 720 and not (look.video.codec == "h264")}. {@code not} binds closest, then
 * {@code and}, then {@code or}. For one text and one thread.
 */
public final class ExpressionParser {

    private static final int LONGEST = 4_096;
    private static final int DEEPEST = 32;
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<sign>==|!=|<=|>=|<|>|\\(|\\))"
            + "|\"(?<text>[^\"]*)\""
            + "|(?<number>[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)(?![A-Za-z0-9_.-])"
            + "|(?<word>[A-Za-z0-9_][A-Za-z0-9_.-]*)"
            + ")");

    private enum Kind {
        SIGN,
        VALUE,
        WORD
    }

    private record Token(Kind kind, String text) {}

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int depth;

    private ExpressionParser(String source) {
        this.source = source;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none; the message says why
     */
    public static Expression parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("when: at most " + LONGEST + " characters, not " + text.length());
        }
        ExpressionParser parser = new ExpressionParser(text);
        parser.split();
        Expression expression = parser.or();
        if (parser.at < parser.tokens.size()) {
            throw parser.wrong("'" + parser.tokens.get(parser.at).text() + "' is not expected here");
        }
        return expression;
    }

    /** The same condition with other names for values; everything else stays as it is written. */
    public static String renamed(String condition, UnaryOperator<String> names) {
        String text = condition.strip();
        StringBuilder other = new StringBuilder(text.length());
        Matcher token = TOKEN.matcher(text);
        int i = 0;
        while (i < text.length() && token.region(i, text.length()).lookingAt()) {
            String word = token.group("word");
            if (word == null || word.indexOf('.') < 0) {
                other.append(token.group());
            } else {
                other.append(text, i, token.start("word")).append(names.apply(word));
            }
            i = token.end();
        }
        return other.append(text.substring(i)).toString();
    }

    private void split() {
        String text = source.strip();
        Matcher token = TOKEN.matcher(text);
        int i = 0;
        while (i < text.length()) {
            if (!token.region(i, text.length()).lookingAt()) {
                throw wrong("'" + text.substring(i).strip() + "' cannot be read");
            }
            if (token.group("sign") != null) {
                tokens.add(new Token(Kind.SIGN, token.group("sign")));
            } else if (token.group("word") != null) {
                tokens.add(new Token(Kind.WORD, token.group("word")));
            } else {
                String quoted = token.group("text");
                tokens.add(new Token(Kind.VALUE, quoted == null ? token.group("number") : quoted));
            }
            i = token.end();
        }
    }

    private Expression or() {
        Expression left = and();
        while (takesWord("or")) {
            left = new Expression.Several(false, left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (takesWord("and")) {
            left = new Expression.Several(true, left, not());
        }
        return left;
    }

    private Expression not() {
        if (++depth > DEEPEST) {
            throw wrong("more than " + DEEPEST + " parentheses and 'not' are inside each other");
        }
        try {
            if (takesWord("not")) {
                return new Expression.Not(not());
            }
            if (takesSign("(")) {
                Expression inner = or();
                if (!takesSign(")")) {
                    throw wrong("a ')' is missing");
                }
                return inner;
            }
            return comparison();
        } finally {
            depth--;
        }
    }

    private Expression comparison() {
        Operand left = operand();
        for (Comparison how : Comparison.values()) {
            if (takesSign(how.sign)) {
                return new Expression.Compare(left, how, operand());
            }
        }
        return new Expression.Truth(left);
    }

    private Operand operand() {
        if (at == tokens.size()) {
            throw wrong("a value is missing at its end");
        }
        Token token = tokens.get(at++);
        if (token.kind() == Kind.VALUE) {
            return new Operand(token.text(), false);
        }
        if (token.kind() == Kind.WORD) {
            if (token.text().equals("true") || token.text().equals("false")) {
                return new Operand(token.text(), false);
            }
            if (token.text().matches("[A-Za-z0-9_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)+")) {
                return new Operand(token.text(), true);
            }
        }
        throw wrong(
                "'" + token.text() + "' is not a value; expected step.value, a number, or a text in quotation marks");
    }

    private boolean takesWord(String word) {
        return takes(Kind.WORD, word);
    }

    private boolean takesSign(String sign) {
        return takes(Kind.SIGN, sign);
    }

    private boolean takes(Kind kind, String text) {
        boolean there = at < tokens.size()
                && tokens.get(at).kind() == kind
                && tokens.get(at).text().equals(text);
        at += there ? 1 : 0;
        return there;
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("when: " + why + ", in: " + source.strip());
    }
}
