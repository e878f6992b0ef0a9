package io.github.asyncffmpeg.internal.compile;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a filter makes of the length of its inputs. Most filters leave it alone; those that do not, and are not computed
 * here, are listed as unknown in {@link LengthCatalog}. Compared with FFmpeg 5.1 and 8.0 by encoding ({@code ProgressFractionIT}).
 */
final class FilterSpans {

    private static final Pattern BAR = Pattern.compile("\\|");

    private FilterSpans() {}

    /** Whether a filter has no input, so that one without a label before it is not linked to anything. */
    static boolean isSource(String name) {
        return LengthCatalog.SOURCES.contains(name) || LengthCatalog.OTHER_SOURCES.contains(name);
    }

    /** The span of each output, given those of the inputs. */
    static Span of(GraphText.Call call, List<Span> inputs) {
        if (LengthCatalog.SOURCES.contains(call.name())) {
            return source(call);
        }
        if (inputs.isEmpty() || isSource(call.name()) || LengthCatalog.UNKNOWN.contains(call.name())) {
            return Span.UNKNOWN;
        }
        if (!isWhole(call, inputs.size())) {
            return Span.UNKNOWN; // the pads without a label have got something too
        }
        return inputs.size() == 1 ? ofOne(call, inputs.get(0)) : ofSeveral(call, inputs);
    }

    /** Whether as many inputs are known as the filter has, of those which say how many they have. */
    private static boolean isWhole(GraphText.Call call, int inputs) {
        String key = LengthCatalog.NUMBER_OF_INPUTS.get(call.name());
        if (key == null) {
            return inputs > 1 || !LengthCatalog.NEED_TWO.contains(call.name());
        }
        return inputs == stated(call, key);
    }

    private static double stated(GraphText.Call call, String key) {
        String said = call.value(key, 0);
        double number = number(said.isEmpty() ? call.value("n", 0) : said, 2);
        if (call.name().equals("concat")) {
            number *= number(call.value("v", 1), 1) + number(call.value("a", 2), 0);
        }
        return number;
    }

    /** How many inputs a filter that is no source has; 1 when in doubt. */
    static int pads(GraphText.Call call) {
        String key = LengthCatalog.NUMBER_OF_INPUTS.get(call.name());
        if (key == null) {
            return LengthCatalog.NEED_TWO.contains(call.name()) ? 2 : 1;
        }
        double number = stated(call, key);
        return number >= 1 && number <= 1000 ? (int) number : 1;
    }

    private static Span source(GraphText.Call call) {
        String duration = call.value("duration", -1);
        String text = duration.isEmpty() ? call.value("d", -1) : duration;
        if (text.isEmpty()) {
            // There may be a duration by its place, which is not the same in all.
            int before = LengthCatalog.BEFORE_DURATION.getOrDefault(call.name(), 2);
            return call.positional().size() > before ? Span.UNKNOWN : Span.ENDLESS;
        }
        double seconds = TimeText.seconds(text);
        return seconds < 0 ? Span.ENDLESS : Span.until(seconds);
    }

    private static Span ofOne(GraphText.Call call, Span in) {
        return switch (call.name()) {
            case "trim", "atrim" -> trimmed(call, in);
            case "metadata", "ametadata" -> {
                String mode = call.value("mode", 0);
                yield mode.isEmpty() || mode.equals("select") || mode.equals("0") ? Span.UNKNOWN : in;
            }
            case "setpts" -> moved(call.value("expr", 0), in, in.frameRate());
            case "asetpts" -> moved(call.value("expr", 0), in, in.sampleRate());
            case "atempo", "rubberband" -> in.faster(number(call.value("tempo", 0), 1));
            case "loop", "aloop" -> looped(call, in);
            case "tpad" -> padded(call, in);
            case "apad" -> soundPadded(call, in);
            case "adelay" -> in.longer(delay(call.value("delays", 0)));
            case "aecho" -> in.longer(call.value("delays", 2).isEmpty() ? 1 : delay(call.value("delays", 2)));
            case "fps" -> new Span(in.start(), in.end(), number(call.value("fps", 0), 25), in.sampleRate());
            case "aresample" ->
                new Span(in.start(), in.end(), in.frameRate(), number(call.value("sample_rate", 0), Double.NaN));
            default -> in;
        };
    }

    private static Span ofSeveral(GraphText.Call call, List<Span> in) {
        String name = call.name();
        return switch (name) {
            case "concat" -> concatenated(call, in);
            case "amix", "mix", "interleave" -> byDuration(call, in);
            case "xfade" -> in.get(1).shifted(zeroIfUnset(call.value("offset", 2)));
            case "acrossfade" -> crossfaded(call, in);
            case "amerge", "join" -> most(in, true);
            case "sidechaincompress", "sidechaingate", "afir", "headphone" -> in.get(0);
            default -> {
                if (!LengthCatalog.LONGEST.contains(name)) {
                    yield Span.UNKNOWN;
                }
                boolean overlay = name.equals("overlay");
                boolean shortest = isTrue(call.value("shortest", overlay ? 4 : -1));
                String eof = call.value("eof_action", overlay ? 2 : -1);
                yield shortest || eof.equals("endall") || eof.equals("1") ? most(in, true) : most(in, false);
            }
        };
    }

    private static Span trimmed(GraphText.Call call, Span in) {
        if (!(call.value("start_pts", 2)
                        + call.value("end_pts", 3)
                        + call.value("start_sample", -1)
                        + call.value("end_sample", -1))
                .isEmpty()) {
            return Span.UNKNOWN;
        }
        double first = 1 / in.frameRate();
        double start = in.start();
        double end = in.end();
        String from = call.value("start", 0);
        String to = call.value("end", 1);
        String length = call.value("duration", 4);
        if (!from.isEmpty()) {
            start = Math.max(start, TimeText.seconds(from));
        }
        if (!call.value("start_frame", -1).isEmpty()) {
            start = in.start() + number(call.value("start_frame", -1), Double.NaN) * first;
        }
        if (!to.isEmpty()) {
            end = Math.min(end, TimeText.seconds(to));
        }
        if (!call.value("end_frame", -1).isEmpty()) {
            end = Math.min(end, in.start() + number(call.value("end_frame", -1), Double.NaN) * first);
        }
        if (!length.isEmpty()) {
            end = Math.min(end, start + TimeText.seconds(length));
        }
        return new Span(start, Math.max(start, end), in.frameRate(), in.sampleRate());
    }

    /** {@code setpts}: where its expression takes the first and the last moment. */
    private static Span moved(String expression, Span in, double rate) {
        double start = moved(expression, in, in.start(), 0);
        double end = moved(expression, in, in.end(), in.length() * rate);
        double factor = in.length() / (end - start);
        return new Span(start, end, in.frameRate() * factor, in.sampleRate());
    }

    /** A base of one second: times and their stamps are the same number. */
    private static double moved(String expression, Span in, double time, double count) {
        return Arithmetic.value(
                expression,
                Map.ofEntries(
                        Map.entry("PTS", time),
                        Map.entry("T", time),
                        Map.entry("TB", 1.0),
                        Map.entry("STARTPTS", in.start()),
                        Map.entry("STARTT", in.start()),
                        Map.entry("N", count),
                        Map.entry("NB_CONSUMED_SAMPLES", count),
                        Map.entry("FRAME_RATE", in.frameRate()),
                        Map.entry("FR", in.frameRate()),
                        Map.entry("SAMPLE_RATE", in.sampleRate()),
                        Map.entry("SR", in.sampleRate())));
    }

    private static Span looped(GraphText.Call call, Span in) {
        double times = number(call.value("loop", 0), 0);
        double most = number(call.value("size", 1), 0);
        if (times == 0 || most == 0) {
            return in; // without a size nothing is repeated
        }
        if (times < 0) {
            return in.endingAt(Double.POSITIVE_INFINITY);
        }
        double rate = call.name().equals("loop") ? in.frameRate() : in.sampleRate();
        double first = number(call.value("start", 2), 0) / rate;
        double size = Math.min(most / rate, in.length() - first);
        return in.longer(times * size);
    }

    private static Span padded(GraphText.Call call, Span in) {
        double frame = 1 / in.frameRate();
        double before = zeroIfUnset(call.value("start_duration", 4));
        double after = zeroIfUnset(call.value("stop_duration", 5));
        String framesBefore = call.value("start", 0);
        String framesAfter = call.value("stop", 1);
        if (before == 0 && !framesBefore.isEmpty() && !framesBefore.equals("0")) {
            before = number(framesBefore, Double.NaN) * frame;
        }
        if (after == 0 && !framesAfter.isEmpty() && !framesAfter.equals("0")) {
            double count = number(framesAfter, Double.NaN);
            after = count < 0 ? Double.POSITIVE_INFINITY : count * frame;
        }
        return in.longer(before + (after < 0 ? Double.POSITIVE_INFINITY : after));
    }

    private static Span soundPadded(GraphText.Call call, Span in) {
        String length = call.value("pad_dur", -1);
        String whole = call.value("whole_dur", -1);
        if (!length.isEmpty()) {
            return in.longer(TimeText.seconds(length));
        }
        if (!whole.isEmpty()) {
            return in.endingAt(Math.max(in.end(), in.start() + TimeText.seconds(whole)));
        }
        boolean samples = !(call.value("pad_len", 1) + call.value("whole_len", 2)).isEmpty();
        return samples ? Span.UNKNOWN : in.endingAt(Double.POSITIVE_INFINITY);
    }

    /** {@code 1500|500|0}: milliseconds a channel, or with a unit. */
    private static double delay(String delays) {
        double most = 0;
        for (String each : BAR.split(delays, -1)) {
            boolean samples = each.endsWith("S");
            double seconds =
                    each.isEmpty() ? 0 : each.endsWith("s") ? TimeText.seconds(each) : number(each, Double.NaN) / 1_000;
            most = Math.max(most, samples ? Double.NaN : seconds);
        }
        return most;
    }

    /** Each segment is as long as its longest stream, and all begin at 0 when they are joined. */
    private static Span concatenated(GraphText.Call call, List<Span> in) {
        int streams = (int) (number(call.value("v", 1), 1) + number(call.value("a", 2), 0));
        double end = 0;
        for (int i = 0; i < in.size(); i += streams) {
            end += most(in.subList(i, i + streams), false).end();
        }
        return in.get(0).endingAt(end);
    }

    private static Span byDuration(GraphText.Call call, List<Span> in) {
        return switch (call.value("duration", call.name().equals("mix") ? -1 : 1)) {
            case "", "longest", "0" -> most(in, false);
            case "shortest", "1" -> most(in, true);
            case "first", "2" -> in.get(0);
            default -> Span.UNKNOWN;
        };
    }

    private static Span crossfaded(GraphText.Call call, List<Span> in) {
        String duration = call.value("duration", -1);
        String text = duration.isEmpty() ? call.value("d", -1) : duration;
        double overlap = text.isEmpty() ? Double.NaN : TimeText.seconds(text);
        String said = call.value("overlap", 2).isEmpty() ? call.value("o", -1) : call.value("overlap", 2);
        boolean apart = !said.isEmpty() && !isTrue(said);
        return in.get(0).longer(in.get(1).length() - (apart ? 0 : overlap));
    }

    private static Span most(List<Span> spans, boolean least) {
        double best = spans.get(0).end();
        for (Span span : spans) {
            best = least ? Math.min(best, span.end()) : Math.max(best, span.end());
        }
        return spans.get(0).endingAt(best);
    }

    private static boolean isTrue(String value) {
        return value.equals("1") || value.equals("true") || value.equals("yes") || value.equals("on");
    }

    private static double zeroIfUnset(String text) {
        return text.isEmpty() ? 0 : TimeText.seconds(text);
    }

    private static double number(String text, double unset) {
        return text.isEmpty() ? unset : Arithmetic.value(text, Map.of());
    }
}
