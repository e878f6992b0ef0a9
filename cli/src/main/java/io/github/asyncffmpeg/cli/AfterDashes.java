package io.github.asyncffmpeg.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** What stands after {@code --}: arguments for FFmpeg, which this program does not read. */
final class AfterDashes {

    private AfterDashes() {}

    /** The words after the first {@code --}; none if there is none. */
    static List<String> of(CommandSpec spec) {
        CommandSpec root = spec;
        while (root.parent() != null) {
            root = root.parent();
        }
        List<String> all = root.commandLine().getParseResult().originalArgs();
        int dashes = all.indexOf("--");
        return dashes < 0 ? List.of() : all.subList(dashes + 1, all.size());
    }

    /** Those of the positional words of a command that stand before {@code --}. */
    static List<String> before(CommandSpec spec, List<String> words) {
        return words.subList(0, words.size() - of(spec).size());
    }
}
