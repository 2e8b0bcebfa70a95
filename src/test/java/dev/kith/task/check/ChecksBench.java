package dev.kith.task.check;

import com.typesafe.config.ConfigFactory;
import dev.kith.aggregate.Aggregator;
import dev.kith.audit.AuditSettings;
import dev.kith.audit.Place;
import dev.kith.audit.compare.Agreement;
import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.EmbeddingPool;
import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.Failure;
import dev.kith.model.ModelIdentity;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.placement.work.Homes;
import dev.kith.registry.LiveDirectory;
import dev.kith.reputation.ReputationSettings;
import dev.kith.reputation.karma.KarmaSettings;
import dev.kith.reputation.live.Bookkeeper;
import dev.kith.reputation.live.LiveTrust;
import dev.kith.task.court.Convictions;
import dev.kith.task.court.CourtMeans;
import dev.kith.task.court.KeptFile;
import dev.kith.task.court.Tribunal;
import dev.kith.task.court.Verdicts;
import dev.kith.task.reach.Trades;
import dev.kith.task.run.Task;
import dev.kith.task.testing.MemoryCopies;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Samples;
import dev.kith.task.testing.WordModel;
import dev.kith.task.verify.OwnModel;
import dev.kith.vector.UnitVector;
import dev.kith.wire.Answer;
import dev.kith.wire.Sealed;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Runs the real inspector, tribunal and bookkeeper of one agent over results of many others: so
 * many checks of honest work, whose vectors differ by a tenth of what is allowed at the most, and
 * how much of it is checked once its authors are trusted; then all of them turn, and are always
 * wrong. Ends with 1 where an honest agent was accused, or more was checked, or a liar caught
 * later, than is promised.
 *
 * <pre>
 *   java … dev.kith.task.check.ChecksBench [SEED [CHECKS]]
 * </pre>
 */
public final class ChecksBench {
    private static final int AUTHORS = 400;
    private static final int BATCH = 32;
    private static final int BATCH_SMALL = 8;
    private static final int NEWCOMER_BATCHES = 8;
    private static final int GROWING_BATCHES = 20;
    private static final double NOISE_MAX = 1e-5;
    private static final double OVERHEAD_MAX = 0.05;
    private static final double CAUGHT_SHARE = 0.99;

    /** Standard errors that a share may be off by chance. */
    private static final int ERRORS = 3;

    private static final int CAUGHT_WITHIN = 151;
    private static final Duration STEP = Duration.ofMillis(50);
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private final SplittableRandom random;
    private final AuditSettings settings = AuditSettings.shipped();
    private final ActorSystem<Void> system;
    private final LiveTrust trust;
    private final Convictions convictions = new Convictions();
    private final Checks checks;
    private final List<AgentId> authors =
            IntStream.rangeClosed(1, AUTHORS).mapToObj(Samples::agent).toList();
    private final AtomicLong checked = new AtomicLong();
    private long texts;
    private boolean good = true;

    private ChecksBench(long seed, Path folder) {
        this.random = new SplittableRandom(seed);
        var config = ConfigFactory.load("application");
        this.system =
                ActorSystem.create(
                        Behaviors.empty(),
                        "bench",
                        ConfigFactory.parseString(
                                        "pekko { loglevel = ERROR, actor.provider = local }")
                                .withFallback(ConfigFactory.defaultReference())
                                .resolve());
        var self = Samples.agent(0);
        var clock = InstantSource.system();
        var reputation = ReputationSettings.from(config.getConfig("kith.reputation"));
        var karma = KarmaSettings.from(config.getConfig("kith.karma"));
        this.trust = new LiveTrust(self, reputation, karma, clock);
        trust.heed(new Verdicts(convictions));
        system.systemActorOf(
                Bookkeeper.create(
                        new Bookkeeper.Setup(
                                reputation,
                                karma,
                                system.ignoreRef(),
                                clock,
                                folder.resolve("ratings.json"),
                                Runnable::run,
                                () -> Set.copyOf(authors)),
                        trust),
                "bookkeeper",
                Props.empty());
        this.checks = inspector(self, clock, own(), folder);
    }

    private OwnModel own() {
        var pool =
                EmbeddingPool.start(
                        new Noisy(random.split(), checked),
                        1,
                        100_000,
                        Thread.ofPlatform().daemon().factory(),
                        InstantSource.system());
        return new OwnModel(
                Optional.of(pool), new Agreement(settings.tolerances()), Optional::empty);
    }

    private Checks inspector(AgentId self, InstantSource clock, OwnModel own, Path folder) {
        ActorRef<Tribunal.Command> tribunal =
                system.systemActorOf(
                        Tribunal.create(
                                new CourtMeans(
                                        self,
                                        new LiveDirectory(self),
                                        Map::of,
                                        own,
                                        _ -> true,
                                        convictions,
                                        system.ignoreRef(),
                                        kept(folder, "evidence.json"),
                                        kept(folder, "docket.json"),
                                        clock,
                                        settings)),
                        "tribunal",
                        Props.empty());
        var means =
                new CheckMeans(
                        self,
                        new PaperEnvelopes(new PaperEnvelopes.Post(), self),
                        new CheckMeans.Reach(
                                new Nobody(),
                                new LiveDirectory(self),
                                new Nowhere(),
                                new MemoryCopies()),
                        _ -> true,
                        own,
                        new CheckMeans.People(
                                trust,
                                trust,
                                (opening, certain) ->
                                        tribunal.tell(new Tribunal.Accuse(opening, certain))),
                        clock,
                        new Random(random.nextLong()),
                        kept(folder, "checks.json"),
                        settings);
        return Inspector.door(
                system.systemActorOf(Inspector.create(means), "inspector", Props.empty()), means);
    }

    private static KeptFile kept(Path folder, String name) {
        return new KeptFile(folder.resolve(name), Runnable::run, "it begins anew");
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
        long wanted = arguments.length > 1 ? Long.parseLong(arguments[1]) : 120_000;
        var bench = new ChecksBench(seed, Files.createTempDirectory("kith-checks"));
        OUT.printf("seed %d%n", seed);
        bench.honest(wanted);
        bench.turned(BATCH, bench.authors.subList(0, AUTHORS / 2));
        bench.turned(BATCH_SMALL, bench.authors.subList(AUTHORS / 2, AUTHORS));
        OUT.println(bench.good ? "all as promised" : "NOT as promised");
        Runtime.getRuntime().halt(bench.good ? 0 : 1);
    }

    private void honest(long wanted) {
        batches(NEWCOMER_BATCHES);
        await(() -> authors.stream().allMatch(this::trusted));
        batches(GROWING_BATCHES);
        report("from the first result on");
        long textsBefore = texts;
        long checksBefore = checked.get();
        while (checked.get() < wanted) batches(1);
        double overhead = (double) (checked.get() - checksBefore) / (texts - textsBefore);
        report("in all");
        boolean right = convictions.all().isEmpty() && overhead <= OVERHEAD_MAX;
        good &= right;
        OUT.printf(
                Locale.ROOT,
                "of trusted agents' work %.2f %% is checked; honest agents accused: %d%n",
                100 * overhead,
                convictions.all().size());
    }

    private void report(String when) {
        OUT.printf(
                Locale.ROOT,
                "%d honest agents, %s: %,d results, %,d checked (%.1f %%)%n",
                AUTHORS,
                when,
                texts,
                checked.get(),
                100.0 * checked.get() / texts);
    }

    private boolean trusted(AgentId author) {
        double bound = trust.score(author, Capability.EMBED).integrityBound();
        return bound >= settings.sampling().newcomerTrust();
    }

    private void batches(int each) {
        for (int i = 0; i < each; i++) {
            List<CompletableFuture<Optional<Failure>>> told = new ArrayList<>();
            for (AgentId author : authors) told.add(check(author, BATCH, false));
            for (var one : told) {
                if (one.join().isPresent()) {
                    good = false;
                    OUT.println("NOT taken: " + one.join());
                }
            }
        }
    }

    /** All of these are wrong from now on; how soon is each found out? */
    private void turned(int batch, List<AgentId> liars) {
        long[] results = new long[liars.size()];
        for (int i = 0; i < results.length; i++) {
            do results[i] += batch;
            while (check(liars.get(i), batch, true).join().isEmpty());
        }
        await(() -> convictions.all().containsAll(liars));
        // Results come in whole batches, so the last batch counts whole.
        long within = Math.ceilDiv(CAUGHT_WITHIN, batch) * (long) batch;
        double share =
                Arrays.stream(results).filter(r -> r <= within).count() / (double) results.length;
        double error = Math.sqrt(CAUGHT_SHARE * (1 - CAUGHT_SHARE) / results.length);
        good &= share >= CAUGHT_SHARE - ERRORS * error;
        OUT.printf(
                Locale.ROOT,
                "%d trusted agents that turn, in batches of %d: all convicted, %.1f %% within %d"
                        + " results (99 %% is promised, and %.1f is what chance allows for so"
                        + " many), after %.0f on average%n",
                results.length,
                batch,
                100 * share,
                within,
                100 * (CAUGHT_SHARE - ERRORS * error),
                Arrays.stream(results).average().orElse(0));
    }

    private CompletableFuture<Optional<Failure>> check(AgentId author, int size, boolean wrong) {
        long first = texts;
        texts += size;
        List<String> passages =
                IntStream.range(0, size).mapToObj(i -> "passage " + (first + i)).toList();
        List<UnitVector> vectors =
                passages.stream()
                        .map(text -> wrong ? WordModel.vector("no " + text) : honest(text, random))
                        .collect(Collectors.toList());
        var told = new CompletableFuture<Optional<Failure>>();
        checks.check(
                new Found(
                        Samples.record("d", 1, 0).task(),
                        new Place(Samples.key("d" + first), new Version(1, "a"), 0, 0),
                        passages,
                        Samples.result(author, WordModel.FINGERPRINT, passages, vectors),
                        false),
                told::complete);
        return told;
    }

    private static void await(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) LockSupport.parkNanos(STEP.toNanos());
    }

    /** Half of the time to the bit, else a little off, as another processor might be. */
    private static UnitVector honest(String text, RandomGenerator random) {
        UnitVector right = WordModel.vector(text);
        if (random.nextBoolean()) return right;
        float[] components = right.components().clone();
        double length = Math.sqrt(2 * NOISE_MAX * random.nextDouble());
        double scale = length / Math.sqrt(components.length);
        for (int i = 0; i < components.length; i++) {
            components[i] += (float) (random.nextBoolean() ? scale : -scale);
        }
        return UnitVector.of(components);
    }

    /** This agent's own model, as far off as the others'. */
    private record Noisy(RandomGenerator random, AtomicLong checked) implements EmbeddingModel {
        private static final WordModel WORDS = new WordModel();

        @Override
        public ModelIdentity identity() {
            return WORDS.identity();
        }

        @Override
        public UnitVector passage(String text) {
            checked.incrementAndGet();
            return honest(text, random);
        }

        @Override
        public UnitVector query(String text) {
            throw new UnsupportedOperationException("results are passages");
        }

        @Override
        public String engine() {
            return WORDS.engine();
        }

        @Override
        public String instructions() {
            return WORDS.instructions();
        }

        @Override
        public ModelTokenizer tokenizer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    /** Nobody's shards stand anywhere. */
    private static final class Nowhere implements Homes {
        @Override
        public Optional<String> of(Capability trade, String entityId) {
            return Optional.empty();
        }

        @Override
        public Map<String, Integer> counts(Capability trade) {
            return Map.of();
        }
    }

    /** Nobody else is there to be asked. */
    private static final class Nobody implements Trades {
        @Override
        public void embed(String entityId, String part, Sealed request, ActorRef<Answer> replyTo) {}

        @Override
        public void chunk(String id, String part, Sealed request, ActorRef<Answer> replyTo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void aggregate(String entityId, Aggregator.Command command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void task(TaskId task, Task.Command command) {
            throw new UnsupportedOperationException();
        }
    }
}
