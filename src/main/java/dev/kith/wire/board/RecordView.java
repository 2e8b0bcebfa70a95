package dev.kith.wire.board;

import dev.kith.model.AgentId;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.Proof;
import dev.kith.wire.record.Proofs;
import dev.kith.wire.record.SignedRecord;
import dev.kith.wire.record.SignedRecords;
import dev.kith.wire.record.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a reader makes of the {@link Board}'s news. Here, and not in any merge, is where the clock
 * counts and who is admitted. For one thread.
 */
public final class RecordView {
    private record Place(Kind kind, int bucket) {}

    private final Predicate<AgentId> admitted;
    private final Map<Place, SignedRecords> posted = new HashMap<>();
    private final Map<Integer, Proofs> proven = new HashMap<>();

    /**
     * Nothing is heard yet.
     *
     * @param admitted whose records count
     */
    public RecordView(Predicate<AgentId> admitted) {
        this.admitted = admitted;
    }

    /** Takes the news. */
    public void hear(Board.News news) {
        switch (news) {
            case Board.Posted(var kind, int bucket, var records) ->
                    posted.put(new Place(kind, bucket), records);
            case Board.Proven(int bucket, var proofs) -> proven.put(bucket, proofs);
        }
    }

    /**
     * What this agent says, signed by it; nothing where it has expired or was removed.
     *
     * @param now milliseconds since 1970
     */
    public Optional<SignedRecord> read(Kind kind, AgentId agent, long now) {
        return slot(kind, agent)
                .filter(_ -> admitted.test(agent))
                .map(Slot::first)
                .filter(record -> record.counts(now));
    }

    /** What all admitted agents say, by agent. */
    public List<SignedRecord> all(Kind kind, long now) {
        List<SignedRecord> all = new ArrayList<>();
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            SignedRecords records = posted.get(new Place(kind, bucket));
            if (records == null) continue;
            for (Slot slot : records.slots(kind)) {
                // Somebody may have put it where it does not belong.
                if (Buckets.of(slot.author()) == bucket) {
                    read(kind, slot.author(), now).ifPresent(all::add);
                }
            }
        }
        return all;
    }

    /** Whether this agent is proven dishonest, and has not begun anew since. */
    public boolean quarantined(AgentId agent) {
        long epoch = 0;
        for (Kind kind : Kind.values()) {
            Optional<Slot> slot = slot(kind, agent);
            if (slot.flatMap(Slot::fork).isPresent()) return true;
            epoch = Math.max(epoch, slot.map(Slot::epoch).orElse(0L));
        }
        long newest = epoch;
        return proof(agent).filter(proof -> proof.epoch() >= newest).isPresent();
    }

    /** All that are {@link #quarantined}. */
    public Set<AgentId> quarantined() {
        Set<AgentId> all = new HashSet<>();
        for (Proofs proofs : proven.values()) all.addAll(proofs.accused());
        posted.forEach((place, records) -> {
            for (Slot slot : records.slots(place.kind())) all.add(slot.author());
        });
        all.removeIf(agent -> !quarantined(agent));
        return all;
    }

    /** By what this agent was last proven dishonest. */
    public Optional<Proof> proof(AgentId agent) {
        return Optional.ofNullable(proven.get(Buckets.of(agent)))
                .flatMap(proofs -> proofs.against(agent));
    }

    private Optional<Slot> slot(Kind kind, AgentId agent) {
        return Optional.ofNullable(posted.get(new Place(kind, Buckets.of(agent))))
                .flatMap(records -> records.slot(kind, agent));
    }
}
