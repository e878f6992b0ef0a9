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
import java.util.OptionalLong;

/**
 * What is asked of ffprobe beside what the request says: which sections it shows.
 *
 * @param what how the work is called in messages
 * @param show options that say what to show
 * @param limit the time limit
 * @param memory the limit on memory, in bytes
 */
record Question(String what, List<String> show, Optional<Duration> limit, OptionalLong memory) {

    private static final List<String> ALL =
            List.of("-show_format", "-show_streams", "-show_chapters", "-show_programs");

    /** One allocation, of untrusted media, as in a run: the part of a bound on memory that every system has. */
    private static final String MAX_ALLOC = Long.toString(1024L * 1024 * 1024);

    static Question everything(ProbeRequest request) {
        return new Question("ffprobe of " + request, ALL, request.probeLimit(), request.maxMemory(false));
    }

    static Question packets(ProbeRequest request) {
        return new Question(
                "reading the packets of " + request,
                List.of("-show_packets"),
                request.timeout(),
                request.maxMemory(false));
    }

    static Question frames(ProbeRequest request) {
        return new Question(
                "reading the frames of " + request,
                List.of("-show_frames"),
                request.timeout(),
                request.maxMemory(true));
    }

    /** Packets with some of their fields only, which is less to write and to read. */
    static Question packets(ProbeRequest request, String fields) {
        return new Question(
                "reading the packets of " + request,
                List.of("-show_entries", "packet=" + fields),
                request.timeout(),
                request.maxMemory(false));
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
        if (request.untrusted().isPresent() && !hasOption(request, "max_alloc")) {
            command.addAll(List.of("-max_alloc", MAX_ALLOC));
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
        return file.isPresent() && file.get().toString().indexOf('%') >= 0 && !hasOption(request, "pattern_type");
    }

    private static boolean hasOption(ProbeRequest request, String name) {
        return request.options().stream().anyMatch(option -> option.name().equals(name));
    }
}
