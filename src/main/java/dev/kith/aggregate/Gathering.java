package dev.kith.aggregate;

import dev.kith.model.AgentId;
import dev.kith.model.Failure;
import dev.kith.wire.VectorizeResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** The parts that are awaited, and what came for each; not thread-safe. */
final class Gathering {
    private final Judge judge;
    private final int partsMax;
    private final Map<String, Awaited> awaited = new HashMap<>();
    private long dropped;

    Gathering(Judge judge, int partsMax) {
        this.judge = judge;
        this.partsMax = partsMax;
    }

    /**
     * One part.
     *
     * @param asker did that the results are addressed to
     * @param agents how many distinct agents have to agree, at least 1
     */
    record Part(Judge.Wanted wanted, String asker, int agents, ActorRef<Gathered> replyTo) {}

    private record Awaited(Part part, List<VectorizeResult> results) {}

    /** Awaits a part, anew if it was awaited already; false if too many are. */
    boolean expect(String name, Part part) {
        if (awaited.size() >= partsMax && !awaited.containsKey(name)) return false;
        awaited.put(name, new Awaited(part, new ArrayList<>()));
        return true;
    }

    /** The part of this name; one that nobody awaits is counted. */
    Optional<Part> part(String name) {
        Awaited found = awaited.get(name);
        if (found == null) {
            dropped++;
            return Optional.empty();
        }
        return Optional.of(found.part);
    }

    /** What to tell the asker of an awaited part now that a result came; empty for nothing yet. */
    Optional<Gathered> arrived(String name, AgentId sender, VectorizeResult result) {
        Awaited found = awaited.get(name);
        if (found == null) return Optional.empty();
        Optional<Failure> objection = judge.objection(found.part.wanted, sender, result);
        if (objection.isPresent()) {
            return Optional.of(new Gathered.Incomplete(name, sender.did(), objection.get()));
        }
        boolean again =
                found.results.stream().anyMatch(known -> known.receipt().agent().equals(sender));
        if (again) return Optional.empty();
        found.results.add(result);
        long agreeing = found.results.stream().filter(known -> judge.agree(known, result)).count();
        if (agreeing >= found.part.agents) {
            awaited.remove(name);
            return Optional.of(new Gathered.Complete(name, result));
        }
        if (found.results.size() < found.part.agents) return Optional.empty();
        var disagree =
                new Failure(
                        Failure.Code.CORRUPT_DATA,
                        found.results.size() + " agents sent vectors that differ");
        return Optional.of(new Gathered.Incomplete(name, "", disagree));
    }

    /** Results that nobody awaited. */
    long dropped() {
        return dropped;
    }

    boolean isEmpty() {
        return awaited.isEmpty();
    }
}
