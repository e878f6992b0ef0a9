package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.command.CommandOutline;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.event.AnnouncedStream;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.StreamsMapped;
import io.github.asyncffmpeg.event.StreamsMapped.Mapping;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStreams;
import io.github.asyncffmpeg.media.Medium;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which streams of its input a job does not take, or not as they are: of a job that left the choice to FFmpeg, which takes
 * one of each kind and no subtitles into most containers, or that asked for all of them. A job that names streams knows what
 * it leaves out, and one of several inputs mostly puts them together.
 *
 * <p>For one run, and one thread at a time.
 */
public final class StreamNews {

    private static final Pattern STREAM = Pattern.compile("#0:(\\d+)");
    private static final Pattern ENCODER = Pattern.compile("-> ([A-Za-z0-9_-]+)");

    private final String job;
    private final boolean asked;
    private final boolean all;
    private final Set<Medium> unwanted = EnumSet.noneOf(Medium.class);
    private @Nullable InputAnnounced input;
    private @Nullable StreamsMapped mapped;
    private boolean told;

    public StreamNews(String job, FFmpegCommand command) {
        this.job = job;
        CommandOutline outline = command.outline();
        List<String> maps = outline.outputs().stream()
                .flatMap(output -> output.options().stream())
                .filter(option -> option.name().equals("map"))
                .flatMap(option -> option.value().stream())
                .toList();
        this.all = maps.contains("0") && maps.stream().allMatch(map -> map.equals("0") || map.startsWith("-0:"));
        boolean graph = outline.options().stream()
                .anyMatch(option -> option.name().contains("filter_complex")
                        || option.name().equals("lavfi"));
        this.asked = command.inputs().size() == 1 && !graph && (all || maps.isEmpty());
        for (Medium medium : Medium.values()) {
            if (command.hasOption(medium.letter() + "n")) {
                unwanted.add(medium);
            }
        }
    }

    /** Takes what FFmpeg announces; gives the news once, when all is known and there is something to tell. */
    Optional<JobStreams> on(FFmpegEvent event) {
        if (event instanceof InputAnnounced announced && announced.index() == 0) {
            input = announced;
        } else if (event instanceof StreamsMapped streams) {
            mapped = streams;
        }
        if (!asked || told || input == null || mapped == null) {
            return Optional.empty();
        }
        told = true;
        JobStreams news = new JobStreams(Instant.now(), job, leftOut(input, mapped), converted(input, mapped));
        return news.leftOut().isEmpty() && news.converted().isEmpty() ? Optional.empty() : Optional.of(news);
    }

    private List<String> leftOut(InputAnnounced from, StreamsMapped to) {
        Set<Integer> taken = new TreeSet<>();
        to.mappings().forEach(mapping -> number(mapping).ifPresent(taken::add));
        Set<Medium> kinds = EnumSet.noneOf(Medium.class);
        from.streams().stream()
                .filter(stream -> taken.contains(stream.index()))
                .forEach(stream -> stream.medium().ifPresent(kinds::add));
        List<String> left = new ArrayList<>();
        for (AnnouncedStream stream : from.streams()) {
            if (!taken.contains(stream.index()) && isMissed(stream, kinds)) {
                left.add(name(stream));
            }
        }
        return left;
    }

    /** Whoever makes sound of a video does not miss the pictures; a muxer writes the time code anew. */
    private boolean isMissed(AnnouncedStream stream, Set<Medium> taken) {
        Medium medium = stream.medium().orElse(Medium.DATA);
        boolean timeCode = medium == Medium.DATA && stream.details().contains("tmcd");
        boolean sort = (medium == Medium.VIDEO || medium == Medium.AUDIO)
                ? taken.contains(medium)
                : taken.contains(Medium.VIDEO);
        return !timeCode && !unwanted.contains(medium) && (all || sort);
    }

    /** Of a job that keeps its streams as they are: those that were not kept so. */
    private List<String> converted(InputAnnounced from, StreamsMapped to) {
        List<String> converted = new ArrayList<>();
        for (Mapping mapping : all ? to.mappings() : List.<Mapping>of()) {
            Matcher encoder = ENCODER.matcher(mapping.how());
            Optional<AnnouncedStream> stream = number(mapping)
                    .flatMap(index -> from.streams().stream()
                            .filter(each -> each.index() == index)
                            .findFirst());
            if (stream.isPresent() && stream.get().medium().equals(Optional.of(Medium.SUBTITLE)) && encoder.find()) {
                converted.add(name(stream.get()) + " as " + encoder.group(1));
            }
        }
        return converted;
    }

    private static Optional<Integer> number(Mapping mapping) {
        Matcher stream = STREAM.matcher(mapping.from());
        return stream.matches() ? Optional.of(Integer.parseInt(stream.group(1))) : Optional.empty();
    }

    /** As {@code probe} calls it, with its language. */
    private static String name(AnnouncedStream stream) {
        String kind = stream.isAttachedPicture()
                ? "cover"
                : stream.medium()
                        .map(medium -> medium.name().toLowerCase(Locale.ROOT))
                        .orElse("stream");
        String language = stream.language()
                .filter(tag -> !tag.equals("und"))
                .map(tag -> " (" + tag + ")")
                .orElse("");
        return kind + " " + stream.index() + language;
    }
}
