package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.event.LogLine;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Picks FFmpeg's own reason from its last errors. FFmpeg says the particular first and then sums up ("Conversion
 * failed!", "Error opening input files: …"); the sums are left out while there is anything better.
 */
final class CauseLine {

    private static final Pattern SUM = Pattern.compile("Conversion failed!|Error opening (?:input|output) files?: .*"
            + "|Task finished with error code: .*|Terminating thread with return code .*"
            + "|Error initializing complex filters\\..*|Nothing was written into output file.*"
            + "|Error reinitializing filters!|Failed to inject frame into filter network: .*"
            + "|Error while processing the decoded data for stream .*|Error initializing output stream .*"
            + "|Error selecting an encoder|Error : .*|Invalid argument|Error while opening encoder.*"
            + "|Error sending frames to consumers: .*|Could not open encoder before EOF"
            + "|Error opening output file .*\\."
            + "|Failed to set value .* for option 'filter_complex.*|Error parsing global options: .*");

    private static final Pattern SPEAKER = Pattern.compile("^(?:\\[[^\\]]* @ 0x[0-9a-f]+\\] )+");

    private CauseLine() {}

    static Optional<String> among(List<LogLine> errors) {
        List<String> said = errors.stream()
                .map(line -> SPEAKER.matcher(line.message()).replaceFirst("").strip())
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        List<String> particular =
                said.stream().filter(text -> !SUM.matcher(text).matches()).toList();
        List<String> best = particular.isEmpty() ? said : particular;
        if (best.isEmpty()) {
            return Optional.empty();
        }
        // The last three: the reason is near the end, and FFmpeg 8 names the file in the line after the reason.
        return Optional.of(String.join("; ", best.subList(Math.max(0, best.size() - 3), best.size())));
    }
}
