package dev.kith.audit.canary;

import dev.kith.audit.Place;
import dev.kith.audit.compare.NumericClass;
import dev.kith.model.TaskId;
import dev.kith.vector.UnitVector;
import java.util.List;

/**
 * A batch whose vectors are known.
 *
 * @param origin the work that it was; whoever is given it again sees that and nothing else
 * @param vectors one for each text: computed by this agent, or agreed on by three owners' agents
 * @param numbers what they may be compared with
 * @param certain whether this agent computed them itself
 * @param born when it joined the pool, in milliseconds since 1970
 */
public record Canary(
        Origin origin,
        List<String> texts,
        List<UnitVector> vectors,
        NumericClass numbers,
        boolean certain,
        long born) {
    public Canary {
        texts = List.copyOf(texts);
        vectors = List.copyOf(vectors);
        if (texts.isEmpty() || texts.size() != vectors.size()) {
            throw new IllegalArgumentException(
                    vectors.size() + " vectors of " + texts.size() + " texts");
        }
    }

    /** Whose batch it was, and which. */
    public record Origin(TaskId task, Place place) {}

    /** How many texts it has, at least 1. */
    public int size() {
        return texts.size();
    }
}
