package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.internal.text.NearNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text with variables: {@code out/{stem}-{profile.height}.mp4}. <code>{{</code> and <code>}}</code> are braces. What a
 * variable stands for is never read again as a template.
 *
 * <p>Immutable and safe for any thread.
 */
public final class NameTemplate {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*");

    /** A text, or the name of a variable. */
    private record Part(String text, boolean variable) {}

    private final String source;
    private final List<Part> parts;

    private NameTemplate(String source, List<Part> parts) {
        this.source = source;
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a template.
     *
     * @throws TemplateException when a brace has no partner, or what is between them cannot be a variable's name
     */
    public static NameTemplate parse(String text) throws TemplateException {
        return parse(text, false);
    }

    /** Reads a pattern of file names, in which <code>{mov,mp4}</code> are two alternatives, and no variable. */
    public static NameTemplate parsePattern(String text) throws TemplateException {
        return parse(text, true);
    }

    private static NameTemplate parse(String text, boolean alternatives) throws TemplateException {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                literal.append(c);
                i++;
            } else if (c == '{') {
                int end = text.indexOf('}', i);
                if (end < 0) {
                    throw new TemplateException("'{' has no '}' in \"" + text + "\"; write {{ for a brace");
                }
                String name = text.substring(i + 1, end);
                if (alternatives && name.indexOf(',') >= 0) {
                    literal.append(text, i, end + 1);
                } else if (NAME.matcher(name).matches()) {
                    parts.add(new Part(literal.toString(), false));
                    parts.add(new Part(name, true));
                    literal.setLength(0);
                } else {
                    throw new TemplateException(
                            "{" + name + "} is no variable; write {{ and }} for braces that FFmpeg is to" + " see");
                }
                i = end;
            } else if (c == '}') {
                throw new TemplateException("'}' has no '{' in \"" + text + "\"; write }} for a brace");
            } else {
                literal.append(c);
            }
        }
        parts.add(new Part(literal.toString(), false));
        parts.removeIf(part -> part.text().isEmpty());
        return new NameTemplate(text, parts);
    }

    /** A template without variables, whatever is in the text. */
    public static NameTemplate literal(String text) {
        return new NameTemplate(escaped(text), text.isEmpty() ? List.of() : List.of(new Part(text, false)));
    }

    /** A text as a template has to write it, so that it stays this text: its braces are doubled. */
    public static String escaped(String text) {
        return text.replace("{", "{{").replace("}", "}}");
    }

    /** The names of its variables, in their order. */
    public Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        parts.stream().filter(Part::variable).forEach(part -> names.add(part.text()));
        return names;
    }

    /**
     * Puts the values in.
     *
     * @throws TemplateException when a variable is not there; it names the near one
     */
    public String fill(Variables variables) throws TemplateException {
        return filled(variables).text();
    }

    /**
     * Puts the values into a target in FFmpeg's own syntax: where the author wrote a pattern with a percent sign, those of a
     * file's name are doubled, so that they stay what they are.
     *
     * @throws TemplateException when a variable is not there
     */
    public String fillTarget(Variables variables) throws TemplateException {
        FilledText text = filled(variables);
        return text.own().indexOf('%') < 0 ? text.text() : text.withFileParts(part -> part.replace("%", "%%"));
    }

    /** All variables of it that are not there, a reason each. */
    public List<TemplateException> missing(Variables variables) {
        return variables().stream()
                .filter(name -> variables.find(name).isEmpty())
                .map(name -> unknown(name, variables))
                .toList();
    }

    FilledText filled(Variables variables) throws TemplateException {
        List<FilledText.Piece> pieces = new ArrayList<>(parts.size());
        for (Part part : parts) {
            if (!part.variable()) {
                pieces.add(new FilledText.Piece(part.text(), false));
                continue;
            }
            Variables.Value value = variables.find(part.text()).orElse(null);
            if (value == null) {
                throw unknown(part.text(), variables);
            }
            pieces.add(new FilledText.Piece(value.text(), value.fromFile()));
        }
        return new FilledText(pieces);
    }

    private static TemplateException unknown(String name, Variables variables) {
        List<String> fields = variables.names().stream()
                .filter(known -> known.startsWith(name + "."))
                .sorted()
                .toList();
        if (!fields.isEmpty()) {
            return new TemplateException("{" + name + "} has several values; write which", fields, -1);
        }
        Set<String> known = new LinkedHashSet<>(variables.names());
        known.addAll(Variables.OF_A_FILE);
        return new TemplateException("there is no variable {" + name + "}", NearNames.nearest(name, known), -1);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return source;
    }
}
