package io.github.asyncffmpeg.internal.failure;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Picks FFmpeg's own reason from errors that no rule knows. FFmpeg says the particular first and then sums up
 * ("Conversion failed!", "Error opening input files: …"); the sums are left out while there is anything better.
 */
final class CauseLine {

    private static final Pattern SUM = Pattern.compile("Conversion failed!|Error opening (?:input|output) files: .*"
            + "|Task finished with error code: .*|Terminating thread with return code .*"
            + "|Error initializing complex filters\\..*|Nothing was written into output file.*"
            + "|Error reinitializing filters!|Failed to inject frame into filter network: .*"
            + "|Error while processing the decoded data for stream .*|Error initializing output stream .*"
            + "|Error selecting an encoder|Error : .*|Invalid argument|Error while opening encoder.*"
            + "|Error sending frames to consumers: .*|Could not open encoder before EOF"
            + "|Error (?:opening|parsing options for) (?:input|output) file .*\\."
            + "|Error binding filtergraph inputs/outputs: .*|Error splitting the argument list: .*"
            + "|Error submitting a packet to the muxer: .*|Error muxing a packet|Error initializing filters"
            + "|Error marking filters as finished|Error processing filtergraph: .*|Error applying encoder options: .*"
            + "|Failed to set value .* for option 'filter_complex.*|Error parsing global options: .*");

    private CauseLine() {}

    /** Whether the line only sums up. */
    static boolean isSum(String text) {
        return SUM.matcher(text).matches();
    }

    static Optional<String> among(List<ErrorLine> errors) {
        List<String> said = errors.stream().map(ErrorLine::text).distinct().toList();
        List<String> particular = said.stream().filter(text -> !isSum(text)).toList();
        List<String> best = particular.isEmpty() ? said : particular;
        if (best.isEmpty()) {
            return Optional.empty();
        }
        // The last three: the reason is near the end.
        return Optional.of(String.join("; ", best.subList(Math.max(0, best.size() - 3), best.size())));
    }
}
