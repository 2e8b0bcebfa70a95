package dev.kith.aggregate;

import static dev.kith.task.testing.Samples.MODEL;
import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.model.Failure;
import dev.kith.task.testing.Samples;
import dev.kith.vector.UnitVector;
import dev.kith.wire.VectorizeResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A result is believed only if everything that can be checked about it is as it should be. */
class JudgeTest {
    private static final AgentId MAKER = agent(1);
    private static final List<String> TEXTS = List.of("one", "three");
    private static final Judge.Wanted WANTED =
            new Judge.Wanted(Samples.input(TEXTS), MODEL, TEXTS.size());
    private static final VectorizeResult HONEST = Samples.vectors(MAKER, MODEL, TEXTS);

    private final Judge judge = new Judge(_ -> true, time -> time == 1, 0.99);

    @Test
    void believesAnHonestResult() {
        assertThat(judge.objection(WANTED, MAKER, HONEST)).isEmpty();
    }

    @Test
    void acceptsAnyModelWhereNoneIsWanted() {
        var any = new Judge.Wanted(WANTED.input(), "", 2);

        assertThat(judge.objection(any, MAKER, HONEST)).isEmpty();
    }

    @Test
    void refusesTooFewVectors() {
        var short1 = new VectorizeResult(HONEST.vectors().subList(0, 1), HONEST.receipt());

        refuses(MAKER, short1, "1 vectors for 2 texts");
    }

    @Test
    void refusesAReceiptOfAnotherAgent() {
        refuses(agent(2), HONEST, "another agent");
    }

    @Test
    void refusesAReceiptOfOtherTexts() {
        refuses(MAKER, Samples.vectors(MAKER, MODEL, List.of("one", "two")), "other texts");
    }

    @Test
    void refusesAReceiptOfAnotherModel() {
        refuses(MAKER, Samples.vectors(MAKER, "another", TEXTS), "another model");
    }

    @Test
    void refusesVectorsThatTheReceiptDoesNotName() {
        var swapped = new VectorizeResult(HONEST.vectors().reversed(), HONEST.receipt());

        refuses(MAKER, swapped, "other vectors");
    }

    @Test
    void refusesVectorsThatAreNone() {
        var broken = new VectorizeResult(List.of("AAAA", "////"), HONEST.receipt());

        refuses(MAKER, broken, "cannot be used");
    }

    @Test
    void refusesAForgedReceipt() {
        var strict = new Judge(_ -> false, _ -> true, 0.99);

        assertThat(strict.objection(WANTED, MAKER, HONEST))
                .hasValueSatisfying(f -> assertThat(f.detail()).contains("signature"));
    }

    @Test
    void refusesAReceiptThatIsBackdated() {
        var later = new Judge(_ -> true, time -> time == 2, 0.99);

        assertThat(later.objection(WANTED, MAKER, HONEST))
                .hasValueSatisfying(f -> assertThat(f.detail()).contains("another time"));
    }

    @Test
    void seesThatTwoAgentsAgreeUpToRounding() {
        VectorizeResult other =
                Samples.result(
                        agent(2),
                        MODEL,
                        TEXTS,
                        List.of(UnitVector.of(1, 3.001f, 2), UnitVector.of(1, 5, 2.001f)));

        assertThat(judge.agree(HONEST, other)).isTrue();
    }

    @Test
    void seesThatTwoAgentsDiffer() {
        VectorizeResult other =
                Samples.result(
                        agent(2),
                        MODEL,
                        TEXTS,
                        List.of(UnitVector.of(1, 3, 2), UnitVector.of(5, 1, 2)));
        VectorizeResult shorter =
                Samples.result(
                        agent(2), MODEL, TEXTS, List.of(UnitVector.of(1, 3), UnitVector.of(5, 1)));

        assertThat(judge.agree(HONEST, other)).isFalse();
        assertThat(judge.agree(HONEST, shorter)).isFalse();
    }

    private void refuses(AgentId sender, VectorizeResult result, String why) {
        assertThat(judge.objection(WANTED, sender, result))
                .hasValueSatisfying(failure -> {
                    assertThat(failure.code()).isEqualTo(Failure.Code.CORRUPT_DATA);
                    assertThat(failure.detail()).contains(why);
                });
    }
}
