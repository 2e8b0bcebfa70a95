package dev.kith.task.court;

import dev.kith.audit.evidence.Evidence;
import dev.kith.audit.evidence.Witness;
import dev.kith.model.AgentId;
import dev.kith.model.Receipt;
import dev.kith.vector.UnitVector;
import java.util.List;
import java.util.Optional;

/** A witness that has computed one text, and speaks of nothing else. */
record Computed(CourtMeans setup, UnitVector ours) implements Witness {
    @Override
    public Optional<Statement> statement(String record) {
        return Optional.empty(); // the board itself accuses of two records of one version
    }

    @Override
    public boolean signed(Receipt receipt) {
        return setup.signed().test(receipt);
    }

    @Override
    public boolean exact(String model) {
        return false;
    }

    @Override
    public Optional<UnitVector> vector(Receipt receipt, String text) {
        return Optional.of(ours);
    }

    @Override
    public boolean agrees(Receipt receipt, UnitVector theirs, UnitVector ours) {
        return setup.own().compare(receipt, theirs.toBase64(), ours).agree();
    }

    @Override
    public boolean holds(Evidence.Kind kind, AgentId accused, List<String> statements) {
        return false;
    }
}
