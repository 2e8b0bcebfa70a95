package dev.kith.node.assembly;

import dev.kith.embed.EmbeddingPool;
import dev.kith.idle.Readings;
import dev.kith.idle.Stance;
import dev.kith.model.AgentId;
import dev.kith.node.lasting.Idling;
import dev.kith.registry.Card;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Says how this agent is right now: the card that it publishes. */
final class SelfCard implements Supplier<Card> {

    /** What does not change while it runs. */
    record Facts(
            AgentId agent, String name, String version, long started, boolean anchor, Path data) {}

    /** Where the changing figures come from. */
    record Sources(
            Optional<EmbeddingPool> pool,
            InstantSource clock,
            Supplier<HeldCopies> held,
            IntSupplier tasks,
            Idling idling) {}

    private final Facts facts;
    private final Sources sources;
    private final AtomicReference<Optional<String>> http = new AtomicReference<>(Optional.empty());

    SelfCard(Facts facts, Sources sources) {
        this.facts = facts;
        this.sources = sources;
    }

    /** From now on it is reached over HTTP here. */
    void http(String address) {
        http.set(Optional.of(address));
    }

    @Override
    public Card get() {
        HeldCopies held = sources.held().get();
        return new Card(
                facts.agent(),
                facts.name(),
                sources.pool().map(pool -> pool.model().identity().name()),
                sources.pool().map(pool -> pool.model().identity().fingerprint()),
                sources.pool().map(pool -> pool.model().engine()),
                http.get(),
                facts.version(),
                facts.started(),
                sources.clock().millis(),
                facts.anchor(),
                held.doors(),
                held.held(),
                held.level(),
                held.behind(),
                held.scrub(),
                vitals());
    }

    private Card.Vitals vitals() {
        Runtime runtime = Runtime.getRuntime();
        int cores = runtime.availableProcessors();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return new Card.Vitals(
                cores,
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(),
                load < 0 ? -1 : load / cores,
                facts.data().toFile().getUsableSpace(),
                sources.tasks().getAsInt(),
                sources.pool().map(pool -> pool.load().textsPerSecond()).orElse(0.0),
                situation());
    }

    private Card.Situation situation() {
        var watch = sources.idling().watch();
        Stance stance = watch.get();
        Readings readings = watch.readings();
        var awayAfter = sources.idling().settings().person().awayAfter();
        return new Card.Situation(
                stance.pause(),
                stance.since().toEpochMilli(),
                readings.otherLoad(),
                readings.memoryAvailable(),
                readings.battery().map(Readings.Battery::percent),
                readings.battery().map(Readings.Battery::inUse),
                readings.heatLeft(),
                readings.unused().map(unused -> unused.compareTo(awayAfter) < 0));
    }
}
