package io.github.asyncffmpeg.command;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.media.MediaTarget;
import java.util.List;

/**
 * A spec as FFmpeg's arguments. Compiling reads and writes nothing, and takes linear time.
 *
 * <p>Immutable and safe for any thread.
 */
public final class FFmpegCommand {

    private final CompiledCommand compiled;

    private FFmpegCommand(CompiledCommand compiled) {
        this.compiled = compiled;
    }

    /**
     * Compiles a spec.
     *
     * @param spec the spec
     * @return the command
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when the spec cannot be what it was made to be; the
     *     message names the node, the line that made it, and what was expected
     */
    public static FFmpegCommand of(StreamSpec spec) {
        return new FFmpegCommand(CompiledCommand.of(spec));
    }

    /**
     * The arguments: the spec alone, with neither the program nor options of this library, the graph in one argument
     * whatever its length.
     *
     * @return the arguments, in their order
     */
    public List<String> arguments() {
        return compiled.arguments();
    }

    /**
     * The command as a line for a POSIX shell, exact: secrets are in it.
     *
     * @return {@code ffmpeg} and the arguments, quoted where needed
     */
    public String toShellString() {
        return compiled.toShellString();
    }

    /**
     * The command in words: inputs, filters, outputs, warnings, each on a line, without its secrets. For people; the form
     * may change.
     *
     * @return several lines
     */
    public String describe() {
        return shown(compiled.describe());
    }

    /**
     * What is allowed and probably not meant, with the remedy: a filtered output that leaves its input's audio behind,
     * two outputs with one target.
     *
     * @return a sentence or two each, mostly none
     */
    public List<String> warnings() {
        return compiled.warnings().stream().map(this::shown).toList();
    }

    /**
     * What is read.
     *
     * @return the inputs, by their number
     */
    public List<MediaTarget> inputs() {
        return compiled.inputs();
    }

    /**
     * What is written. Those of a hand-written command are texts as FFmpeg gets them.
     *
     * @return the outputs, in their order
     */
    public List<MediaTarget> outputs() {
        return compiled.outputs();
    }

    /**
     * Whether an option is written anywhere, such as {@code y}, {@code progress} or {@code nostdin}.
     *
     * @param name the option as it is written, without its dash
     * @return whether it is there
     */
    public boolean hasOption(String name) {
        return compiled.hasOption(name);
    }

    /**
     * The inputs, the outputs and the options before each, as FFmpeg reads them. Read anew at each call.
     *
     * @return the outline
     */
    public CommandOutline outline() {
        return CommandOutline.of(compiled.scan());
    }

    /**
     * Whether FFmpeg may write media, or anything else the command asks for, to stdout. {@code true} when in doubt.
     * {@code -f null -} writes nothing.
     *
     * @return whether stdout must be left alone
     */
    public boolean mayWriteStdout() {
        return compiled.mayWriteStdout();
    }

    /**
     * Whether FFmpeg reads media from stdin. What a playlist or a concat list names is not looked at.
     *
     * @return whether an input or a filter names stdin
     */
    public boolean readsStdin() {
        return compiled.readsStdin();
    }

    /** For logs: as {@link #toShellString}, with {@code ***} for secrets. */
    @Override
    public String toString() {
        return CompiledCommand.toShellString(Redactor.of(arguments()).arguments(arguments()));
    }

    private String shown(String text) {
        return Redactor.of(arguments()).text(text);
    }
}
