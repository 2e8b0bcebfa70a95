package dev.kith.gateway;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.CopyId;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import dev.kith.wire.board.BoardCast;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Two agents; the second has not been heard yet. */
final class FakeDirectory implements Directory {
    static final AgentId SELF = BoardCast.agent(1).id();
    private static final Card.Offer OFFER =
            new Card.Offer(
                    "harbour office",
                    EnumSet.allOf(Capability.class),
                    250_000,
                    Optional.of("int8/avx512vnni"),
                    Optional.empty());
    final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public AgentId self() {
        return SELF;
    }

    @Override
    public List<Entry> agents() {
        var situation =
                new Card.Situation(
                        Optional.of("a person uses this machine"),
                        1_790_000_000_000L,
                        Optional.of(0.25),
                        Optional.of(1L << 30),
                        Optional.of(83),
                        Optional.of(false),
                        Optional.of(37.5),
                        Optional.of(true));
        var vitals = new Card.Vitals(4, 1000, 2000, 0.5, 1L << 40, 3, 40, 12.5, situation);
        var card =
                new Card(
                        SELF,
                        "alba",
                        OFFER,
                        Optional.of("bge-small-en-v1.5"),
                        Optional.of("abcdefghijklmnop"),
                        Optional.of("onnxruntime-1.26.0"),
                        Optional.of("127.0.0.1:8484"),
                        "0.1.0",
                        1_790_000_000_000L,
                        1_790_000_600_000L,
                        true,
                        List.of(new CopyId(1, 0), new CopyId(0, 1)),
                        List.of(0, 1),
                        List.of(1),
                        List.of(new Card.Lag(0, 12, 34_567, 8)),
                        new Card.Scrub(5, 1_790_000_000_000L),
                        vitals);
        return List.of(
                new Entry(
                        "127.0.0.1:17355",
                        "up",
                        EnumSet.allOf(Capability.class),
                        true,
                        false,
                        Optional.of(card)),
                new Entry(
                        "127.0.0.1:17356",
                        "unreachable",
                        Set.of(Capability.STORE),
                        false,
                        true,
                        Optional.empty()));
    }

    @Override
    public List<String> byAge() {
        return agents().stream().map(Entry::address).toList();
    }

    @Override
    public int live(Capability capability) {
        return 1;
    }

    @Override
    public Set<Capability> missing() {
        return Set.of(Capability.EMBED);
    }

    @Override
    public Runnable onChange(Consumer<Event> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
