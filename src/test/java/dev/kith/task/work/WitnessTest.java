package dev.kith.task.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.Failure;
import dev.kith.reputation.Notebook;
import dev.kith.reputation.Raters;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An agent is rated for what is its own doing, and only where it is known which one it was. */
class WitnessTest {
    private static final AgentId BEN = Raters.agent(1);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong(Raters.START);
    private final Notebook notebook = new Notebook();
    private final Witness witness =
            new Witness(notebook, notebook, () -> Instant.ofEpochMilli(now.get()));

    private static Failure failure(Failure.Code code) {
        return new Failure(code, "as it happens");
    }

    private Verdict verdict() {
        assertThat(notebook.ratings).hasSize(1);
        Rating rating = notebook.ratings.getFirst();
        assertThat(rating.subject()).isEqualTo(BEN);
        assertThat(rating.trade()).isEqualTo(Capability.EMBED);
        assertThat(rating.kind()).isEqualTo(EvidenceKind.SUBJECTIVE);
        assertThat(rating.chunks()).isEqualTo(7);
        return rating.verdict();
    }

    @Test
    void passesWorkThatCameInTimeAndCreditsIt() {
        var asked = witness.asks(Capability.EMBED, LIMIT);
        now.addAndGet(LIMIT.toMillis());

        asked.brought(BEN, 7, now.get());

        assertThat(verdict()).isEqualTo(Verdict.PASS);
        assertThat(notebook.chunks).containsEntry(BEN, 7);
    }

    @Test
    void callsLateWhatCameAfterItsTime() {
        var asked = witness.asks(Capability.EMBED, LIMIT);
        now.addAndGet(LIMIT.toMillis() + 1);

        asked.brought(BEN, 7, now.get());

        assertThat(verdict()).isEqualTo(Verdict.LATE);
    }

    @ParameterizedTest
    @EnumSource(Failure.Code.class)
    void countsErrorsOfTheAgentAndNothingElse(Failure.Code code) {
        witness.asks(Capability.EMBED, LIMIT).refused(BEN.did(), failure(code), 7);

        switch (code.blame()) {
            case PEER -> assertThat(verdict()).isEqualTo(Verdict.ERROR);
            case CALLER, CAPACITY -> assertThat(notebook.ratings).isEmpty();
        }
        assertThat(notebook.chunks).isEmpty();
    }

    @Test
    void ratesNobodyWhereTheAgentIsNotKnown() {
        witness.asks(Capability.EMBED, LIMIT)
                .refused("", failure(Failure.Code.MODEL_UNAVAILABLE), 7);

        assertThat(notebook.ratings).isEmpty();
    }

    @Test
    void saysNothingOfAnEmptyResult() {
        witness.asks(Capability.CHUNK, LIMIT).brought(BEN, 0, now.get());

        assertThat(notebook.ratings).isEmpty();
        assertThat(notebook.chunks).isEmpty();
    }

    @Test
    void neverFailsOnANameThatIsNone() {
        witness.asks(Capability.EMBED, LIMIT)
                .refused("somebody", failure(Failure.Code.MODEL_UNAVAILABLE), 7);

        assertThat(notebook.ratings).isEmpty();
    }
}
