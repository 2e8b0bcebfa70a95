package dev.kith.task.check;

import static dev.kith.task.testing.Samples.agent;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.Place;
import dev.kith.audit.compare.Agreement;
import dev.kith.audit.evidence.Opening;
import dev.kith.embed.EmbeddingPool;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.TaskId;
import dev.kith.registry.Directory;
import dev.kith.reputation.FixedTrust;
import dev.kith.reputation.Notebook;
import dev.kith.reputation.Score;
import dev.kith.reputation.Trust;
import dev.kith.reputation.book.Rating;
import dev.kith.task.court.KeptFile;
import dev.kith.task.testing.Agents;
import dev.kith.task.testing.FixedDirectory;
import dev.kith.task.testing.MemoryCopies;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Samples;
import dev.kith.task.testing.WordModel;
import dev.kith.task.verify.OwnModel;
import dev.kith.vector.UnitVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;

/** An inspector with everything that it stands on, and what it said of others. */
final class CheckRoom implements AutoCloseable {

    record Accused(Opening opening, boolean certain) {}

    private final ActorTestKit kit;
    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final List<EmbeddingPool> pools = new ArrayList<>();
    private final TestProbe<Optional<Failure>> probe;
    private Optional<ActorRef<Inspector.Command>> inspector = Optional.empty();

    /** Where this agent keeps its files. */
    final Path folder;

    final List<Accused> accused = new CopyOnWriteArrayList<>();
    final List<Rating> ratings = new CopyOnWriteArrayList<>();

    /** What the others did for this agent. */
    final Notebook work = new Notebook();

    final OtherEmbedders others;
    final FixedDirectory directory = new FixedDirectory();
    final MemoryCopies copies = new MemoryCopies();

    /** How many texts this agent's own model takes on at once. */
    int inFlightMax = 100;

    /** Whether authors are picked because little is known of them. */
    boolean explored;

    /** Why this agent's own model is not the network's. */
    volatile Optional<String> unfit = Optional.empty();

    CheckRoom(ActorTestKit kit) {
        this.kit = kit;
        this.others = new OtherEmbedders(kit, post);
        this.probe = kit.createTestProbe();
        try {
            this.folder = Files.createTempDirectory("check-room");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As shipped, but that nobody who is silent is waited for longer than {@code patience}. */
    static AuditSettings settings(
            String verify, AuditSettings.Canaries canaries, Duration patience) {
        return settings(verify, canaries, patience, AuditSettings.shipped().sampling());
    }

    static AuditSettings settings(
            String verify,
            AuditSettings.Canaries canaries,
            Duration patience,
            AuditSettings.Sampling sampling) {
        var shipped = AuditSettings.shipped();
        var auditors = shipped.auditors();
        return new AuditSettings(
                verify,
                List.of("books=quorum:2", "scratch=none", "contracts=critical"),
                sampling,
                new AuditSettings.Auditors(
                        auditors.trustMin(),
                        auditors.issuesMax(),
                        3,
                        patience,
                        auditors.confirmations()),
                canaries,
                shipped.tolerances(),
                shipped.memory());
    }

    /** Agents 1, 2 and so on of these owners, each with every so many salts. */
    void network(String... owners) {
        var entries = new ArrayList<Directory.Entry>();
        for (int i = 0; i < owners.length; i++) {
            int n = i + 1;
            entries.add(Agents.embedding(n, agent(n), owners[i], WordModel.FINGERPRINT));
        }
        directory.agents = entries;
        others.agents = owners.length;
    }

    /** What tasks ask; {@code able} where this agent has the model itself. */
    Checks checks(boolean able, AuditSettings settings, AgentId... quarantined) {
        var own =
                new OwnModel(
                        able ? Optional.of(pool()) : Optional.empty(),
                        new Agreement(settings.tolerances()),
                        () -> unfit);
        var means =
                new CheckMeans(
                        agent(0),
                        new PaperEnvelopes(post, agent(0)),
                        new CheckMeans.Reach(others, directory, others, copies),
                        _ -> true,
                        own,
                        new CheckMeans.People(
                                new Believing(ratings, Set.of(quarantined)),
                                work,
                                (opening, certain) -> accused.add(new Accused(opening, certain))),
                        InstantSource.system(),
                        new Random(5),
                        new KeptFile(folder.resolve("checks.json"), Runnable::run, "as new"),
                        settings);
        inspector = Optional.of(kit.spawn(Inspector.create(means)));
        return Inspector.door(inspector.get(), means);
    }

    /** The inspector that was made last ends. */
    void end() {
        inspector.ifPresent(kit::stop);
        inspector = Optional.empty();
    }

    /** Believes everybody but these. */
    private record Believing(List<Rating> ratings, Set<AgentId> disbelieved) implements Trust {
        @Override
        public Score score(AgentId subject, Capability trade) {
            Score prior = new FixedTrust().score(subject, trade);
            return new Score(subject, trade, prior.integrity(), prior.reliability(), 1, 1);
        }

        @Override
        public boolean quarantined(AgentId agent) {
            return disbelieved.contains(agent);
        }

        @Override
        public void rate(Rating rating) {
            ratings.add(rating);
        }
    }

    private EmbeddingPool pool() {
        var pool =
                EmbeddingPool.start(
                        new WordModel(),
                        1,
                        inFlightMax,
                        Thread.ofPlatform().daemon().factory(),
                        InstantSource.system());
        pools.add(pool);
        return pool;
    }

    /** Why this must not be stored; empty where it may. */
    Optional<Failure> check(
            Checks checks,
            DocumentRecord record,
            AgentId author,
            List<String> texts,
            List<UnitVector> vectors) {
        var place = new Place(record.key(), record.version(), 0, 0);
        return check(checks, record.task(), place, author, texts, vectors);
    }

    Optional<Failure> check(
            Checks checks,
            TaskId task,
            Place place,
            AgentId author,
            List<String> texts,
            List<UnitVector> vectors) {
        var result = Samples.result(author, WordModel.FINGERPRINT, texts, vectors);
        checks.check(new Found(task, place, texts, result, explored), probe.getRef()::tell);
        return probe.receiveMessage(Duration.ofSeconds(30)); // the machine may be busy
    }

    @Override
    public void close() {
        end();
        pools.forEach(EmbeddingPool::close);
        try {
            Files.deleteIfExists(folder.resolve("checks.json"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
