package dev.kith.node.lasting;

import dev.kith.chunk.Splitter;
import dev.kith.chunk.TokenCounter;
import dev.kith.embed.EmbedderSettings;
import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.EmbeddingPool;
import dev.kith.embed.engine.Engines;
import dev.kith.embed.probe.Probe;
import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.model.Capability;
import dev.kith.node.probe.ModelGate;
import dev.kith.node.setting.Plan;
import dev.kith.registry.speed.SpeedMeter;
import dev.kith.wire.ChunkRequest;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * The embedding model and its tokenizer, as far as an agent's capabilities need them: an embedder
 * runs the model, a chunker counts by its tokenizer.
 */
public final class Models implements AutoCloseable {

    /** Makes embedding models. */
    @FunctionalInterface
    public interface Engine {
        /** Those that Kith ships with. */
        Engine SHIPPED =
                (settings, cache, predictors) ->
                        Engines.open(settings.engine(), settings.profile(), cache, predictors);

        /**
         * Opens a model; blocking.
         *
         * @param cache folder of models
         * @param predictors how many threads will use it
         */
        EmbeddingModel open(EmbedderSettings settings, Path cache, int predictors);
    }

    /** The tools of chunking, and how fast they are. */
    private record Cutting(ModelTokenizer tokenizer, Splitter bare, SpeedMeter speed) {
        Splitter splitter() {
            return bare.measured(speed);
        }
    }

    private final Optional<EmbeddingPool> pool;
    private final Optional<Cutting> cutting;
    private final Measuring measuring;
    private final ModelGate gate = new ModelGate();

    private Models(Optional<EmbeddingPool> pool, Optional<Cutting> cutting, Measuring measuring) {
        this.pool = pool;
        this.cutting = cutting;
        this.measuring = measuring;
    }

    /**
     * Loads what is needed and measures it; blocking, for about a second.
     *
     * @param coresMax most texts embedded at once; 0 for what the plan says
     * @param engine makes the model
     */
    public static Models load(Plan plan, int coresMax, Engine engine) {
        var offered = plan.node().capabilities();
        Optional<EmbeddingPool> pool =
                offered.contains(Capability.EMBED)
                        ? Optional.of(pool(plan, coresMax, engine))
                        : Optional.empty();
        Optional<Cutting> cutting =
                offered.contains(Capability.CHUNK) ? Optional.of(cutting(plan)) : Optional.empty();
        List<Measuring.Trade> trades = new ArrayList<>();
        pool.ifPresent(running -> trades.add(new Measuring.Trade(() -> {}, () -> embed(running))));
        cutting.ifPresent(tools ->
                trades.add(
                        new Measuring.Trade(
                                () -> tools.bare().split(sample()),
                                () -> tools.splitter().split(sample()))));
        return new Models(pool, cutting, Measuring.run(plan.embed().measureMax(), trades));
    }

    private static EmbeddingPool pool(Plan plan, int coresMax, Engine engine) {
        var settings = plan.embed();
        int wanted = settings.predictorsHere();
        int predictors = coresMax > 0 ? Math.min(wanted, coresMax) : wanted;
        return EmbeddingPool.start(
                engine.open(settings, plan.folders().cache(), predictors),
                predictors,
                settings.inFlightMax(),
                Thread.ofPlatform().daemon().name("kith-embed-", 0).factory(),
                InstantSource.system());
    }

    private static Cutting cutting(Plan plan) {
        var tokenizer = ModelTokenizer.open(plan.embed().profile(), plan.folders().cache());
        return new Cutting(
                tokenizer,
                Splitter.create(plan.chunk(), counter(tokenizer)),
                new SpeedMeter(InstantSource.system()));
    }

    /** One text on every thread, as when the agent is busy. */
    private static void embed(EmbeddingPool pool) throws InterruptedException {
        List<String> known = Probe.passages();
        List<String> texts =
                IntStream.range(0, pool.load().predictors())
                        .mapToObj(i -> known.get(i % known.size()))
                        .toList();
        var done = new CountDownLatch(1);
        pool.submit(false, texts)
                .ifPresentOrElse(
                        stage -> stage.whenComplete((_, _) -> done.countDown()), done::countDown);
        done.await();
    }

    private static ChunkRequest sample() {
        return new ChunkRequest(0, 0, false, String.join("\n\n", Probe.texts()), List.of());
    }

    /** Embeds; empty where this agent does not. */
    public Optional<EmbeddingPool> pool() {
        return pool;
    }

    /** Whether its vectors are the network's, for as long as the process runs. */
    public ModelGate gate() {
        return gate;
    }

    /** Cuts segments into chunks; empty where this agent does not. */
    public Optional<Splitter> splitter() {
        return cutting.map(Cutting::splitter);
    }

    /** UTF-16 chars that one thread has chunked a second lately; 0 where none. */
    public double chunkedCharsPerSecond() {
        return cutting.map(tools -> tools.speed().charsPerSecond()).orElse(0.0);
    }

    private static TokenCounter counter(ModelTokenizer tokenizer) {
        return new TokenCounter() {
            @Override
            public int count(String text) {
                return tokenizer.count(text);
            }

            @Override
            public int[] starts(String text) {
                return tokenizer.tokenStarts(text);
            }
        };
    }

    /** Drains what runs; native code must not be running when the process ends. */
    @Override
    public void close() {
        measuring.close();
        pool.ifPresent(running -> {
            running.close();
            running.model().close();
        });
        cutting.ifPresent(tools -> tools.tokenizer().close());
    }
}
