package io.github.asyncffmpeg.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of a plan, one by one. {@link PlanSimulationTest} holds them together. */
class PlanStateTest {

    private static final Map<String, String> LOUD = Map.of("input_i", "-27.1");

    private static JobTemplate job(String text) {
        return JobTemplate.parse("{version: 1, args: [-i, in.wav, -af, '" + text + "', out.wav]}");
    }

    private static DecideStep decide(String id, String... needs) {
        return new DecideStep(id, Set.of(needs), java.util.Optional.empty(), "r", 1, Map.of());
    }

    private static Fact done(String step, Map<String, String> values) {
        return new Fact.Ended(step, StepStatus.DONE, values, "");
    }

    private static Order.Tell told(List<Order> orders, String step) {
        return orders.stream()
                .filter(order -> order instanceof Order.Tell && order.step().equals(step))
                .map(Order.Tell.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError(step + " is not told in " + orders));
    }

    @Test
    void aValueFillsAHoleWhenItsStepHasEnded() {
        PlanState state = PlanState.of(Plan.of(
                Step.job("measure", job("loudnorm")).measure("loudness"),
                Step.job("level", job("volume={measure.input_i}"), "measure")));

        assertThat(state.accept(new Fact.Begun()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Order.RunJob.class, order -> assertThat(order.measure()).contains("loudness"));
        List<Order> orders = state.accept(done("measure", LOUD));

        assertThat(orders.get(1))
                .isInstanceOfSatisfying(
                        Order.RunJob.class,
                        order -> assertThat(order.job().toJson()).contains("volume=-27.1"));
    }

    @Test
    void aMissingValueFailsTheStepThatUsesIt() {
        PlanState state = PlanState.of(Plan.of(
                Step.job("measure", job("loudnorm")), Step.job("level", job("volume={measure.input_i}"), "measure")));
        state.accept(new Fact.Begun());

        Order.Tell tell = told(state.accept(done("measure", Map.of("a", "1", "b", "2"))), "level");

        assertThat(tell.status()).isEqualTo(StepStatus.FAILED);
        assertThat(tell.because()).isEqualTo("there is no value {measure.input_i}; 'measure' has found a, b");
    }

    @Test
    void whoUsesAValueOfASkippedStepIsSkippedAndWhoOnlyNeedsItIsNot() {
        PlanState state = PlanState.of(Plan.of(
                Step.probe("look", Probe.media("in.mp4")),
                Step.job("uses", job("volume={look.a}"), "look"),
                Step.probe("needs", Probe.media("b"), "look")));
        state.accept(new Fact.Begun());

        List<Order> orders = state.accept(new Fact.Ended("look", StepStatus.SKIPPED, Map.of(), "there already"));

        assertThat(told(orders, "uses").status()).isEqualTo(StepStatus.SKIPPED);
        assertThat(told(orders, "uses").because()).contains("'look'", "there already");
        assertThat(orders)
                .anyMatch(order -> order instanceof Order.Ask && order.step().equals("needs"));
    }

    @Test
    void aConditionThatDoesNotHoldSkipsWithItsValues() {
        PlanState state = PlanState.of(Plan.of(
                Step.probe("look", Probe.media("in.mp4")),
                Step.job("shrink", job("anull"), "look").when("look.video.height > 720")));
        state.accept(new Fact.Begun());

        Order.Tell tell = told(state.accept(done("look", Map.of("video.height", "480"))), "shrink");

        assertThat(tell.status()).isEqualTo(StepStatus.SKIPPED);
        assertThat(tell.because()).isEqualTo("not so: look.video.height > 720 (look.video.height is 480)");
    }

    @Test
    void idsOfADecisionHaveTheStepAndTheTurnInFront() {
        PlanState state = PlanState.of(Plan.of(decide("quality"), Step.probe("after", Probe.media("x"), "quality")));
        state.accept(new Fact.Begun());
        Step encode = Step.job("encode", job("anull"));

        state.accept(new Fact.Decided("quality", Decision.of("first", encode, decide("again", "encode"))));
        state.accept(done("quality/1/encode", Map.of("vmaf", "91")));
        List<Order> second = state.accept(new Fact.Decided("quality/1/again", Decision.of("second", encode)));
        List<Order> last = state.accept(done("quality/2/encode", Map.of()));

        assertThat(second).singleElement().extracting(Order::step).isEqualTo("quality/2/encode");
        assertThat(last)
                .extracting(Order::step)
                .containsExactly("quality/2/encode", "quality/1/again", "quality", "after");
    }

    @Test
    void aDecisionThatIsNoPlanFailsItsStepBeforeAnythingOfItStarts() {
        Step a = Step.probe("a", Probe.media("a"));
        Map<Decision, String> wrong = Map.of(
                Decision.of("", a, a), "two steps are called 'a'",
                Decision.of("", Step.probe("b", Probe.media("b"), "c")), "'b' needs 'c', which is no step beside it",
                Decision.of("", a, Step.probe("b", Probe.media("b"), "c"), Step.probe("c", Probe.media("c"), "b")),
                        "in a circle, or one that does: b, c");
        wrong.forEach((decision, sentence) -> {
            PlanState state = PlanState.of(Plan.of(decide("d")));
            state.accept(new Fact.Begun());

            List<Order> orders = state.accept(new Fact.Decided("d", decision));

            assertThat(orders).hasSize(1);
            assertThat(told(orders, "d").status()).isEqualTo(StepStatus.FAILED);
            assertThat(told(orders, "d").because()).contains(sentence);
        });
    }

    @Test
    void moreThanAThousandTurnsFailTheStep() {
        PlanState state = PlanState.of(Plan.of(decide("loop")));
        state.accept(new Fact.Begun());
        String step = "loop";
        for (int turn = 1; turn < 1_000; turn++) {
            assertThat(state.accept(new Fact.Decided(step, Decision.of("on", decide("next")))))
                    .hasSize(1);
            step = "loop/" + turn + "/next";
        }

        List<Order> orders = state.accept(new Fact.Decided(step, Decision.of("on", decide("next"))));

        assertThat(told(orders, step).because()).contains("there were 1000 turns already");
        assertThat(told(orders, "loop").status()).isEqualTo(StepStatus.FAILED);
        assertThat(state.isOver()).isTrue();
    }

    @Test
    void moreThan64KiBOfValuesFailTheStep() {
        for (int size : new int[] {64 * 1024 - 1, 64 * 1024}) {
            PlanState state = PlanState.of(Plan.of(Step.probe("a", Probe.media("a"))));
            state.accept(new Fact.Begun());
            StepStatus status = told(state.accept(done("a", Map.of("v", "x".repeat(size)))), "a")
                    .status();
            assertThat(status).isEqualTo(size < 64 * 1024 ? StepStatus.DONE : StepStatus.FAILED);
        }
    }

    @Test
    void whatNeedsAFailedStepIsCancelledAndTheRestGoesOn() {
        PlanState state = PlanState.of(Plan.of(
                Step.probe("bad", Probe.media("a")),
                Step.probe("other", Probe.media("b")),
                Step.probe("after", Probe.media("c"), "bad", "other")));
        state.accept(new Fact.Begun());

        List<Order> orders = state.accept(new Fact.Ended("bad", StepStatus.FAILED, Map.of(), "no such file"));

        assertThat(told(orders, "after").status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(told(orders, "after").because()).isEqualTo("it needs 'bad', which was not done (failed)");
        assertThat(state.isOver()).isFalse();
    }

    @Test
    void aStaleFactIsDroppedWithAllThatDependsOnIt() {
        PlanState state = PlanState.of(Plan.of(
                Step.probe("look", Probe.media("a")),
                decide("d", "look"),
                Step.file("end", new FileWork.Delete(List.of(Path.of("x"))), "d"),
                Step.probe("apart", Probe.media("b"))));
        state.accept(new Fact.Begun());
        state.accept(done("apart", Map.of()));
        state.accept(done("look", Map.of()));
        state.accept(new Fact.Decided("d", Decision.of("one", Step.probe("one", Probe.media("c")))));
        state.accept(done("d/1/one", Map.of()));
        state.accept(done("end", Map.of()));

        List<Order> orders = state.accept(new Fact.Resumed(false, Set.of("look")));

        assertThat(orders).singleElement().isInstanceOfSatisfying(Order.Ask.class, ask -> {
            assertThat(ask.step()).isEqualTo("look");
            assertThat(ask.attempt()).isEqualTo(Order.Attempt.REPEATED);
        });
        assertThat(state.steps()).containsExactly("look", "d", "end", "apart");
        assertThat(state.status("apart")).contains(StepStatus.DONE);
    }

    @Test
    void whatWasDecidedStaysDecidedWhenAPlanGoesOn() {
        PlanState state = PlanState.of(Plan.of(decide("d")));
        state.accept(new Fact.Begun());
        state.accept(new Fact.Decided(
                "d", Decision.of("two", Step.probe("a", Probe.media("a")), Step.probe("b", Probe.media("b")))));
        state.accept(done("d/1/a", Map.of()));
        state.accept(new Fact.Ended("d/1/b", StepStatus.FAILED, Map.of(), "gone"));

        assertThat(state.accept(new Fact.Resumed(false, Set.of()))).isEmpty();
        List<Order> orders = state.accept(new Fact.Resumed(true, Set.of()));

        assertThat(orders)
                .singleElement()
                .isInstanceOf(Order.Ask.class)
                .extracting(Order::step)
                .isEqualTo("d/1/b");
    }

    @Test
    void aPlanThatCannotBeIsRefused() {
        assertThatThrownBy(() -> Plan.of(Step.job("b", job("volume={a.x}"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a plan: 'b' uses {a.x}, but does not need 'a'");
        assertThatThrownBy(() -> Step.probe("a/b", Probe.media("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a/b");
        assertThatThrownBy(() -> Plan.of()).isInstanceOf(IllegalArgumentException.class);
    }
}
