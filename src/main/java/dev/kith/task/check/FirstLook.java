package dev.kith.task.check;

import dev.kith.audit.Audit;
import dev.kith.audit.Author;
import dev.kith.audit.Draw;
import dev.kith.audit.choose.Verify;
import dev.kith.model.Failure;
import dev.kith.vector.UnitVector;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What can be seen of a result without computing anything, and what of it is to be computed. */
final class FirstLook {
    private final CheckMeans means;
    private final Audit audit;

    FirstLook(CheckMeans means, Audit audit) {
        this.means = means;
        this.audit = audit;
    }

    /** Why it must not be stored, whatever its vectors are. */
    Optional<Failure> objection(Found found) {
        if (means.people().trust().quarantined(found.author())) {
            return wrong("%s is proven dishonest", found);
        }
        Optional<Integer> dimension = means.own().dimension(found.receipt());
        boolean fits =
                found.result().vectors().stream()
                        .map(UnitVector::fromBase64)
                        .allMatch(v -> dimension.map(d -> d == v.components().length).orElse(true));
        return fits ? Optional.empty() : wrong("%s sent too short or long vectors", found);
    }

    private static Optional<Failure> wrong(String what, Found found) {
        return Optional.of(Consequences.wrong(what, found.author()));
    }

    /** The chunks to compute again, counted from 0. */
    Draw draw(Found found, Verify verify) {
        return switch (verify) {
            case Verify.None _ -> Draw.NOTHING;
            case Verify.Quorum _ ->
                    new Draw(IntStream.range(0, found.texts().size()).boxed().toList(), List.of());
            case Verify.Adaptive _ when ours(found) -> Draw.NOTHING;
            case Verify.Adaptive(var care) ->
                    audit.draw(author(found), found.commitment(), care, means.clock().millis());
        };
    }

    /** Whether this agent has computed it. */
    boolean ours(Found found) {
        return found.author().equals(means.self());
    }

    /** Who has, as far as it is known. */
    Author author(Found found) {
        double trust = means.people().integrity(found.author());
        return new Author(found.author(), found.receipt().model(), trust, found.explored());
    }
}
