package dev.kith.task.check;

import dev.kith.audit.Audit;
import dev.kith.audit.Author;
import dev.kith.audit.canary.Canary;
import dev.kith.audit.canary.CanaryPool;
import dev.kith.audit.compare.Agreement;
import dev.kith.audit.evidence.Opening;
import dev.kith.audit.sample.Care;
import dev.kith.model.AgentId;
import dev.kith.model.Receipt;
import dev.kith.vector.UnitVector;
import dev.kith.wire.VectorizeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known already, and who is given it to see whether its answers are right. Only for its own
 * inspector; forgotten with it.
 */
final class Canaries {
    /** So many owners' agents have to say the same before that is known. */
    private static final int WITNESSES_MIN = 3;

    private final CheckMeans means;
    private final Audit audit;
    private final Auditors auditors;
    private final Agreement agreement;
    private String model = "";
    private CanaryPool pool;
    private Optional<Given> underWay = Optional.empty();

    Canaries(CheckMeans means, Audit audit, Auditors auditors) {
        this.means = means;
        this.audit = audit;
        this.auditors = auditors;
        this.agreement = new Agreement(means.settings().tolerances());
        this.pool = pool();
    }

    private CanaryPool pool() {
        return new CanaryPool(means.settings().canaries(), means.random());
    }

    /** A canary that was given to somebody. */
    record Given(Canary canary, String model, AgentId receiver) {}

    /**
     * What came back.
     *
     * @param wrong the first text that was answered wrongly, laid open; empty where all are right
     */
    record Answer(Receipt receipt, Optional<Opening> wrong) {}

    /** This agent has computed the same itself. */
    void computed(Case open) {
        learn(open, open.own(), true);
    }

    /**
     * Others have decided; where three owners' agents say the same, that is known.
     *
     * @param wrong who said otherwise
     */
    void settled(Case open, Set<AgentId> wrong) {
        if (wrong.contains(open.found().author())) return;
        if (!open.own().isEmpty()) {
            computed(open);
        } else if (open.owners(means.self(), wrong, auditors) >= WITNESSES_MIN) {
            List<String> vectors = open.found().result().vectors();
            learn(open, vectors.stream().map(UnitVector::fromBase64).toList(), false);
        }
    }

    /** Only what was verified in whole is known. */
    private void learn(Case open, List<UnitVector> vectors, boolean certain) {
        Found found = open.found();
        if (open.drawn().size() < found.texts().size()) return;
        if (!model.equals(found.receipt().model())) {
            model = found.receipt().model(); // known answers of another model are none
            pool = pool();
        }
        var seen = new ArrayList<AgentId>(List.of(means.self(), found.author()));
        open.opinions().forEach(opinion -> seen.add(opinion.agent()));
        var canary =
                new Canary(
                        new Canary.Origin(found.task(), found.place()),
                        open.texts(),
                        vectors,
                        auditors.numbers(found.receipt()),
                        certain,
                        means.clock().millis());
        pool.offer(canary, seen);
    }

    /** What an author is to be given beside so many texts of work, one at a time. */
    Optional<Given> due(Author author, int texts) {
        if (underWay.isPresent() || !author.model().equals(model)) return Optional.empty();
        double share = audit.canaryShare(author, Care.ORDINARY, means.clock().millis());
        underWay =
                pool.draw(author.agent(), share * texts)
                        .map(canary -> new Given(canary, author.model(), author.agent()));
        return underWay;
    }

    /** It is over; what came of it, where that can be judged. Whatever else is said comes late. */
    Optional<Answer> ended(Given given, CanaryRun.End end) {
        if (!underWay.equals(Optional.of(given))) return Optional.empty();
        underWay = Optional.empty();
        return switch (end) {
            case CanaryRun.Gone _ -> {
                pool.drop(given.canary());
                yield Optional.empty();
            }
            case CanaryRun.Unanswered _ -> Optional.empty(); // as if it had not been asked
            case CanaryRun.Answered(var result) ->
                    judges(given, result)
                            ? Optional.of(new Answer(result.receipt(), wrong(given, result)))
                            : Optional.empty();
        };
    }

    /** Whether what is known says anything of an answer: it is the receiver's, and comparable. */
    private boolean judges(Given given, VectorizeResult result) {
        Receipt receipt = result.receipt();
        return receipt.agent().equals(given.receiver())
                && receipt.model().equals(given.model())
                && auditors.numbers(receipt).equals(given.canary().numbers())
                && means.signed().test(receipt)
                && Found.isOf(given.canary().texts(), result);
    }

    private Optional<Opening> wrong(Given given, VectorizeResult result) {
        Canary canary = given.canary();
        for (int i = 0; i < canary.size(); i++) {
            float[] theirs = UnitVector.fromBase64(result.vectors().get(i)).components();
            float[] known = canary.vectors().get(i).components();
            if (!agreement.compare(theirs, known, canary.numbers()).agree()) {
                var texts = canary.texts();
                return Optional.of(Opening.of(result.receipt(), texts, result.vectors(), i));
            }
        }
        return Optional.empty();
    }
}
