package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.media.UntrustedMedia;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of ffprobe beside what the request says: which sections it shows.
 *
 * @param what how the work is called in messages
 * @param show options that say what to show
 * @param limit the time limit
 */
record Question(String what, List<String> show, Optional<Duration> limit) {

    private static final List<String> ALL =
            List.of("-show_format", "-show_streams", "-show_chapters", "-show_programs");

    static Question everything(ProbeRequest request) {
        return new Question("ffprobe of " + request, ALL, request.probeLimit());
    }

    static Question packets(ProbeRequest request) {
        return new Question("reading the packets of " + request, List.of("-show_packets"), request.timeLimit());
    }

    static Question frames(ProbeRequest request) {
        return new Question("reading the frames of " + request, List.of("-show_frames"), request.timeLimit());
    }

    /** Packets with some of their fields only, which is less to write and to read. */
    static Question packets(ProbeRequest request, String fields) {
        return new Question(
                "reading the packets of " + request, List.of("-show_entries", "packet=" + fields), request.timeLimit());
    }

    /** The command line. */
    List<String> command(FFmpegBinary binary, ProbeRequest request, MediaTarget target) {
        List<String> command = new ArrayList<>();
        command.add(binary.requireFFprobe().toString());
        // Errors alone: they are the reason when it fails, and of little use when it does not.
        command.addAll(List.of("-loglevel", "error", "-of", "json=compact=1"));
        command.addAll(show);
        if (show == ALL && binary.version().isAtLeast(7, 1)) {
            command.add("-show_stream_groups");
        }
        if (request.countsFrames()) {
            command.add("-count_frames");
        }
        if (request.countsPackets()) {
            command.add("-count_packets");
        }
        request.streams().ifPresent(streams -> command.addAll(List.of("-select_streams", streams.text())));
        if (!request.intervals().isEmpty()) {
            command.addAll(List.of("-read_intervals", String.join(",", request.intervals())));
        }
        if (mayBeTakenForPattern(request, target)) {
            command.addAll(List.of("-pattern_type", "none"));
        }
        for (ProbeRequest.Option option : request.options()) {
            command.add("-" + option.name());
            command.add(option.value());
        }
        request.untrusted().ifPresent(policy -> command.addAll(policy(policy, request, target)));
        command.add("-i");
        command.add(target.argument());
        return List.copyOf(command);
    }

    /** Behind all other options, so that it wins over them. */
    private static List<String> policy(UntrustedMedia policy, ProbeRequest request, MediaTarget target) {
        for (ProbeRequest.Option option : request.options()) {
            if (option.name().equals("enable_drefs") || option.name().equals("use_absolute_path")) {
                throw new FFmpegSpecException("the probe of " + request + " is untrusted, and has the option "
                        + option.name() + ", which lets a file name others: leave one of the two out");
            }
        }
        Path file = target.file()
                .orElseThrow(() -> new FFmpegSpecException("the probe of " + request
                        + " is untrusted, and its target is in FFmpeg's own syntax, which may be an address or a script:"
                        + " give a Path, bytes or a stream"));
        policy.check(file);
        return policy.inputOptions(file, mayBeTakenForPattern(request, target));
    }

    /**
     * A file {@code a%03d.png} is one file when it is a {@code Path}. ffprobe, unlike ffmpeg, does not mind the option
     * where the demuxer is not image2 (5.1, 8.0).
     */
    private static boolean mayBeTakenForPattern(ProbeRequest request, MediaTarget target) {
        Optional<Path> file = target.file();
        return file.isPresent()
                && file.get().toString().indexOf('%') >= 0
                && request.options().stream().noneMatch(option -> option.name().equals("pattern_type"));
    }
}
