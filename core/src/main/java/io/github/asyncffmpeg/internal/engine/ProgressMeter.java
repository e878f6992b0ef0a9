package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.event.AnnouncedStream;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.StreamsMapped;
import io.github.asyncffmpeg.internal.compile.ExpectedEnd;
import io.github.asyncffmpeg.internal.compile.KnownInput;
import io.github.asyncffmpeg.internal.compile.Lengths;
import io.github.asyncffmpeg.internal.log.EventCopies;
import io.github.asyncffmpeg.internal.process.Nanos;
import io.github.asyncffmpeg.media.Medium;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says of each progress block how much of the whole is done. It knows the plan from the command, and the length of the
 * inputs from FFmpeg's own announcements in the same run; what is still unknown then stays empty.
 *
 * <p>The poller's own.
 */
final class ProgressMeter {

    /** Only the last block of a run that completed is 1. */
    private static final double ALMOST = 0.999;

    private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long SHORTEST_PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int MOST_OUTPUTS = 1_000;

    /** For announcements, which a tiny job ends before. */
    private static final class Words {

        /** The name of a pad follows ({@code amix:input0}), or in 5.1 {@code overlay (graph 0)}. */
        private static final Pattern AFTER_NAME = Pattern.compile("[: ]");

        private static final Pattern STREAM = Pattern.compile("#(\\d{1,6}):(\\d{1,6})");

        /** The name of a picture's file. The same formats read any number of pictures from a pipe or a URL. */
        private static final Pattern STILL =
                Pattern.compile("(?i)^(?!pipe:|fd:|\\w+://).*\\.(?:png|jpe?g|webp|bmp|tiff?|svg|jxl|avif|ppm|pgm)$");
    }

    /** Of formats that may count it from 0: a start later than this makes the length unknown. Smaller ones are usual. */
    private static final double LATE = 0.25;

    private record Sample(long nanos, double fraction) {}

    private final Lengths lengths;
    private final int pass;
    private final int passes;
    private final LongSupplier clock;
    private final IntFunction<Optional<Duration>> sources;

    private final Map<Integer, InputAnnounced> inputs = new TreeMap<>();
    private final Map<Integer, OutputAnnounced> outputs = new TreeMap<>();
    private final List<Lengths.Mapped> mapped = new ArrayList<>();
    private final List<Lengths.Fed> fed = new ArrayList<>();
    private @Nullable ExpectedEnd end;
    private int lengthsTold;

    private final Deque<Sample> pace = new ArrayDeque<>();
    private double farthest;
    private @Nullable Duration latest;

    /**
     * Makes a meter.
     *
     * @param lengths the arithmetic of the command
     * @param pass which pass of the whole this run is, from 1
     * @param passes of how many
     * @param clock nanoseconds that only grow
     */
    ProgressMeter(Lengths lengths, int pass, int passes, LongSupplier clock) {
        this(lengths, pass, passes, clock, input -> Optional.empty());
    }

    /**
     * Makes a meter that asks the program for what FFmpeg cannot know.
     *
     * @param sources gives the length of an input that has none in FFmpeg's words, by its number, once it is known
     */
    ProgressMeter(Lengths lengths, int pass, int passes, LongSupplier clock, IntFunction<Optional<Duration>> sources) {
        this.lengths = lengths;
        this.pass = pass;
        this.passes = passes;
        this.clock = clock;
        this.sources = sources;
    }

    /** Learns from what FFmpeg announces; other events are of no use to it. */
    void learn(FFmpegEvent event) {
        if (event instanceof InputAnnounced input) {
            inputs.put(input.index(), input);
        } else if (event instanceof OutputAnnounced output) {
            outputs.put(output.index(), output);
        } else if (event instanceof StreamsMapped streams) {
            for (StreamsMapped.Mapping mapping : streams.mappings()) {
                learn(mapping);
            }
        } else {
            return;
        }
        end = null;
    }

    private void learn(StreamsMapped.Mapping mapping) {
        Matcher from = Words.STREAM.matcher(mapping.from());
        Matcher to = Words.STREAM.matcher(mapping.to());
        if (!from.matches()) {
            return;
        }
        int input = Integer.parseInt(from.group(1));
        int stream = Integer.parseInt(from.group(2));
        if (to.matches()) {
            mapped.add(new Lengths.Mapped(input, stream, Integer.parseInt(to.group(1))));
        } else {
            String filter = Words.AFTER_NAME.split(mapping.to(), 2)[0];
            fed.add(new Lengths.Fed(input, stream, filter));
        }
    }

    /** A block that is not the last one, measured. */
    Progress measured(Progress raw) {
        Progress block = neverBack(raw);
        OptionalDouble done = done(block);
        if (done.isEmpty()) {
            return EventCopies.withFraction(block, OptionalDouble.empty(), Optional.empty());
        }
        farthest = Math.max(farthest, Math.min(ALMOST, done.getAsDouble()));
        return EventCopies.withFraction(block, OptionalDouble.of(whole(farthest)), timeLeft(whole(farthest)));
    }

    /** The last block, measured when it is known how the run ended. */
    Progress last(Progress raw, boolean completed) {
        Progress block = neverBack(raw);
        if (!completed) {
            Progress measured = measured(block);
            return EventCopies.withFraction(measured, measured.fraction(), Optional.empty());
        }
        boolean over = pass == passes;
        return EventCopies.withFraction(
                block, OptionalDouble.of(whole(1)), over ? Optional.of(Duration.ZERO) : timeLeft(whole(1)));
    }

    /** A run that is one of several passes has its share of the whole. */
    private double whole(double fraction) {
        return (pass - 1 + fraction) / passes;
    }

    /**
     * FFmpeg 8 has no time while it flushes its encoders, and at the end gives that of the shortest stream; FFmpeg 5
     * always gives the longest. What was reached once stays reached.
     */
    private Progress neverBack(Progress block) {
        Duration now = block.outTime().orElse(null);
        Duration before = latest;
        if (now != null && (before == null || now.compareTo(before) > 0)) {
            latest = now;
            return block;
        }
        return before == null ? block : EventCopies.withOutTime(block, before);
    }

    private OptionalDouble done(Progress block) {
        ExpectedEnd expected = end;
        if (expected == null || (expected.isUnknown() && lengthsOfSources() != lengthsTold)) {
            lengthsTold = lengthsOfSources();
            expected = lengths.end(knownInputs(), mapped, fed, outputRates());
            end = expected;
        }
        double done = -1;
        if (expected.seconds().isPresent() && block.outTime().isPresent()) {
            done = Nanos.seconds(block.outTime().get()) / expected.seconds().getAsDouble();
        }
        if (expected.frames().isPresent() && block.frame().isPresent()) {
            done = Math.max(
                    done, (double) block.frame().getAsLong() / expected.frames().getAsLong());
        }
        if (expected.bytes().isPresent() && block.totalSize().isPresent()) {
            done = Math.max(
                    done,
                    (double) block.totalSize().getAsLong() / expected.bytes().getAsLong());
        }
        boolean nothingYet = done == -1 && expected.seconds().isPresent() && !block.hasOutput();
        return done >= 0 || nothingYet ? OptionalDouble.of(Math.max(0, done)) : OptionalDouble.empty();
    }

    /** How many sources of this program know their length by now: one may learn it later. */
    private int lengthsOfSources() {
        int known = 0;
        for (InputAnnounced input : inputs.values()) {
            known += input.duration().isEmpty() && sources.apply(input.index()).isPresent() ? 1 : 0;
        }
        return known;
    }

    private List<KnownInput> knownInputs() {
        List<KnownInput> known = new ArrayList<>();
        for (InputAnnounced input : inputs.values()) {
            if (input.index() != known.size()) {
                return List.of(); // one is missing
            }
            known.add(new KnownInput(
                    length(input), media(input.streams()), frameRate(input.streams()), sampleRate(input.streams())));
        }
        return known;
    }

    private static List<Optional<Medium>> media(List<AnnouncedStream> streams) {
        List<Optional<Medium>> media = new ArrayList<>();
        for (AnnouncedStream stream : streams) {
            media.add(stream.medium());
        }
        return media;
    }

    private OptionalDouble length(InputAnnounced input) {
        Optional<Duration> told = input.duration().isPresent() ? Optional.empty() : sources.apply(input.index());
        return told.isPresent() ? OptionalDouble.of(Nanos.seconds(told.get())) : announcedLength(input);
    }

    private static OptionalDouble announcedLength(InputAnnounced input) {
        if (input.duration().isPresent()) {
            return input.estimatedDuration() || mayCountFromZero(input)
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Nanos.seconds(input.duration().get()));
        }
        // A picture in a file of its own, such as png_pipe, has no duration, and is one frame.
        boolean picture = true;
        for (String format : input.formats()) {
            picture &= format.endsWith("_pipe");
        }
        picture &= Words.STILL.matcher(input.target()).find();
        return picture ? OptionalDouble.of(1 / frameRate(input.streams()).orElse(25)) : OptionalDouble.empty();
    }

    /**
     * A Matroska file that begins at 5 s and ends at 15 s says 15 s when FFmpeg wrote it, and 10 s when others did. Of such
     * an MP4 FFmpeg 5.1 says 15 s, and 8.0 10 s.
     */
    private static boolean mayCountFromZero(InputAnnounced input) {
        boolean late = Nanos.seconds(input.start().orElse(Duration.ZERO)) > LATE;
        return late && (input.formats().contains("matroska") || input.formats().contains("mov"));
    }

    private List<OptionalDouble> outputRates() {
        List<OptionalDouble> rates = new ArrayList<>();
        for (OutputAnnounced output : outputs.values()) {
            if (output.index() >= MOST_OUTPUTS) {
                break; // forged
            }
            while (rates.size() < output.index()) {
                rates.add(OptionalDouble.empty());
            }
            rates.add(frameRate(output.streams()));
        }
        return rates;
    }

    private static OptionalDouble frameRate(List<AnnouncedStream> streams) {
        for (AnnouncedStream stream : streams) {
            if (stream.medium().equals(Optional.of(Medium.VIDEO)) && !stream.isAttachedPicture()) {
                return stream.frameRate();
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble sampleRate(List<AnnouncedStream> streams) {
        for (AnnouncedStream stream : streams) {
            if (stream.sampleRate().isPresent()) {
                return OptionalDouble.of(stream.sampleRate().getAsInt());
            }
        }
        return OptionalDouble.empty();
    }

    private Optional<Duration> timeLeft(double fraction) {
        long now = clock.getAsLong();
        while (!pace.isEmpty() && now - pace.peek().nanos() > PACE_NANOS && pace.size() > 1) {
            pace.remove();
        }
        Sample oldest = pace.peek();
        Sample newest = pace.peekLast();
        if (newest == null || now - newest.nanos() >= SAMPLE_NANOS) {
            pace.add(new Sample(now, fraction));
        }
        if (oldest == null || now - oldest.nanos() < SHORTEST_PACE_NANOS || fraction <= oldest.fraction()) {
            return Optional.empty();
        }
        double perNano = (fraction - oldest.fraction()) / (now - oldest.nanos());
        double left = (1 - fraction) / perNano;
        return Optional.of(Duration.ofNanos((long) Math.min(left, Long.MAX_VALUE)));
    }
}
