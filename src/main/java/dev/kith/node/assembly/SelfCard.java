package dev.kith.node.assembly;

import dev.kith.audit.compare.NumericClass;
import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.EmbeddingPool;
import dev.kith.idle.Readings;
import dev.kith.idle.Stance;
import dev.kith.node.lasting.Lasting;
import dev.kith.node.setting.NodeSettings;
import dev.kith.registry.Card;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Says how this agent is right now: the card that it publishes. */
final class SelfCard implements Supplier<Card> {

    /**
     * Where the changing figures come from.
     *
     * @param unfit why it embeds nothing; empty while it may
     */
    record Sources(
            Supplier<HeldCopies> held, IntSupplier tasks, Supplier<Optional<String>> unfit) {}

    private final Lasting lasting;
    private final NodeSettings node;
    private final Sources sources;
    private final Optional<EmbeddingPool> pool;
    private final AtomicReference<Optional<String>> http = new AtomicReference<>(Optional.empty());

    SelfCard(Lasting lasting, NodeSettings node, Sources sources) {
        this.lasting = lasting;
        this.node = node;
        this.sources = sources;
        this.pool = lasting.models().pool();
    }

    /** From now on it is reached over HTTP here. */
    void http(String address) {
        http.set(Optional.of(address));
    }

    @Override
    public Card get() {
        HeldCopies held = sources.held().get();
        Optional<EmbeddingModel> model = pool.map(EmbeddingPool::model);
        return new Card(
                lasting.credentials().self(),
                lasting.name(),
                offer(),
                model.map(known -> known.identity().name()),
                model.map(known -> known.identity().fingerprint()),
                model.map(EmbeddingModel::engine),
                http.get(),
                lasting.version(),
                lasting.started(),
                lasting.clock().own().millis(),
                node.anchor(),
                held.doors(),
                held.held(),
                held.level(),
                held.behind(),
                held.scrub(),
                vitals());
    }

    private Card.Offer offer() {
        return new Card.Offer(
                node.owner(),
                node.capabilities(),
                lasting.models().chunkedCharsPerSecond(),
                pool.map(running -> numbers(running.model()).name()),
                sources.unfit().get());
    }

    /** Whose vectors may be compared with this model's. */
    static NumericClass numbers(EmbeddingModel model) {
        return NumericClass.of(model.identity().numericClass(), model.instructions());
    }

    private Card.Vitals vitals() {
        Runtime runtime = Runtime.getRuntime();
        int cores = runtime.availableProcessors();
        Optional<EmbeddingPool.Load> embedding = pool.map(EmbeddingPool::load);
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return new Card.Vitals(
                cores,
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(),
                load < 0 ? -1 : load / cores,
                lasting.credentials().folder().path().toFile().getUsableSpace(),
                sources.tasks().getAsInt(),
                embedding.map(EmbeddingPool.Load::inFlight).orElse(0),
                embedding.map(EmbeddingPool.Load::textsPerSecond).orElse(0.0),
                situation());
    }

    private Card.Situation situation() {
        var watch = lasting.idling().watch();
        Stance stance = watch.get();
        Readings readings = watch.readings();
        var awayAfter = lasting.idling().settings().person().awayAfter();
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
