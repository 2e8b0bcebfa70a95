package dev.kith.registry;

import dev.kith.model.AgentId;
import dev.kith.wire.board.Board;
import dev.kith.wire.board.RecordView;
import dev.kith.wire.record.Hash;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.SignedRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The cards that agents have signed, as far as they can be believed: the agent on the card is the
 * one that signed it. For one thread.
 */
final class CardBook {
    /** A time at which nothing has expired. */
    private static final long ALWAYS = 0;

    /** A record that was read before, and what it said. */
    private record Read<T>(Hash hash, Optional<T> value) {}

    private final RecordView view = new RecordView(_ -> true);
    private final Map<AgentId, Read<CardRecords.Profile>> profiles = new HashMap<>();
    private final Map<AgentId, Read<CardRecords.Pulse>> pulses = new HashMap<>();

    /** The newest version of anything that an agent had said when it was last removed. */
    private final Map<AgentId, Long> left = new HashMap<>();

    void hear(Board.News news) {
        view.hear(news);
    }

    /** An agent has left: what it had said until now does not count when it comes again. */
    void forget(AgentId agent) {
        for (Kind kind : Kind.values()) {
            view.read(kind, agent, ALWAYS)
                    .ifPresent(last -> left.merge(agent, last.claim().version(), Math::max));
        }
    }

    private Optional<SignedRecord> read(Kind kind, AgentId agent, long now) {
        return view.read(kind, agent, now)
                .filter(record -> record.claim().version() > left.getOrDefault(agent, 0L));
    }

    /** The address on every card, also on those that have expired by this agent's clock. */
    Map<AgentId, String> addresses() {
        Map<AgentId, String> addresses = new HashMap<>();
        Set<AgentId> known = new HashSet<>();
        for (SignedRecord record : view.all(Kind.CAPABILITY, ALWAYS)) {
            AgentId agent = record.claim().author();
            known.add(agent);
            profile(agent, ALWAYS).ifPresent(profile -> addresses.put(agent, profile.address()));
        }
        profiles.keySet().retainAll(known);
        pulses.keySet().retainAll(known);
        left.keySet().retainAll(known);
        return addresses;
    }

    /** The card of this agent, if it has one for this address. */
    Optional<Card> card(AgentId agent, String address, long now) {
        return profile(agent, now)
                .filter(profile -> profile.address().equals(address))
                .flatMap(profile -> CardRecords.card(profile, pulse(agent, now)));
    }

    /**
     * What its clock said, milliseconds since 1970; also where its records have expired, as they
     * have for one whose own clock is ahead.
     */
    Optional<Long> clock(AgentId agent) {
        return pulse(agent, ALWAYS).map(CardRecords.Pulse::clock).filter(time -> time > 0);
    }

    boolean quarantined(AgentId agent) {
        return view.quarantined(agent);
    }

    private Optional<CardRecords.Profile> profile(AgentId agent, long now) {
        Optional<SignedRecord> record = read(Kind.CAPABILITY, agent, now);
        if (record.isEmpty()) return Optional.empty();
        Read<CardRecords.Profile> before = profiles.get(agent);
        if (before != null && before.hash().equals(record.get().hash())) return before.value();
        var value = CardRecords.profile(record.get().claim());
        profiles.put(agent, new Read<>(record.get().hash(), value));
        return value;
    }

    private Optional<CardRecords.Pulse> pulse(AgentId agent, long now) {
        Optional<SignedRecord> record = read(Kind.VITALS, agent, now);
        if (record.isEmpty()) return Optional.empty();
        Read<CardRecords.Pulse> before = pulses.get(agent);
        if (before != null && before.hash().equals(record.get().hash())) return before.value();
        var value = CardRecords.pulse(record.get().claim());
        pulses.put(agent, new Read<>(record.get().hash(), value));
        return value;
    }
}
