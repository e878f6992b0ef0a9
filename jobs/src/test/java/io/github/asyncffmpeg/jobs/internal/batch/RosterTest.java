package io.github.asyncffmpeg.jobs.internal.batch;

import static io.github.asyncffmpeg.jobs.internal.batch.Plans.job;
import static io.github.asyncffmpeg.jobs.internal.batch.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static List<String> turns(Roster roster) {
        List<String> ids = new ArrayList<>();
        for (Optional<Roster.Turn> turn = roster.next(); turn.isPresent(); turn = roster.next()) {
            ids.add(turn.get().job().id() + "@" + turn.get().slot());
        }
        return ids;
    }

    private static void end(Roster roster, PlannedJob job) {
        roster.release(job);
        roster.done(job);
    }

    @Test
    void givesTheSlotsInTheOrderOfTheFile() {
        PlannedJob a = job("a");
        Roster roster = new Roster(plan(Map.of(), a, job("b"), job("c")), 2);
        assertThat(turns(roster)).containsExactly("a@0", "b@1");
        end(roster, a);
        assertThat(turns(roster)).containsExactly("c@0");
    }

    @Test
    void takesTheHighestPriorityFirst() {
        Roster roster = new Roster(
                plan(Map.of(), job("low", -1, Set.of(), Map.of()), job("usual"), job("high", 5, Set.of(), Map.of())),
                9);
        assertThat(turns(roster)).containsExactly("high@0", "usual@1", "low@2");
    }

    @Test
    void waitsForWhatAJobNeeds() {
        PlannedJob a = job("a");
        PlannedJob b = job("b", "a");
        Roster roster = new Roster(plan(Map.of(), job("c", "a", "b"), b, a), 9);
        assertThat(turns(roster)).containsExactly("a@0");
        end(roster, a);
        assertThat(turns(roster)).containsExactly("b@0");
        assertThat(roster.isOver()).isFalse();
        end(roster, b);
        assertThat(turns(roster)).containsExactly("c@0");
    }

    @Test
    void letsOthersPassWhileAResourceIsTaken() {
        PlannedJob gpu1 = job("gpu1", 9, Set.of(), Map.of("gpu", 1));
        Roster roster =
                new Roster(plan(Map.of("gpu", 1), gpu1, job("gpu2", 9, Set.of(), Map.of("gpu", 1)), job("cpu")), 3);
        assertThat(turns(roster)).containsExactly("gpu1@0", "cpu@1");
        end(roster, gpu1);
        assertThat(turns(roster)).containsExactly("gpu2@0");
    }

    @Test
    void runsAloneWhatWantsMoreThanThereIs() {
        Roster roster = new Roster(plan(Map.of("gpu", 1), job("big", 0, Set.of(), Map.of("gpu", 2))), 3);
        assertThat(turns(roster)).containsExactly("big@0");
    }

    @Test
    void givesUpWhatNeedsAJobThatFailed() {
        PlannedJob a = job("a");
        Roster roster = new Roster(plan(Map.of(), a, job("b", "a"), job("c", "b"), job("d")), 1);
        assertThat(turns(roster)).containsExactly("a@0");
        roster.release(a);
        assertThat(roster.notDone(a)).extracting(PlannedJob::id).containsExactly("b", "c");
        assertThat(turns(roster)).containsExactly("d@0");
    }

    @Test
    void letsAJobThatIsTriedLaterKeepItsSuccessorsWaiting() {
        PlannedJob a = job("a");
        Roster roster = new Roster(plan(Map.of(), a, job("b", "a")), 1);
        roster.next();
        roster.release(a);
        roster.postpone(a);
        assertThat(turns(roster)).isEmpty();
        assertThat(roster.isOver()).isFalse();
        roster.readyAgain(a);
        assertThat(turns(roster)).containsExactly("a@0");
    }

    @Test
    void forgetsWhatWasWithdrawn() {
        PlannedJob a = job("a");
        PlannedJob b = job("b");
        Roster roster = new Roster(plan(Map.of(), a, b, job("c", "b")), 1);
        roster.next();
        assertThat(roster.withdraw(a)).as("it runs").isFalse();
        assertThat(roster.withdraw(b)).isTrue();
        assertThat(roster.withdrawAll()).extracting(PlannedJob::id).containsExactly("c");
        end(roster, a);
        assertThat(roster.isOver()).isTrue();
    }

    @RepeatedTest(50)
    void runsEveryJobOnceAndNeverMoreThanThereIs(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int count = 1 + random.nextInt(60);
        List<PlannedJob> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Set<String> needs = new HashSet<>();
            for (int n = random.nextInt(3); n > 0 && i > 0; n--) {
                needs.add("j" + random.nextInt(i));
            }
            Map<String, Integer> uses = random.nextInt(3) == 0 ? Map.of("gpu", 1 + random.nextInt(2)) : Map.of();
            jobs.add(job("j" + i, random.nextInt(3), needs, uses));
        }
        int slots = 1 + random.nextInt(6);
        Roster roster = new Roster(plan(Map.of("gpu", 2), jobs.toArray(new PlannedJob[0])), slots);
        Map<String, PlannedJob> running = new LinkedHashMap<>();
        Set<String> done = new HashSet<>();
        Set<String> ran = new HashSet<>();
        while (!roster.isOver()) {
            for (Optional<Roster.Turn> turn = roster.next(); turn.isPresent(); turn = roster.next()) {
                PlannedJob job = turn.get().job();
                assertThat(ran.add(job.id())).isTrue();
                assertThat(done).containsAll(job.needs());
                running.put(job.id(), job);
            }
            assertThat(running).isNotEmpty().hasSizeLessThanOrEqualTo(slots);
            assertThat(running.values().stream()
                            .mapToInt(job -> job.uses().getOrDefault("gpu", 0))
                            .sum())
                    .isLessThanOrEqualTo(2);
            PlannedJob ended = List.copyOf(running.values()).get(random.nextInt(running.size()));
            running.remove(ended.id());
            done.add(ended.id());
            end(roster, ended);
        }
        assertThat(ran).hasSize(count);
    }
}
