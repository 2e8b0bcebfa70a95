package dev.kith.task.check;

import dev.kith.audit.commit.Commitment;
import dev.kith.audit.evidence.Opening;
import dev.kith.audit.ledger.Place;
import dev.kith.audit.ledger.Work;
import dev.kith.model.AgentId;
import dev.kith.model.Receipt;
import dev.kith.model.TaskId;
import dev.kith.wire.VectorizeResult;
import java.util.List;

/**
 * A batch of vectors that came back.
 *
 * @param place where it is to be stored
 * @param texts that it is of, at least one
 */
public record Found(TaskId task, Place place, List<String> texts, VectorizeResult result) {
    public Found {
        texts = List.copyOf(texts);
    }

    Receipt receipt() {
        return result.receipt();
    }

    AgentId author() {
        return receipt().agent();
    }

    Commitment commitment() {
        return Commitment.of(receipt(), texts.size());
    }

    Work work(long now) {
        return new Work(author(), receipt().model(), place, texts.size(), now);
    }

    Opening open(int index) {
        return Opening.of(receipt(), texts, result.vectors(), index);
    }
}
