package io.github.asyncffmpeg.cli.picture;

import io.github.asyncffmpeg.command.CommandOutline;
import io.github.asyncffmpeg.command.CommandOutline.File;
import io.github.asyncffmpeg.command.CommandOutline.Option;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The boxes of inputs and outputs. */
final class FileNodes {

    /** What is for the whole command, is drawn otherwise, or does nothing to the media. */
    private static final Set<String> NOT_SHOWN = Set.of(
            "map",
            "filter_complex",
            "lavfi",
            "filter_complex_script",
            "/filter_complex",
            "vf",
            "af",
            "filter",
            "y",
            "n",
            "nostdin",
            "stdin",
            "hide_banner",
            "loglevel",
            "v",
            "stats",
            "nostats",
            "stats_period",
            "progress");

    private FileNodes() {}

    static PictureNode input(int number, File file) {
        if (!isGraph(file)) {
            return new PictureNode(
                    PictureNode.Kind.INPUT, "input " + number, plain(file.target()), options(file, ""), EdgeMedium.ANY);
        }
        String target = file.target();
        int equals = CommandOutline.Graph.of(target).filters().size() == 1 ? target.indexOf('=') : -1;
        String name = equals < 0 ? target : target.substring(0, equals);
        String detail = equals < 0 ? "" : target.substring(equals + 1);
        String options = options(file, "f");
        String all = detail.isEmpty() || options.isEmpty() ? detail + options : detail + " " + options;
        return new PictureNode(PictureNode.Kind.INPUT, "input " + number + ", generated", name, all, EdgeMedium.ANY);
    }

    static PictureNode output(int number, int count, File file) {
        String caption = count == 1 ? "output" : "output " + number;
        return new PictureNode(
                PictureNode.Kind.OUTPUT, caption, plain(file.target()), options(file, ""), EdgeMedium.ANY);
    }

    /** Whether an input may have streams of a medium: what the format {@code lavfi} makes is known. */
    static boolean mayHave(File input, EdgeMedium medium) {
        if (!isGraph(input)) {
            return true;
        }
        List<CommandOutline.Filter> filters =
                CommandOutline.Graph.of(input.target()).filters();
        return filters.isEmpty()
                || input.target().indexOf("out") >= 0 // [out0][out1]: several streams
                || filters.get(filters.size() - 1)
                        .medium()
                        .map(EdgeMedium::of)
                        .filter(each -> each != medium)
                        .isEmpty();
    }

    private static boolean isGraph(File file) {
        return file.option("f").filter("lavfi"::equals).isPresent();
    }

    /** The library writes {@code file:} before a literal path. */
    private static String plain(String target) {
        return target.startsWith("file:") && target.length() > 5 ? target.substring(5) : target;
    }

    private static String options(File file, String known) {
        return file.options().stream()
                .filter(option ->
                        !NOT_SHOWN.contains(option.base()) && !option.name().equals(known))
                .map(FileNodes::words)
                .collect(Collectors.joining(" "));
    }

    private static String words(Option option) {
        return "-" + option.name() + option.value().map(value -> " " + value).orElse("");
    }
}
