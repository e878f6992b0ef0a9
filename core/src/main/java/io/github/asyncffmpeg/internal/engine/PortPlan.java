package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.internal.compile.CommandEdits;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.process.Starter;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the inputs and outputs of one run that are code of this program will be handed to FFmpeg. Pure data: {@link
 * MediaPorts} makes it so. Immutable and safe for any thread.
 *
 * @param sources what is fed
 * @param sinks what is taken
 * @param edits what FFmpeg is told
 * @param words how FFmpeg speaks of them
 * @param onlySinks whether all outputs are sinks
 */
record PortPlan(List<Source> sources, List<Sink> sinks, CommandEdits edits, PortWords words, boolean onlySinks) {

    private static final String WHITELIST = "-protocol_whitelist";

    private static final MediaTarget STDOUT = MediaTarget.of("pipe:1");

    /**
     * One input.
     *
     * @param what how it is called in messages
     * @param code of this program
     * @param socket where FFmpeg connects
     * @param file where the media is kept first, if FFmpeg is to go back and forth in it
     */
    record Source(
            String what,
            MediaSource code,
            Path socket,
            @Nullable Path file) {}

    /** The ways from FFmpeg to a sink. */
    enum Way {
        /** FFmpeg's standard output, whose pipe is made wide. */
        STDOUT,
        /** A {@code unix:} socket. */
        SOCKET,
        /** A temporary file, for FFmpeg to go back and forth in. */
        FILE
    }

    /**
     * One output.
     *
     * @param name of its threads
     * @param what how it is called in messages
     * @param code of this program
     * @param way how it gets there
     * @param place the socket or the file; nothing is at it for standard output
     */
    record Sink(String name, String what, MediaSink code, Way way, Path place) {}

    /** Copies the lists. */
    PortPlan {
        sources = List.copyOf(sources);
        sinks = List.copyOf(sinks);
    }

    /**
     * Plans.
     *
     * @param job in messages
     * @param command its inputs and outputs
     * @param freeStdout whether standard output is free for a sink
     * @param files gives out names
     * @throws FFmpegSpecException if it cannot be told which format a sink is to get
     */
    static PortPlan of(String job, CompiledCommand command, boolean freeStdout, RunFiles files) {
        if (!command.usesProgram()) {
            return new PortPlan(
                    List.of(),
                    List.of(),
                    CommandEdits.none(),
                    PortWords.NONE,
                    command.outputs().isEmpty());
        }
        Draft draft = new Draft(job, command, files, freeStdout);
        for (int i = 0; i < command.inputs().size(); i++) {
            if (command.inputs().get(i) instanceof MediaTarget.FromProgram program) {
                draft.add(i, program);
            }
        }
        boolean onlySinks = true;
        for (int i = 0; i < command.outputs().size(); i++) {
            if (command.outputs().get(i) instanceof MediaTarget.ToProgram program) {
                draft.add(i, program);
            } else {
                onlySinks = false;
            }
        }
        return new PortPlan(draft.sources, draft.sinks, draft.edits, draft.words, onlySinks);
    }

    boolean isEmpty() {
        return sources.isEmpty() && sinks.isEmpty();
    }

    /** Whether an output is on FFmpeg's standard output, whose pipe is to be wide. */
    boolean usesStdout() {
        for (Sink sink : sinks) {
            if (sink.way() == Way.STDOUT) {
                return true;
            }
        }
        return false;
    }

    /** A plan in the making. */
    private static final class Draft {

        private final String job;
        private final CompiledCommand command;
        private final RunFiles files;
        private final List<Source> sources = new ArrayList<>();
        private final List<Sink> sinks = new ArrayList<>();
        private boolean stdoutIsFree;
        private CommandEdits edits = CommandEdits.none();
        private PortWords words = PortWords.NONE;

        Draft(String job, CompiledCommand command, RunFiles files, boolean stdoutIsFree) {
            this.job = job;
            this.command = command;
            this.files = files;
            this.stdoutIsFree = stdoutIsFree;
        }

        void add(int number, MediaTarget.FromProgram program) {
            Optional<String> allowed = command.inputOption(number, "protocol_whitelist");
            MediaTarget itself = program.withoutProgram().orElse(null);
            if (itself != null) {
                words = words.with(itself.argument(), program.toString(), false, false);
                edits = edits.input(number, itself);
                allowed.ifPresent(own -> edits = edits.beforeInput(number, WHITELIST, own + ",subfile,file"));
                return;
            }
            boolean asFile = program.source().needsSeeking();
            Path socket = socket("i" + number);
            Path file = asFile ? files.path("i" + number + ".media") : null;
            String what = "the source of input " + number + " (" + program + ")";
            sources.add(new Source(what, program.source(), socket, file));
            String address = "unix:" + socket;
            words = words.with(address, program.toString(), !asFile, false);
            if (file == null) {
                edits = edits.input(number, MediaTarget.of(address));
                return;
            }
            String list = "concatf:" + address;
            words = words.with(list, program.toString(), false, false)
                    .with("file:" + file, program.toString(), false, false);
            String whitelist = allowed.map(own -> own + ",").orElse("") + "concatf,unix,file,crypto,data";
            edits = edits.input(number, MediaTarget.of(list)).beforeInput(number, WHITELIST, whitelist);
        }

        void add(int number, MediaTarget.ToProgram program) {
            if (command.outputOption(number, "f").isEmpty()) {
                throw new FFmpegSpecException(
                        job + ": output " + number + " goes to " + program
                                + ", so there is no file name that tells its format: say it, for example .format(\"matroska\")");
            }
            Way way = program.sink().needsSeeking()
                    ? Way.FILE
                    : stdoutIsFree && Starter.isThere() ? Way.STDOUT : Way.SOCKET;
            stdoutIsFree &= way != Way.STDOUT;
            String name = "o" + number;
            Path place = way == Way.SOCKET ? socket(name) : way == Way.FILE ? files.path(name) : Path.of("");
            MediaTarget target = switch (way) {
                case STDOUT -> STDOUT;
                case SOCKET -> MediaTarget.of("unix:" + place);
                case FILE -> MediaTarget.of(place);
            };
            words = words.with(target.argument(), program.toString(), false, way != Way.FILE);
            edits = edits.output(number, target);
            String what = "the sink of output " + number + " (" + program + ")";
            sinks.add(new Sink("asyncffmpeg-output-" + number, what, program.sink(), way, place));
        }

        private Path socket(String name) {
            Path path = files.path(name);
            if (path.toString().getBytes(StandardCharsets.UTF_8).length > RunFiles.LONGEST_SOCKET_PATH) {
                throw new FFmpegStartException(
                        job + " could not be started: there is no way to hand media to FFmpeg here:"
                                + " too long a path for a socket: " + path,
                        List.of(),
                        null);
            }
            return path;
        }
    }
}
