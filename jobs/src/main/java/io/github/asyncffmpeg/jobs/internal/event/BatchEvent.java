package io.github.asyncffmpeg.jobs.internal.event;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Something that happened in a batch. First comes one {@link BatchStarted}, then a {@link JobPlanned} for each job, then
 * what happens to them, last one {@link BatchFinished}. Of a job: {@link JobStarted}, {@link JobRunning}, any number of
 * {@link JobProgress}, {@link JobLog}, {@link JobStreams} and {@link JobSegment}, then {@link JobRetrying} and all of it
 * again, or {@link JobFinished}. A job that is skipped or cancelled has only its {@link JobFinished}. What is not known is
 * empty, never a guess.
 */
public sealed interface BatchEvent {

    /** When it happened. */
    Instant time();

    /** An event of one job. */
    sealed interface OfJob extends BatchEvent {

        /** Which one. */
        String job();
    }

    /**
     * The batch begins.
     *
     * @param time when
     * @param title what people call it
     * @param directory where relative names begin
     * @param ffmpeg the FFmpeg that runs the jobs, and its version
     * @param slots how many jobs run at a time
     * @param jobs how many there are
     * @param resumed whether an earlier run is taken up
     */
    record BatchStarted(Instant time, String title, Path directory, String ffmpeg, int slots, int jobs, boolean resumed)
            implements BatchEvent {}

    /**
     * A job of the batch.
     *
     * @param time when
     * @param job its id
     * @param key a digest of all that decides what it makes: another key is another job, even of the same id
     * @param arguments FFmpeg's arguments, as the job has them
     * @param inputs files it reads
     * @param outputs files it makes
     * @param needs ids of jobs that come before it
     */
    record JobPlanned(
            Instant time,
            String job,
            String key,
            List<String> arguments,
            List<Path> inputs,
            List<Path> outputs,
            Set<String> needs)
            implements OfJob {
        /** Copies the lists. */
        public JobPlanned {
            arguments = List.copyOf(arguments);
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            needs = Set.copyOf(needs);
        }
    }

    /**
     * A job is about to run: told before its FFmpeg is there, so that a journal knows of every file that may come to be.
     *
     * @param time when
     * @param job its id
     * @param key the digest of its plan
     * @param attempt 1 for the first
     * @param slot which of the slots it has, from 0
     * @param before the outputs that are there already, by their name
     * @param inputBytes the size of the inputs together, if they are files
     * @param inputs the files it reads that are there; none in journals before this was written down
     */
    record JobStarted(
            Instant time,
            String job,
            String key,
            int attempt,
            int slot,
            Map<Path, FileState> before,
            OptionalLong inputBytes,
            List<InputFile> inputs)
            implements OfJob {
        /** Copies the map and the list. */
        public JobStarted {
            before = Map.copyOf(before);
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * Its FFmpeg runs.
     *
     * @param time when
     * @param job its id
     * @param pid FFmpeg's process id
     * @param command the whole command line
     */
    record JobRunning(Instant time, String job, long pid, List<String> command) implements OfJob {
        /** Copies the list. */
        public JobRunning {
            command = List.copyOf(command);
        }
    }

    /**
     * It has come further.
     *
     * @param time when
     * @param job its id
     * @param fraction how much is done, 0 to 1
     * @param outTime how far the output has come
     * @param fps frames per second of wall time
     * @param speed media time per wall time
     * @param bytes written so far
     * @param timeLeft wall time until its end
     */
    record JobProgress(
            Instant time,
            String job,
            OptionalDouble fraction,
            Optional<Duration> outTime,
            OptionalDouble fps,
            OptionalDouble speed,
            OptionalLong bytes,
            Optional<Duration> timeLeft)
            implements OfJob {}

    /**
     * A line of FFmpeg's log.
     *
     * @param time when
     * @param job its id
     * @param level FFmpeg's level: {@code warning}, {@code error}, {@code fatal} …
     * @param line the line
     */
    record JobLog(Instant time, String job, String level, String line) implements OfJob {}

    /**
     * Not all streams of its input are in its output, though it does not name those that shall be.
     *
     * @param time when
     * @param job its id
     * @param leftOut the streams that are not: {@code audio 2 (ger)}
     * @param converted the streams that are there in another form, of a job that keeps them: {@code subtitle 3 as mov_text}
     */
    record JobStreams(Instant time, String job, List<String> leftOut, List<String> converted) implements OfJob {
        /** Copies the lists. */
        public JobStreams {
            leftOut = List.copyOf(leftOut);
            converted = List.copyOf(converted);
        }

        /** For people: {@code left out: audio 2 (ger); converted: subtitle 3 as mov_text}. */
        public String sentence() {
            String left = leftOut.isEmpty() ? "" : "left out: " + String.join(", ", leftOut);
            String other = converted.isEmpty() ? "" : "converted: " + String.join(", ", converted);
            return left + (left.isEmpty() || other.isEmpty() ? "" : "; ") + other;
        }
    }

    /**
     * A segment of an HLS, DASH or segment output is finished.
     *
     * @param time when
     * @param job its id
     * @param output the number of the output, from 0
     * @param file the segment; while the job runs it may have a temporary name
     */
    record JobSegment(Instant time, String job, int output, Path file) implements OfJob {}

    /**
     * It failed, and is tried again.
     *
     * @param time when
     * @param job its id
     * @param attempt the one that failed
     * @param trouble why
     * @param after how long until the next
     */
    record JobRetrying(Instant time, String job, int attempt, Trouble trouble, Duration after) implements OfJob {}

    /**
     * It is over.
     *
     * @param time when
     * @param job its id
     * @param status how
     * @param attempts how often it was tried, 0 if it never ran
     * @param elapsed how long the last attempt took
     * @param exitCode FFmpeg's exit code, if it ran
     * @param outputs the files that are there now
     * @param media how long the media is that was written
     * @param trouble why, if it did not go well or was skipped
     */
    record JobFinished(
            Instant time,
            String job,
            JobStatus status,
            int attempts,
            Duration elapsed,
            OptionalInt exitCode,
            List<OutputFile> outputs,
            Optional<Duration> media,
            Optional<Trouble> trouble)
            implements OfJob {
        /** Copies the list. */
        public JobFinished {
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * The batch was asked to stop: nothing more is started.
     *
     * @param time when
     * @param reason why, in words: {@code Ctrl+C}, {@code a job failed}
     * @param killing whether it does not wait for FFmpeg to finish its files
     */
    record BatchStopping(Instant time, String reason, boolean killing) implements BatchEvent {}

    /**
     * All jobs are over.
     *
     * @param time when
     * @param counts how many ended in which way
     * @param elapsed since the batch began
     * @param exitCode the exit code of the program
     */
    record BatchFinished(Instant time, Map<JobStatus, Integer> counts, Duration elapsed, int exitCode)
            implements BatchEvent {
        /** Copies the map. */
        public BatchFinished {
            counts = Map.copyOf(counts);
        }
    }

    /**
     * What a file was like when it was looked at.
     *
     * @param bytes its size
     * @param modified its time of modification
     */
    record FileState(long bytes, Instant modified) {}

    /**
     * A file that a job reads, as it was when the job started. For numbered files and for lists (HLS, DASH, concat), the files
     * behind the name together.
     *
     * @param file its name
     * @param state its size and time
     * @param content a digest of its bytes if it is small, or of the sizes and times of the files behind the name
     */
    record InputFile(Path file, FileState state, Optional<String> content) {

        /** Whether the other has the same bytes, as far as can be told without reading large files. */
        public boolean isSameAs(InputFile other) {
            boolean sameContent = (content.isPresent() && other.content.isPresent())
                    ? content.equals(other.content)
                    : state.modified().equals(other.state.modified());
            return sameContent && state.bytes() == other.state.bytes();
        }
    }

    /**
     * A file that a job has left.
     *
     * @param file its name now
     * @param complete whether it is the whole output under its own name; otherwise it is short, or broken
     * @param state its size and time
     */
    record OutputFile(Path file, boolean complete, FileState state) {}

    /**
     * Why a job is not done.
     *
     * @param kind a word for programs: {@code DISK_FULL} and the other kinds of failure of the library, or {@code EXISTS},
     *     {@code NEEDS}, {@code STOPPED}, {@code TIMEOUT}, {@code STALLED}
     * @param sentence for people
     * @param causeLine FFmpeg's own words, if there are some
     * @param logTail the last lines of its log
     */
    record Trouble(String kind, String sentence, Optional<String> causeLine, List<String> logTail) {
        /** Copies the list. */
        public Trouble {
            logTail = List.copyOf(logTail);
        }

        /** A trouble without FFmpeg. */
        public static Trouble of(String kind, String sentence) {
            return new Trouble(kind, sentence, Optional.empty(), List.of());
        }
    }
}
