package dev.kith.task.redo;

import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.audit.AuditSettings;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.model.Version;
import dev.kith.registry.Directory;
import dev.kith.store.StoreWrite;
import dev.kith.task.court.Convicting;
import dev.kith.task.run.Task;
import dev.kith.task.testing.FixedDirectory;
import dev.kith.task.testing.LocalTrades;
import dev.kith.task.testing.MemoryCopies;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a convicted agent computed comes again as a version of its own; what others did, stays. */
class SweepTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final AgentId LIAR = agent(9);

    private Instant now = Instant.ofEpochMilli(1000);
    private final MemoryCopies copies = new MemoryCopies();
    private final LocalTrades trades = new LocalTrades(KIT, new PaperEnvelopes.Post());
    private final TestProbe<Task.Command> tasks = KIT.createTestProbe(Task.Command.class);

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void makesADocumentAnewButForTheBatchesOfOthers() {
        DocumentRecord wrong = put("wrong", agent(1), LIAR, agent(2));
        put("right", agent(1), agent(2));

        assertThat(sweep()).isEqualTo(1);

        DocumentRecord anew = copies.newest(wrong.key()).orElseThrow();
        assertThat(anew.state()).isEqualTo(DocumentState.PENDING);
        assertThat(anew.version()).isGreaterThan(wrong.version());
        assertThat(copies.text(anew)).isEqualTo(copies.text(wrong));
        assertThat(copies.batches(anew))
                .extracting(batch -> batch.receipt().agent())
                .containsExactly(agent(1), agent(2));
        assertThat(tasks.expectMessageClass(Task.Wake.class).record()).isEqualTo(anew);
        assertThat(copies.newest(Samples.key("right")).orElseThrow().version().agent())
                .doesNotContain("~");
    }

    @Test
    void makesAnewWhatSaysThatItIsOldToo() {
        now = Instant.EPOCH.plus(Duration.ofDays(4000));
        DocumentRecord wrong = put("wrong", LIAR);

        assertThat(sweep()).isEqualTo(1);

        assertThat(copies.newest(wrong.key()).orElseThrow().state())
                .isEqualTo(DocumentState.PENDING);
    }

    @Test
    void doesItOnceHoweverOftenItLooks() {
        put("wrong", LIAR);
        assertThat(sweep()).isEqualTo(1);
        int writes = copies.writes().size();

        assertThat(sweep()).isEqualTo(1);

        assertThat(copies.writes()).hasSize(writes);
    }

    @Test
    void leavesAloneWhatAUserIsPuttingAnew() {
        DocumentRecord wrong = put("wrong", LIAR);
        var newer = new Version(wrong.version().time() + 1, "user");
        copies.write(
                new StoreWrite.PutDocument(record(wrong, newer, DocumentState.PENDING), List.of()),
                0);

        sweep();

        assertThat(copies.newest(wrong.key()).orElseThrow().version()).isEqualTo(newer);
    }

    @Test
    void triesAgainUnderAnotherVersionWhenItFailed() {
        DocumentRecord wrong = put("wrong", LIAR);
        sweep();
        DocumentRecord first = copies.newest(wrong.key()).orElseThrow();
        copies.write(
                new StoreWrite.Settle(first.with(DocumentState.FAILED, 0, Optional.empty())), 0);

        sweep();

        DocumentRecord second = copies.newest(wrong.key()).orElseThrow();
        assertThat(second.version()).isGreaterThan(first.version());
        assertThat(second.state()).isEqualTo(DocumentState.PENDING);
    }

    @Test
    void looksByItselfOnceSomebodyIsConvicted() {
        DocumentRecord wrong = put("wrong", LIAR);
        trades();
        var settings = AuditSettings.shipped().memory();
        var soon =
                new AuditSettings.Memory(
                        settings.proofLifetime(),
                        settings.agentsMax(),
                        settings.judgedMax(),
                        settings.keepInterval(),
                        Duration.ofMillis(50),
                        settings.sweepMax());

        KIT.spawn(Sweeper.create(means(new OneAgent(), soon)));

        assertThat(tasks.expectMessageClass(Task.Wake.class).record().key()).isEqualTo(wrong.key());
    }

    /** A directory of this agent alone. */
    private static final class OneAgent implements Directory {
        @Override
        public AgentId self() {
            return agent(0);
        }

        @Override
        public List<Entry> agents() {
            return List.of(
                    new Entry(
                            "127.0.0.1:1",
                            "up",
                            Set.of(Capability.TASK),
                            true,
                            false,
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
            return Set.of();
        }

        @Override
        public Runnable onChange(Consumer<Event> listener) {
            return () -> {};
        }
    }

    private int sweep() {
        trades();
        var means = means(new FixedDirectory(), AuditSettings.shipped().memory());
        return switch (found(new Sweep(means, List.of(0, 1, 2, 3)))) {
            case Outcome.Good<Integer>(var count) -> count;
            case Outcome.Bad<Integer>(var failure) -> throw new AssertionError(failure.toString());
        };
    }

    private void trades() {
        trades.taskMaker =
                _ ->
                        Behaviors.receiveMessage(message -> {
                            tasks.getRef().tell(message);
                            return Behaviors.same();
                        });
    }

    private RedoMeans means(Directory directory, AuditSettings.Memory settings) {
        return new RedoMeans(
                agent(0),
                directory,
                copies,
                trades,
                Convicting.of(LIAR),
                InstantSource.fixed(now),
                Duration.ofHours(1),
                settings);
    }

    private static Outcome<Integer> found(Sweep sweep) {
        try {
            return sweep.begin().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** One segment, one batch of one chunk for each author. */
    private DocumentRecord put(String id, AgentId... authors) {
        DocumentRecord pending = Samples.record(id, 1, 0);
        var segment = new Segment(0, 0, "text".repeat(authors.length), List.of());
        copies.write(new StoreWrite.PutDocument(pending, List.of(segment)), 0);
        List<ChunkBatch> batches =
                IntStream.range(0, authors.length)
                        .mapToObj(i -> {
                            var result =
                                    Samples.vectors(authors[i], Samples.MODEL, List.of("text"));
                            var chunk = new Chunk(4 * i, 4 * i + 4, 1, List.of());
                            return new ChunkBatch(
                                    0, i, List.of(chunk), result.vectors(), result.receipt());
                        })
                        .toList();
        copies.write(new StoreWrite.PutChunks(pending.key(), pending.version(), batches), 0);
        DocumentRecord committed =
                pending.with(DocumentState.COMMITTED, authors.length, Optional.empty());
        copies.write(new StoreWrite.Settle(committed), 0);
        return committed;
    }

    private static DocumentRecord record(DocumentRecord r, Version version, DocumentState state) {
        return new DocumentRecord(
                r.key(),
                version,
                state,
                r.task(),
                r.content(),
                r.text(),
                r.title(),
                r.format(),
                r.metadata(),
                r.segments(),
                r.chars(),
                0,
                r.deadline(),
                Optional.empty());
    }
}
