package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.testkit.Playable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rule. If progress with output was seen before a graceful ending, the file is there, plays without a complaint, and
 * holds what was reported; what the library told of the end is true; and nothing is left. Whether it was in time is the
 * harness's to see.
 */
final class Judge {

    /** A frame of sound may be cut off at the end of a file, and the last picture lasts as long as its neighbour. */
    private static final Duration TIME_TOLERANCE = Duration.ofMillis(120);

    /** Of what FFmpeg says to a broken file, the beginning tells all. */
    private static final int MOST_LINES = 8;

    private final Installation player;
    private final Cell cell;
    private final Source.Place place;
    private final CaseRecord seen;
    private final List<String> problems = new ArrayList<>();

    private Judge(Installation player, Cell cell, Source.Place place, CaseRecord seen) {
        this.player = player;
        this.cell = cell;
        this.place = place;
        this.seen = seen;
    }

    /** A judgement: what became of the file, and what is wrong. */
    record Judgement(Verdict.Fate fate, List<String> problems) {}

    static Judgement of(Installation player, Cell cell, Source.Place place, CaseRecord seen) {
        Judge judge = new Judge(player, cell, place, seen);
        Verdict.Fate fate = judge.files();
        judge.truth();
        judge.finalNames();
        judge.remains();
        return new Judgement(fate, judge.problems);
    }

    private Verdict.Fate files() {
        boolean promised = cell.ending().isGraceful() && cell.policy() != Policy.DELETE;
        if (!promised && cell.ending().isCounted()) {
            return Verdict.Fate.UNPROMISED;
        }
        Optional<CaseRecord.Block> block = seen.seen();
        if (block.isEmpty() || (cell.product() == Product.STDOUT && !stdoutIsPromised())) {
            return Verdict.Fate.ABSENT_ALLOWED;
        }
        List<String> complaints = complaints(block.get());
        problems.addAll(complaints);
        return complaints.isEmpty() ? Verdict.Fate.KEPT : Verdict.Fate.LOST;
    }

    /** Only a result brings the bytes, and only to a JVM that is there. */
    private boolean stdoutIsPromised() {
        return cell.ending().where() == Ending.Where.SHARED
                && seen.future()
                        .filter(line ->
                                line.word(1).equals("Completed") || line.word(1).equals("Stopped"))
                        .isPresent();
    }

    private List<String> complaints(CaseRecord.Block block) {
        List<String> complaints = new ArrayList<>();
        for (Path file : cell.product().files(place)) {
            try {
                Playable played = play(cell.policy().find(file));
                // The others of a command may be a few frames behind the first, of which the progress tells.
                long few = complaints.isEmpty()
                                && file.equals(cell.product().files(place).get(0))
                        ? 0
                        : 5;
                if (!cell.product().isAudio() && played.frames() < block.frames() - few) {
                    complaints.add("lost: %s holds %d frames, and %d were reported before the ending"
                            .formatted(file.getFileName(), played.frames(), block.frames()));
                }
                if (played.duration().plus(TIME_TOLERANCE).compareTo(block.time()) < 0) {
                    complaints.add("lost: %s holds %s, and %s were reported before the ending"
                            .formatted(file.getFileName(), played.duration(), block.time()));
                }
            } catch (IOException e) {
                complaints.add("lost: " + e);
            } catch (AssertionError e) {
                complaints.add("lost: " + shortened(e));
            }
        }
        return complaints;
    }

    /** With a policy: what stands under a final name plays, whatever was done; and who goes on leaves no working name. */
    private void finalNames() {
        if (cell.policy() == Policy.NONE
                || cell.product() == Product.STDOUT
                || cell.ending().needsStandIn()) {
            return;
        }
        for (Path file : cell.product().files(place)) {
            try {
                if (Policy.stands(file)) {
                    play(file);
                }
                if (cell.ending().where() == Ending.Where.SHARED) {
                    Policy.beside(file).stream()
                            .filter(found -> found.getFileName().toString().contains(".partial-"))
                            .forEach(found -> problems.add("left: " + found.getFileName()));
                }
            } catch (IOException e) {
                problems.add("cannot look for " + file + ": " + e);
            } catch (AssertionError e) {
                problems.add("half-written under its final name: " + shortened(e));
            }
        }
    }

    private static String shortened(AssertionError error) {
        return String.valueOf(error.getMessage()).lines().limit(MOST_LINES).collect(Collectors.joining("\n    "));
    }

    private Playable play(Path file) {
        if (file.toString().endsWith(".mpd")) {
            throw new AssertionError(file.getFileName() + " was called whole on a disk that cannot hold it");
        }
        if (file.toString().endsWith(".m3u8")) {
            requireEndOfList(file);
        }
        return Playable.check(player.ffmpeg(), player.environment(), file);
    }

    /** A player takes a list without end for a live one, and waits. */
    private static void requireEndOfList(Path list) {
        try {
            if (!Files.readString(list).contains("#EXT-X-ENDLIST")) {
                throw new AssertionError(list.getFileName() + " has no end");
            }
        } catch (IOException e) {
            throw new AssertionError(list.getFileName() + " cannot be read: " + e, e);
        }
    }

    private void truth() {
        seen.lines().stream()
                .filter(line -> line.is("problem"))
                .forEach(line -> problems.add("in the host: " + String.join(" ", line.words())));
        Optional<CaseRecord.Told> told = seen.ended();
        if (told.isEmpty()) {
            // A JVM may be gone before it could say anything, and a run that was stopped in time has no process.
            if (cell.ending().where() == Ending.Where.SHARED && !seen.has("future")) {
                problems.add("untrue: nothing was told of the end");
            }
            return;
        }
        CaseRecord.Told outcome = told.get();
        if (!isPlausible(outcome)) {
            problems.add("untrue: " + outcome + " after " + Cell.word(cell.ending()));
        }
        checkFinalised(outcome);
        checkFuture(outcome);
        checkQueued();
    }

    private boolean isPlausible(CaseRecord.Told told) {
        boolean reason = told.reason().filter(cell.ending().reasons()::contains).isPresent();
        return switch (told.kind()) {
            case "Completed" -> true; // checked by its length
            case "Stopped" -> reason;
            case "TimedOut" -> reason && (cell.ending() == Ending.TIMEOUT || cell.ending() == Ending.STALL);
            // By force: where that was the wish, where FFmpeg heeds nothing else, or where its JVM was in such a hurry.
            case "Killed" -> reason && (!cell.ending().isGraceful() || cell.source() == Source.STUCK_FIFO);
            // By itself, or by a signal from outside.
            case "Failed" ->
                cell.ending().isFault()
                        || cell.ending() == Ending.FFMPEG_TERMINATED
                        || (cell.source().isStuck() && !told.finalised());
            default -> false;
        };
    }

    private void checkFinalised(CaseRecord.Told told) {
        boolean stand = cell.ending().needsStandIn();
        if (cell.ending().isGraceful() && seen.seen().isPresent() && !told.finalised()) {
            problems.add("untrue: " + told + ", though output had been seen");
        }
        if (!told.finalised() || stand || cell.product() == Product.STDOUT) {
            return;
        }
        boolean removed = cell.ending() == Ending.FOLDER_REMOVED // its file may be whole, and nowhere
                || (cell.policy() == Policy.DELETE && !told.kind().equals("Completed"));
        CaseRecord.Block least = told.kind().equals("Completed") ? whole() : new CaseRecord.Block(0, Duration.ZERO);
        if (!removed) {
            complaints(least).forEach(complaint -> problems.add("untrue: " + told + ", but " + complaint));
        }
    }

    /** What a file holds that is complete. */
    private CaseRecord.Block whole() {
        return new CaseRecord.Block(cell.millis() / 40 - 1, Duration.ofMillis(cell.millis()));
    }

    private void checkFuture(CaseRecord.Told told) {
        if (cell.ending().where() != Ending.Where.SHARED) {
            return;
        }
        String future = seen.future().map(line -> line.word(1)).orElse("nothing");
        boolean own = switch (cell.ending()) {
            case CANCEL, CANCEL_THEN_CLOSE -> future.equals("Cancelled") || future.equals(told.kind());
            case COMPLETE_EXCEPTIONALLY -> future.equals("Error") || future.equals(told.kind());
            default -> future.equals(told.kind());
        };
        if (!own) {
            problems.add("untrue: the future told " + future + ", the event " + told);
        }
    }

    private void checkQueued() {
        if (cell.ending() == Ending.CLOSE_POOL_WAITING
                && seen.first("queued")
                        .filter(line -> line.word(1).equals("Completed"))
                        .isEmpty()) {
            problems.add("the pool did not wait for its queue: " + seen.first("queued"));
        }
    }

    /** Nothing of the library's may be in the temporary folder of a JVM that had but this case. */
    private void remains() {
        Path temporary = place.folder().resolve("tmp");
        if (!Files.isDirectory(temporary)) {
            return;
        }
        try (Stream<Path> files = Files.walk(temporary)) {
            files.filter(file -> !file.equals(temporary))
                    .forEach(file -> problems.add("left: " + temporary.relativize(file)));
        } catch (IOException e) {
            problems.add("cannot look into " + temporary + ": " + e);
        }
    }
}
