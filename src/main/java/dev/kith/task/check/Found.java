package dev.kith.task.check;

import dev.kith.audit.Place;
import dev.kith.audit.commit.Commitment;
import dev.kith.audit.evidence.Opening;
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
 * @param explored whether its author was picked because little is known of it
 */
public record Found(
        TaskId task, Place place, List<String> texts, VectorizeResult result, boolean explored) {
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

    /** The embedder that is asked for it under a salt. */
    String entity(int salt) {
        return entity(task, place, salt);
    }

    static String entity(TaskId task, Place place, int salt) {
        return task.value() + "/" + place.segment() + "/" + place.batch() + "/" + salt;
    }

    /** Whether a result is of these texts and of nothing else, as its receipt says. */
    static boolean isOf(List<String> texts, VectorizeResult result) {
        if (result.vectors().size() != texts.size()) return false;
        try {
            for (int i = 0; i < texts.size(); i++) {
                var opening = Opening.of(result.receipt(), texts, result.vectors(), i);
                if (!opening.matches() || opening.unit().isEmpty()) return false;
            }
            return true;
        } catch (IllegalArgumentException _) {
            return false; // no base64
        }
    }

    Opening open(int index) {
        return Opening.of(receipt(), texts, result.vectors(), index);
    }
}
