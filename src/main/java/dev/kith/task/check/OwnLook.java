package dev.kith.task.check;

import dev.kith.model.Receipt;
import dev.kith.vector.UnitVector;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/**
 * What this agent computes itself of a result: all that was drawn where it has the model, and room;
 * and however busy it is a few, for others may lie for the author.
 */
final class OwnLook {
    private final CheckMeans means;

    OwnLook(CheckMeans means) {
        this.means = means;
    }

    /**
     * What it takes on.
     *
     * @param whole all that was drawn
     * @param part what of it this agent computes
     * @param rest what is left to others
     * @param vectors of the part's texts, in their order
     */
    record Share(Case whole, Case part, Case rest, CompletionStage<List<UnitVector>> vectors) {}

    /** Its share of this; empty where it can compute none of it. */
    Optional<Share> of(Case open) {
        if (!able(open)) return Optional.empty();
        Optional<Share> all =
                means.own()
                        .compute(open.texts())
                        .map(own -> new Share(open, open, open.nothing(), own));
        if (all.isPresent() || open.draw().byUs().isEmpty()) return all;
        return means.own()
                .insist(open.byUs().texts())
                .map(own -> new Share(open, open.byUs(), open.byOthers(), own));
    }

    private boolean able(Case open) {
        return !open.found().author().equals(means.self())
                && !means.people().trust().quarantined(means.self())
                && means.own().compares(open.found().receipt());
    }

    /** The first chunk, counted from 0, of which the author's vector is wrong; empty for none. */
    OptionalInt wrong(Case part, List<UnitVector> own) {
        Receipt receipt = part.found().receipt();
        for (int i = 0; i < own.size(); i++) {
            if (!means.own().compare(receipt, part.vector(i), own.get(i)).agree()) {
                return OptionalInt.of(part.drawn().get(i));
            }
        }
        return OptionalInt.empty();
    }
}
