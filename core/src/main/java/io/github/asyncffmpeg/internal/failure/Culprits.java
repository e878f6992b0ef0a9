package io.github.asyncffmpeg.internal.failure;

import io.github.asyncffmpeg.error.Failure.Culprit;
import io.github.asyncffmpeg.error.Failure.Part;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what a line of the log is about: in its words, in who says it, or in a line beside it. */
final class Culprits {

    private static final Pattern NAMED =
            Pattern.compile("Error (?:opening|parsing options for) (input|output) file (.*)\\.");
    private static final Pattern NUMBERED = Pattern.compile(".*(input|output) (?:file #|stream #?)(\\d{1,6})(?!\\d).*");
    private static final Pattern MAP = Pattern.compile("Failed to set value '(.*)' for option 'map': .*");

    private final List<ErrorLine> lines;
    private final KnownFiles files;

    Culprits(List<ErrorLine> lines, KnownFiles files) {
        this.lines = lines;
        this.files = files;
    }

    /**
     * The culprit of a line.
     *
     * @param given the part, if it is known
     * @param who its name, if the words have it
     */
    Optional<Culprit> of(@Nullable Part given, @Nullable String who, ErrorLine line) {
        Part part = given == null ? guess(line) : given;
        if (part == null) {
            return Optional.empty();
        }
        // Of a map FFmpeg 8.0 says what is too much in it; the next line has it whole.
        boolean inMap = part == Part.STREAM && line.text().startsWith("Trailing garbage after ");
        Optional<String> map = inMap ? inAnyLine(MAP) : Optional.empty();
        Optional<String> told = map.or(() -> Optional.ofNullable(who));
        Optional<String> name = told.isPresent()
                ? told
                : switch (part) {
                    case INPUT, OUTPUT -> file(part, line);
                    case FILTER -> line.filter();
                    case ENCODER, DECODER -> line.coder().or(() -> afterWords(line));
                    case STREAM -> inAnyLine(MAP);
                    case OPTION ->
                        line.text().contains("variant stream") ? Optional.of("var_stream_map") : Optional.empty();
                    case FORMAT -> Optional.<String>empty();
                };
        return name.map(known -> new Culprit(part, known));
    }

    /** The input that a specifier is about, if that can be told. */
    Optional<String> inputOf(String specifier) {
        OptionalInt number = StreamWords.input(specifier);
        return number.isPresent() ? files.at(Part.INPUT, number.getAsInt()) : Optional.empty();
    }

    /** What a filter or a coder has said itself before FFmpeg summed it up. */
    Optional<ErrorLine> ownWords(@Nullable Part part, ErrorLine sum, @Nullable String who) {
        if (part == Part.FILTER) {
            return lines.stream()
                    .filter(line -> line.filter().isPresent() && !line.text().startsWith("Failed to configure"))
                    .filter(line -> who == null || line.filter().orElse("").equals(who))
                    .findFirst();
        }
        int at = lines.indexOf(sum);
        Optional<String> coder = sum.coder()
                .or(() -> at == 0 ? Optional.empty() : lines.get(at - 1).coder());
        return coder.flatMap(name -> lines.subList(0, at).stream()
                .filter(line -> line.coder().equals(coder))
                .findFirst());
    }

    private @Nullable Part guess(ErrorLine line) {
        if (line.filter().isPresent()) {
            return Part.FILTER;
        }
        if (line.number(Part.INPUT).isPresent()) {
            return Part.INPUT;
        }
        if (line.number(Part.OUTPUT).isPresent()) {
            return Part.OUTPUT;
        }
        return beside(Part.INPUT).isPresent() ? Part.INPUT : beside(Part.OUTPUT).isPresent() ? Part.OUTPUT : null;
    }

    private Optional<String> file(Part part, ErrorLine line) {
        OptionalInt number = line.number(part);
        Matcher numbered = NUMBERED.matcher(line.text());
        if (number.isEmpty()
                && numbered.matches()
                && numbered.group(1).equals(part == Part.INPUT ? "input" : "output")) {
            number = OptionalInt.of(Integer.parseInt(numbered.group(2)));
        }
        Optional<String> byNumber = number.isPresent() ? files.at(part, number.getAsInt()) : Optional.empty();
        return byNumber.or(() -> beside(part)).or(() -> files.only(part));
    }

    /** FFmpeg 5.1 names the file in front of the reason, 8.0 in a line that follows. */
    private Optional<String> beside(Part part) {
        for (ErrorLine line : lines) {
            Matcher named = NAMED.matcher(line.text());
            if (named.matches() && named.group(1).equals(part == Part.INPUT ? "input" : "output")) {
                return Optional.of(named.group(2));
            }
            for (String file : files.of(part)) {
                if (line.text().startsWith(file + ": ")) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    /** x265 writes past FFmpeg's log; the encoder of that name speaks next. */
    private Optional<String> afterWords(ErrorLine line) {
        if (!line.speakers().isEmpty()) {
            return Optional.empty();
        }
        return lines.subList(lines.indexOf(line), lines.size()).stream()
                .flatMap(next -> next.coder().stream())
                .findFirst();
    }

    private Optional<String> inAnyLine(Pattern pattern) {
        return lines.stream()
                .map(line -> pattern.matcher(line.text()))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst();
    }
}
