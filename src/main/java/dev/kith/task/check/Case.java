package dev.kith.task.check;

import dev.kith.audit.Draw;
import dev.kith.audit.choose.Candidate;
import dev.kith.audit.choose.Claim;
import dev.kith.audit.choose.Verify;
import dev.kith.audit.compare.NumericClass;
import dev.kith.model.AgentId;
import dev.kith.model.Failure;
import dev.kith.model.Receipt;
import dev.kith.task.check.SecondOpinion.Opinion;
import dev.kith.vector.UnitVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One result while it is looked at.
 *
 * @param verify what its collection demands
 * @param draw which of its chunks are looked at
 * @param own what this agent computed for them; empty where it could not
 * @param opinions what others said of them
 */
record Case(
        Found found,
        Verify verify,
        Draw draw,
        Consumer<Optional<Failure>> told,
        List<UnitVector> own,
        List<Opinion> opinions) {
    Case {
        own = List.copyOf(own);
        opinions = List.copyOf(opinions);
    }

    /** Which of its chunks are looked at, counted from 0. */
    List<Integer> drawn() {
        return draw.all();
    }

    /** Only what this agent computes itself, however busy it is. */
    Case byUs() {
        return of(new Draw(List.of(), draw.byUs()));
    }

    /** The others. */
    Case byOthers() {
        return of(new Draw(draw.byAuditor(), List.of()));
    }

    /** None of them. */
    Case nothing() {
        return of(Draw.NOTHING);
    }

    private Case of(Draw part) {
        return new Case(found, verify, part, told, own, opinions);
    }

    /** Whether only what several owners' agents agree on is taken. */
    boolean quorum() {
        return verify instanceof Verify.Quorum;
    }

    List<String> texts() {
        return drawn().stream().map(found.texts()::get).toList();
    }

    /** The author's vector of the drawn chunk number {@code at}, base64. */
    String vector(int at) {
        return found.result().vectors().get(drawn().get(at));
    }

    Case computed(List<UnitVector> vectors) {
        return new Case(found, verify, draw, told, vectors, opinions);
    }

    Case heard(Opinion opinion) {
        List<Opinion> all = Stream.concat(opinions.stream(), Stream.of(opinion)).toList();
        return new Case(found, verify, draw, told, own, all);
    }

    /** What another agent has to compute; the involved are the author and whoever had a say. */
    Auditors.Wanted wanted(AgentId self, Auditors auditors) {
        Candidate author = auditors.author(found.receipt());
        var involved = new ArrayList<Candidate>(List.of(author));
        opinions.forEach(opinion -> involved.add(auditors.author(opinion.receipt())));
        if (!own.isEmpty()) involved.add(author.as(self, auditors.owner(self)));
        return new Auditors.Wanted(found.receipt(), involved, quorum());
    }

    /** What everybody says of each drawn chunk, the author first. */
    List<List<Claim>> claims(AgentId self, Auditors auditors) {
        var chunks = new ArrayList<List<Claim>>();
        for (int at = 0; at < drawn().size(); at++) {
            var claims = new ArrayList<Claim>();
            claims.add(claim(found.receipt(), vector(at), auditors));
            for (Opinion opinion : opinions) {
                claims.add(claim(opinion.receipt(), opinion.vectors().get(at), auditors));
            }
            if (!own.isEmpty()) {
                NumericClass numbers = auditors.numbers(found.receipt());
                claims.add(new Claim(self, auditors.owner(self), numbers, own.get(at)));
            }
            chunks.add(claims);
        }
        return chunks;
    }

    /** Of how many owners those are who had a say, but for these. */
    int owners(AgentId self, Set<AgentId> wrong, Auditors auditors) {
        return (int)
                claims(self, auditors).stream()
                        .flatMap(List::stream)
                        .filter(claim -> !wrong.contains(claim.agent()))
                        .map(Claim::owner)
                        .distinct()
                        .count();
    }

    private static Claim claim(Receipt receipt, String vector, Auditors auditors) {
        return new Claim(
                receipt.agent(),
                auditors.owner(receipt.agent()),
                auditors.numbers(receipt),
                UnitVector.fromBase64(vector));
    }
}
