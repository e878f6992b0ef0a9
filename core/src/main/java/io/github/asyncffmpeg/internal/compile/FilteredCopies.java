package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.graph.LiteralText;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.media.Medium;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds streams that come out of a filter and go into an output that copies them, which no FFmpeg does. Only what is
 * certain counts: of a stream whose medium or number is not known, FFmpeg decides. Stateless.
 */
final class FilteredCopies {

    /** Only for codecs that are set for streams of one number. */
    private static final class Specifiers {

        /** One stream, whatever the input has in it: {@code v:0}. */
        private static final Pattern ONE = Pattern.compile("[vas]:\\d+");

        private static final Pattern NUMBERED = Pattern.compile("(?:([vas]):)?(\\d{1,6})");
    }

    private FilteredCopies() {}

    static void check(List<Unit> units) {
        FilterMedia media = new FilterMedia(units);
        for (Unit unit : units) {
            if (unit.output != null) {
                check(unit, unit.output, media);
            }
        }
    }

    private static void check(Unit unit, Output output, FilterMedia media) {
        for (int i = 0; i < unit.inputs.size(); i++) {
            Unit.Edge edge = unit.inputs.get(i);
            Place place = new Place(unit.inputs.subList(0, i), media.of(edge), media);
            if (edge.source().isFilter() && isCopied(output, place)) {
                String others = place.medium.filter(Medium.VIDEO::equals).isPresent() ? "a" : "v";
                throw unit.fault("expected an encoder for the stream that comes out of "
                        + edge.source().describe()
                        + ", got the codec copy; FFmpeg cannot filter and copy one stream. Leave codec(\"copy\") out, or"
                        + " copy only streams without a filter, as in codec(\"" + others + "\", \"copy\")");
            }
        }
    }

    /** Of the options that are about the stream the last one counts, in the order in which they are written. */
    private static boolean isCopied(Output output, Place place) {
        Boolean copied = Boolean.FALSE;
        for (Map.Entry<String, List<Object>> option : output.options().entrySet()) {
            String name = option.getKey();
            String plain = OptionTable.withoutSpecifier(name);
            String specifier = name.substring(plain.length());
            String medium = OptionTable.CODEC_OF.get(plain);
            if (!OptionTable.isCodec(plain) || (medium != null && !specifier.isEmpty())) {
                continue;
            }
            Optional<Boolean> isMeant = place.isMeantBy(medium != null ? medium : specifier);
            for (Object value : option.getValue()) {
                boolean copy = text(value).equals("copy");
                if (isMeant.isEmpty()) {
                    copied = copy && copied; // it may be meant: copied for certain if it is copied in both cases
                } else if (isMeant.get()) {
                    copied = copy;
                }
            }
        }
        return copied;
    }

    private static String text(Object value) {
        return value instanceof LiteralText literal ? literal.text() : String.valueOf(value);
    }

    /** Which stream of the output it is. */
    private record Place(List<Unit.Edge> before, Optional<Medium> medium, FilterMedia media) {

        /** Whether a specifier is about this stream; empty when that cannot be told. */
        Optional<Boolean> isMeantBy(String specifier) {
            String streams = specifier.startsWith(":") ? specifier.substring(1) : specifier;
            if (streams.isEmpty()) {
                return Optional.of(true);
            }
            if (streams.length() == 1 && "vVasdt".contains(streams)) {
                return medium.isEmpty()
                        ? Optional.empty()
                        : Optional.of(medium.get().letter() == Character.toLowerCase(streams.charAt(0)));
            }
            Matcher numbered = Specifiers.NUMBERED.matcher(streams);
            boolean counted = numbered.matches() && before.stream().allMatch(Place::isOne);
            if (!counted) {
                return Optional.empty();
            }
            int number = Integer.parseInt(numbered.group(2));
            if (numbered.group(1) == null) {
                return Optional.of(number == before.size());
            }
            char letter = numbered.group(1).charAt(0);
            if (medium.isEmpty() || medium.get().letter() != letter) {
                return medium.map(other -> false);
            }
            boolean known = before.stream().allMatch(edge -> media.of(edge).isPresent());
            return known
                    ? Optional.of(number
                            == before.stream()
                                    .filter(edge -> media.of(edge).equals(medium))
                                    .count())
                    : Optional.empty();
        }

        private static boolean isOne(Unit.Edge edge) {
            return edge.source().isFilter()
                    || edge.specifier()
                            .filter(each -> Specifiers.ONE.matcher(each.text()).matches())
                            .isPresent();
        }
    }
}
