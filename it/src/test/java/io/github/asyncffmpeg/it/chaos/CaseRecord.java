package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.error.StopReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@link CaseLog} as it is read: what the program that used the library saw, and when it was ended.
 *
 * @param lines all that was written so far, oldest first
 */
record CaseRecord(List<Line> lines) {

    /** A line: when it was written (milliseconds since 1970), and its words. */
    record Line(long millis, List<String> words) {
        boolean is(String first) {
            return words.get(0).equals(first);
        }

        String word(int index) {
            return index < words.size() ? words.get(index) : "";
        }
    }

    /** A report of progress: frames (0 without video) and time. */
    record Block(long frames, Duration time) {
        boolean hasOutput() {
            return frames > 0 || time.compareTo(Duration.ZERO) > 0;
        }
    }

    /** How the library said it ended. */
    record Told(String kind, Optional<StopReason> reason, boolean finalised) {
        static Told of(List<String> words) {
            Optional<StopReason> reason =
                    words.get(1).equals("-") ? Optional.empty() : Optional.of(StopReason.valueOf(words.get(1)));
            return new Told(words.get(0), reason, Boolean.parseBoolean(words.get(2)));
        }

        @Override
        public String toString() {
            return kind + reason.map(r -> " " + r).orElse("") + (finalised ? " finalised" : "");
        }
    }

    static CaseRecord read(Path file) {
        List<Line> lines = new ArrayList<>();
        try {
            String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
            // The last line may be on its way.
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
                List<String> words = List.of(line.split(" "));
                if (words.size() > 1) {
                    lines.add(new Line(Long.parseLong(words.get(0)), words.subList(1, words.size())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CaseRecord(List.copyOf(lines));
    }

    Optional<Line> first(String word) {
        return lines.stream().filter(line -> line.is(word)).findFirst();
    }

    boolean has(String word) {
        return first(word).isPresent();
    }

    /** Whether a step was done, counted from 0. */
    boolean hasStep(int index) {
        return step(index).isPresent();
    }

    /** The line of a step, if it was done; counted from 0. */
    Optional<Line> step(int index) {
        return lines.stream()
                .filter(line -> line.is("step") && line.word(1).equals(Integer.toString(index)))
                .findFirst();
    }

    /** The newest progress that was seen before the ending began, if it told of output. */
    Optional<Block> seen() {
        Optional<Block> newest = Optional.empty();
        for (Line line : lines) {
            if (line.is("step")) {
                break;
            }
            if (line.is("progress")) {
                Block block =
                        new Block(Long.parseLong(line.word(1)), Duration.ofNanos(Long.parseLong(line.word(2)) * 1000));
                newest = block.hasOutput() ? Optional.of(block) : newest;
            }
        }
        return newest;
    }

    /** What the event {@code Ended} told. */
    Optional<Told> ended() {
        return first("ended")
                .map(line -> Told.of(line.words().subList(1, line.words().size())));
    }

    /** What the future told: {@code Cancelled}, {@code Failed…}, or an outcome. */
    Optional<Line> future() {
        return first("future");
    }

    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.millis() % 1_000_000)
                .append(' ')
                .append(String.join(" ", line.words()))
                .append('\n'));
        return text.toString();
    }
}
