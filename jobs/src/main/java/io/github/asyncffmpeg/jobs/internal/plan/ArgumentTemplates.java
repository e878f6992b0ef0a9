package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.OutputForm;
import io.github.asyncffmpeg.media.MediaTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * FFmpeg's arguments as templates. What an argument is (an option, its value, an input, an output) is decided by what
 * its author wrote; a part of a file's name never changes it. An input or output with such a part in it is that literal
 * file: {@code file:} before it keeps dashes and colons from having a meaning, and a muxer or demuxer that reads patterns is
 * told not to. Where the author wrote a pattern himself, as in <code>{stem}-%03d.png</code>, the percent signs of the file's
 * name are doubled.
 */
public final class ArgumentTemplates {

    private static final char MARK = '\uE000';
    private static final Pattern MARKED = Pattern.compile(MARK + "(\\d+)" + MARK);

    /** {@code https:}, {@code concat:}, {@code file:}; a single letter would be a drive of Windows. */
    private static final Pattern PROTOCOL = Pattern.compile("[A-Za-z][A-Za-z0-9+.,_-]+:.*", Pattern.DOTALL);

    /** Options whose value is a filter graph. */
    private static final Pattern GRAPH = Pattern.compile("-(filter(_complex)?|[va]f|lavfi)(:.*)?");

    private final List<FilledText> texts;
    private final String[] instead;
    private final Map<Integer, List<String>> before = new TreeMap<>();

    private ArgumentTemplates(List<FilledText> texts) {
        this.texts = texts;
        this.instead = texts.stream().map(FilledText::text).toArray(String[]::new);
    }

    /**
     * Puts the values in.
     *
     * @param templates an argument each
     * @param variables what they stand for
     * @return FFmpeg's arguments
     * @throws TemplateException when a variable is not there, or a file's name cannot stand where it would; its index is
     *     that of the argument
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when these cannot be arguments at all
     */
    public static List<String> fill(List<NameTemplate> templates, Variables variables) throws TemplateException {
        List<FilledText> texts = new ArrayList<>(templates.size());
        boolean anyFile = false;
        for (int i = 0; i < templates.size(); i++) {
            try {
                FilledText text = templates.get(i).filled(variables);
                anyFile |= text.namesAFile();
                texts.add(text);
            } catch (TemplateException e) {
                throw e.at(i);
            }
        }
        ArgumentTemplates arguments = new ArgumentTemplates(texts);
        return anyFile ? arguments.protectedFiles() : List.of(arguments.instead);
    }

    private List<String> protectedFiles() throws TemplateException {
        List<String> structure = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String mark = MARK + Integer.toString(i) + MARK;
            structure.add(texts.get(i).withFileParts(part -> mark));
        }
        CompiledCommand marked = CompiledCommand.of(StreamSpec.ofArguments(structure));
        boolean[] isTarget = new boolean[texts.size()];
        for (int k = 0; k < marked.inputs().size(); k++) {
            int i = index(marked.inputs().get(k));
            if (i >= 0) {
                isTarget[i] = true;
                input(i, marked, k);
            }
        }
        for (int k = 0; k < marked.outputs().size(); k++) {
            int i = index(marked.outputs().get(k));
            if (i >= 0) {
                isTarget[i] = true;
                output(i, marked, k);
            }
        }
        for (int i = 1; i < texts.size(); i++) {
            if (!isTarget[i] && texts.get(i).namesAFile()) {
                value(i, structure.get(i - 1));
            }
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < instead.length; i++) {
            all.addAll(before.getOrDefault(i, List.of()));
            all.add(instead[i]);
        }
        return all;
    }

    private static int index(MediaTarget target) {
        Matcher mark = MARKED.matcher(target.argument());
        return mark.find() ? Integer.parseInt(mark.group(1)) : -1;
    }

    private void input(int i, CompiledCommand command, int number) throws TemplateException {
        FilledText text = texts.get(i);
        Optional<String> format = command.inputOption(number, "f");
        if (format.filter("lavfi"::equals).isPresent()) {
            checkGraph(i);
            return;
        }
        if (isOwnSyntax(text)) {
            return;
        }
        boolean pictures = format.map("image2"::equals).orElseGet(() -> PictureNames.isPicture(text.text()));
        if (pictures && text.own().indexOf('%') >= 0) {
            instead[i] = "file:" + withPercentsDoubled(text);
            return;
        }
        instead[i] = "file:" + text.text();
        boolean pattern = pictures
                && text.text().indexOf('%') >= 0
                && command.inputOption(number, "pattern_type").isEmpty();
        if (pattern) {
            // Any '%': "50% {x}.png" is taken for image2 by its brace, and then not found by its percent sign (5.1,
            // 8.0). Without image2 FFmpeg refuses pattern_type, and with two patterns in a path it does not guess
            // image2 (5.1).
            before.put(
                    i - 1,
                    format.isPresent()
                            ? List.of("-pattern_type", "none")
                            : List.of("-f", "image2", "-pattern_type", "none"));
        }
    }

    private void output(int i, CompiledCommand command, int number) throws TemplateException {
        FilledText text = texts.get(i);
        String format = command.outputOption(number, "f").orElse("");
        if (format.equals("tee")) {
            if (text.fileHasAny("\\'|[]: \t\r\n")) {
                throw refused(i, "has a meaning in the list of a tee; give each target an output of its own");
            }
            return;
        }
        if (isOwnSyntax(text)) {
            return;
        }
        OutputForm form = form(command, number, text.text());
        boolean ownPattern = text.own().indexOf('%') >= 0;
        if (form == OutputForm.SEGMENTS || (form == OutputForm.PICTURES && ownPattern)) {
            instead[i] = "file:" + withPercentsDoubled(text);
            return;
        }
        if (form == OutputForm.HLS
                && text.fileHasAny("%")
                && command.outputOption(number, "hls_segment_filename").isEmpty()) {
            throw refused(i, "would be filled in by the hls muxer ('%'); set -hls_segment_filename");
        }
        instead[i] = "file:" + text.text();
        if (form == OutputForm.PICTURES
                && command.outputOption(number, "update").isEmpty()) {
            before.put(i, List.of("-update", "1"));
        }
    }

    /** The form by the real name: the extension may come out of a variable. */
    private static OutputForm form(CompiledCommand command, int number, String name) {
        List<String> again = new ArrayList<>();
        command.outputOption(number, "f").ifPresent(format -> again.addAll(List.of("-f", format)));
        command.outputOption(number, "update").ifPresent(update -> again.addAll(List.of("-update", update)));
        again.add("file:" + name);
        return CompiledCommand.of(StreamSpec.ofArguments(again)).outputForm(0);
    }

    private void value(int i, String option) throws TemplateException {
        if (GRAPH.matcher(option).matches()) {
            checkGraph(i);
        } else if (option.equals("-hls_segment_filename") && texts.get(i).fileHasAny("%")) {
            throw refused(i, "would be filled in by the hls muxer ('%')");
        }
    }

    private void checkGraph(int i) throws TemplateException {
        if (texts.get(i).fileHasAny("\\':,;[]=% \t\r\n")) {
            throw refused(
                    i, "has a meaning in a filter graph; use filters: instead of args:, which writes every name right");
        }
    }

    private TemplateException refused(int i, String why) {
        return new TemplateException("the file's name in \"" + instead[i] + "\" " + why, List.of(), i);
    }

    /** {@code https://host/{name}}, {@code concat:{input}|b.ts}: the author chose FFmpeg's syntax. */
    private static boolean isOwnSyntax(FilledText text) {
        return PROTOCOL.matcher(text.ownBeginning()).matches();
    }

    private static String withPercentsDoubled(FilledText text) {
        return text.withFileParts(part -> part.replace("%", "%%"));
    }
}
