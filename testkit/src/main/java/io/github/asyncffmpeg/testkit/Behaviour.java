package io.github.asyncffmpeg.testkit;

import java.nio.file.Path;
import java.time.Duration;

/**
 * One way in which a stand-in differs from the plain one, which writes a progress block every 100 ms, without end, until
 * {@code q} or one SIGINT or SIGTERM makes it finish. Behaviours combine; of two that contradict each other the last one
 * counts.
 *
 * <p>A behaviour can also be given to a single run: as the option {@code -standin TEXT} anywhere before the output, or as
 * a line of the environment variable {@value StandInFFmpeg#ENVIRONMENT_VARIABLE}.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param text the behaviour as the stand-in reads it, {@code NAME} or {@code NAME=VALUE}
 */
public record Behaviour(String text) {

    /**
     * Checks that the text is one line.
     *
     * @throws IllegalArgumentException if the text is empty or holds a line break
     */
    public Behaviour {
        if (text.isEmpty() || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a behaviour is one line of text: \"" + text + "\"");
        }
    }

    /**
     * Reads stdin, but does not end on {@code q}.
     *
     * @return the behaviour
     */
    public static Behaviour ignoresQ() {
        return new Behaviour("ignore-q");
    }

    /**
     * Records each SIGTERM and goes on.
     *
     * @return the behaviour
     */
    public static Behaviour ignoresSigterm() {
        return new Behaviour("ignore-term");
    }

    /**
     * Records each SIGINT and goes on.
     *
     * @return the behaviour
     */
    public static Behaviour ignoresSigint() {
        return new Behaviour("ignore-int");
    }

    /**
     * Never reads stdin, so that a writer blocks when the pipe is full.
     *
     * @return the behaviour
     */
    public static Behaviour neverReadsStdin() {
        return new Behaviour("no-stdin");
    }

    /**
     * Writes no progress block, whatever {@code -progress} says.
     *
     * @return the behaviour
     */
    public static Behaviour writesNoProgress() {
        return new Behaviour("no-progress");
    }

    /**
     * Writes a progress block at this period, whatever {@code -stats_period} says.
     *
     * @param period the time from block to block, at least 1 ms
     * @return the behaviour
     */
    public static Behaviour progressEvery(Duration period) {
        return new Behaviour("period=" + Math.max(1, period.toMillis()));
    }

    /**
     * Is busy opening its input at first: no progress, no look at stdin, and a signal ends it with exit code 1 and without
     * any output, as ffmpeg does on a network input that does not answer.
     *
     * @param time how long the opening takes
     * @return the behaviour
     */
    public static Behaviour opensFor(Duration time) {
        return new Behaviour("open=" + time.toMillis());
    }

    /**
     * Writes log lines to stderr as fast as they are read; blocks, as ffmpeg does, when nobody reads them.
     *
     * @return the behaviour
     */
    public static Behaviour floodsStderr() {
        return new Behaviour("flood-stderr");
    }

    /**
     * Writes media (zeros) to stdout as fast as it is read; blocks, and is deaf to {@code q} and to one signal, when
     * nobody reads.
     *
     * @return the behaviour
     */
    public static Behaviour fillsStdout() {
        return new Behaviour("fill-stdout");
    }

    /**
     * Writes its output, the last argument of its command line: a line {@code header}, a line {@code frames} a block, and
     * the line {@code trailer} when it finishes in good order. Without the last line the file counts as broken.
     *
     * @return the behaviour
     */
    public static Behaviour writesFile() {
        return new Behaviour("write-file");
    }

    /**
     * Ends at once, before any progress, with this exit code.
     *
     * @param code the exit code, 0 to 255
     * @return the behaviour
     */
    public static Behaviour exits(int code) {
        return exitsAfter(0, code);
    }

    /**
     * Ends by itself after some progress blocks: in good order when the exit code is 0, else without trailer and without a
     * last block.
     *
     * @param blocks how many blocks to write before
     * @param code the exit code, 0 to 255
     * @return the behaviour
     */
    public static Behaviour exitsAfter(int blocks, int code) {
        return new Behaviour("end=" + blocks + "," + code);
    }

    /**
     * Fails the first times that it is started, before any progress, as if its input were a server that nobody listens at:
     * exit code 1, {@code Connection refused}. To be used for one job that is tried again.
     *
     * @param times how often, at least 1
     * @param counter a file that counts the times; it is made
     * @return the behaviour
     */
    public static Behaviour losesConnection(int times, Path counter) {
        return new Behaviour("lose=" + times + "," + counter.toAbsolutePath());
    }

    /**
     * Writes a line to stderr when it starts. May be given more than once.
     *
     * @param line the line, without line break
     * @return the behaviour
     */
    public static Behaviour logsFirst(String line) {
        return new Behaviour("first-line=" + line);
    }

    /**
     * Writes a line to stderr just before it ends, unless it is killed. May be given more than once.
     *
     * @param line the line, without line break
     * @return the behaviour
     */
    public static Behaviour logsLast(String line) {
        return new Behaviour("last-line=" + line);
    }

    /**
     * Takes its time to end after {@code q} or a signal; a second signal in this time makes it end at once with exit code
     * 255 and without trailer, and more than three with 123.
     *
     * @param time how long the trailer takes
     * @return the behaviour
     */
    public static Behaviour trailerTakes(Duration time) {
        return new Behaviour("trailer=" + time.toMillis());
    }

    /**
     * Has a child process which holds stdout and stderr for some time after the stand-in has ended, however it ended.
     *
     * @param time how long after the end
     * @return the behaviour
     */
    public static Behaviour leavesGrandchild(Duration time) {
        return new Behaviour("hold=" + time.toMillis());
    }

    /**
     * Ends with exit code 124 when nobody has stopped it in this time; 10 minutes unless given.
     *
     * @param time the longest life
     * @return the behaviour
     */
    public static Behaviour livesAtMost(Duration time) {
        return new Behaviour("lifetime=" + time.toMillis());
    }

    /**
     * Writes what happens to it into a file of its own in this directory, to be read by {@link StandInRecord}.
     *
     * @param directory an existing directory
     * @return the behaviour
     */
    public static Behaviour records(Path directory) {
        return new Behaviour("record=" + directory.toAbsolutePath());
    }
}
