package io.github.asyncffmpeg.internal.compile;

import java.util.OptionalInt;

/** How many inputs and outputs a filter has, of those filters whose name and arguments say it. Stateless. */
public final class FilterPads {

    private FilterPads() {}

    /**
     * How many inputs a filter has, as far as its name, its arguments and its labels say it.
     *
     * @param call the filter
     * @return 0 of a source, 1 when in doubt
     */
    public static int likelyInputs(GraphText.Call call) {
        return FilterSpans.isSource(call.name()) ? 0 : Math.max(call.inputs().size(), FilterSpans.pads(call));
    }

    /** The number of inputs; empty when it is not known. */
    static OptionalInt inputs(GraphText.Call call) {
        if (FilterSpans.isSource(call.name())) {
            return OptionalInt.of(0);
        }
        boolean known =
                LengthCatalog.NUMBER_OF_INPUTS.containsKey(call.name()) || LengthCatalog.NEED_TWO.contains(call.name());
        return known ? OptionalInt.of(FilterSpans.pads(call)) : OptionalInt.empty();
    }

    /** The number of outputs; empty when it is not known. */
    static OptionalInt outputs(GraphText.Call call) {
        return switch (call.name()) {
            case "split", "asplit" -> count(call.value("outputs", 0), 2);
            case "concat" -> {
                OptionalInt video = count(call.value("v", 1), 1);
                OptionalInt audio = count(call.value("a", 2), 0);
                yield video.isPresent() && audio.isPresent()
                        ? OptionalInt.of(video.getAsInt() + audio.getAsInt())
                        : OptionalInt.empty();
            }
            case "nullsink", "anullsink" -> OptionalInt.of(0);
            default -> OptionalInt.empty();
        };
    }

    private static OptionalInt count(String text, int unset) {
        if (text.isEmpty()) {
            return OptionalInt.of(unset);
        }
        return text.matches("\\d{1,6}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
