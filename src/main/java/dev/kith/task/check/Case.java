package dev.kith.task.check;

import dev.kith.audit.choose.Claim;
import dev.kith.model.AgentId;
import dev.kith.model.Failure;
import dev.kith.model.Receipt;
import dev.kith.task.check.SecondOpinion.Opinion;
import dev.kith.task.verify.OwnModel;
import dev.kith.vector.UnitVector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One result while it is looked at.
 *
 * @param drawn which of its chunks, counted from 0
 * @param own what this agent computed for them; empty where it could not
 * @param opinions what others said of them
 */
record Case(
        Found found,
        List<Integer> drawn,
        Consumer<Optional<Failure>> told,
        List<UnitVector> own,
        List<Opinion> opinions) {
    Case {
        drawn = List.copyOf(drawn);
        own = List.copyOf(own);
        opinions = List.copyOf(opinions);
    }

    List<String> texts() {
        return drawn.stream().map(found.texts()::get).toList();
    }

    /** The author's vector of the drawn chunk number {@code at}, base64. */
    String vector(int at) {
        return found.result().vectors().get(drawn.get(at));
    }

    Case computed(List<UnitVector> vectors) {
        return new Case(found, drawn, told, vectors, opinions);
    }

    Case heard(Opinion opinion) {
        List<Opinion> all = Stream.concat(opinions.stream(), Stream.of(opinion)).toList();
        return new Case(found, drawn, told, own, all);
    }

    /** Whoever has had a say. */
    Set<AgentId> involved(AgentId self) {
        var involved = new HashSet<AgentId>(Set.of(self, found.author()));
        opinions.forEach(opinion -> involved.add(opinion.agent()));
        return involved;
    }

    /** What everybody says of the drawn chunk number {@code at}, the author first. */
    List<Claim> claims(int at, AgentId self, OwnModel model) {
        var claims = new ArrayList<Claim>();
        claims.add(claim(found.receipt(), vector(at), model));
        for (Opinion opinion : opinions) {
            claims.add(claim(opinion.receipt(), opinion.vectors().get(at), model));
        }
        if (!own.isEmpty()) {
            claims.add(new Claim(self, self.did(), model.numbers(found.receipt()), own.get(at)));
        }
        return claims;
    }

    /** Each agent is taken for an owner of its own: who owns which is not known. */
    private static Claim claim(Receipt receipt, String vector, OwnModel model) {
        return new Claim(
                receipt.agent(),
                receipt.agent().did(),
                model.numbers(receipt),
                UnitVector.fromBase64(vector));
    }
}
