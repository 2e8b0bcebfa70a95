package dev.kith.task.redo;

import static dev.kith.task.testing.Samples.agent;

import dev.kith.audit.AuditSettings;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Stored documents, and tasks that are told of; for one test. */
final class Stock {
    final MemoryCopies copies = new MemoryCopies();
    final TestProbe<Task.Command> tasks;
    Instant now = Instant.ofEpochMilli(1000);
    private final LocalTrades trades;
    private final AgentId liar;

    Stock(ActorTestKit kit, AgentId liar) {
        this.liar = liar;
        this.tasks = kit.createTestProbe(Task.Command.class);
        this.trades = new LocalTrades(kit, new PaperEnvelopes.Post());
        trades.taskMaker =
                _ ->
                        Behaviors.receiveMessage(message -> {
                            tasks.getRef().tell(message);
                            return Behaviors.same();
                        });
    }

    RedoMeans means(Directory directory, AuditSettings.Memory settings) {
        return new RedoMeans(
                agent(0),
                directory,
                copies,
                trades,
                Convicting.of(liar),
                InstantSource.fixed(now),
                Duration.ofHours(1),
                Duration.ofMillis(50),
                settings);
    }

    /** One segment, one batch of one chunk for each author. */
    DocumentRecord put(String id, AgentId... authors) {
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

    /** How many were found; it must go well. */
    static int count(CompletionStage<Outcome<Integer>> looked) {
        try {
            return switch (looked.toCompletableFuture().get(30, TimeUnit.SECONDS)) {
                case Outcome.Good<Integer>(var count) -> count;
                case Outcome.Bad<Integer>(var failure) ->
                        throw new AssertionError(failure.toString());
            };
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** A directory of this agent alone. */
    static Directory alone() {
        var directory = new FixedDirectory();
        directory.agents =
                List.of(
                        new Directory.Entry(
                                "127.0.0.1:1",
                                "up",
                                Set.of(Capability.TASK),
                                true,
                                false,
                                Optional.empty()));
        return directory;
    }
}
