package dev.kith.store;

import dev.kith.model.CopyId;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.store.quorum.ReadRound;
import dev.kith.store.quorum.ReadRule;
import dev.kith.store.quorum.Shape;
import dev.kith.store.quorum.WriteRound;
import dev.kith.wire.Envelopes;
import dev.kith.wire.MessageType;
import dev.kith.wire.Sealed;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;

/**
 * {@link Copies} through the copies' doors: a small actor for each call, which ends with it. Keeps
 * nothing; thread-safe.
 */
public final class CopiesClient implements Copies {
    private final ActorSystem<?> system;
    private final String name;
    private final StoreSettings settings;
    private final Shape shape;
    private final StorageDoor doors;
    private final Envelopes envelopes;
    private final AtomicLong calls = new AtomicLong();

    /**
     * The client of an agent.
     *
     * @param system where the calls' actors live
     * @param name what they are called; of every client in the system another
     * @param envelopes seals settlements
     */
    public CopiesClient(
            ActorSystem<?> system,
            String name,
            StoreSettings settings,
            Shape shape,
            StorageDoor doors,
            Envelopes envelopes) {
        this.system = system;
        this.name = name;
        this.settings = settings;
        this.shape = shape;
        this.doors = doors;
        this.envelopes = envelopes;
    }

    @Override
    public CompletionStage<Outcome<Written>> write(StoreWrite write, int copies) {
        int partition = partition(write.key());
        var result = new CompletableFuture<Outcome<Written>>();
        start(
                WriteRound.create(
                        new WriteRound.Parts(
                                write instanceof StoreWrite.Settle,
                                copies,
                                shape,
                                settings,
                                (copy, ears) -> send(new CopyId(partition, copy), write, ears),
                                copy ->
                                        doors.tell(
                                                new CopyId(partition, copy),
                                                new Storage.Nudge("a write may be missing")),
                                result)));
        return result;
    }

    @Override
    public CompletionStage<Outcome<Head>> head(DocumentKey key) {
        return read(
                partition(key),
                ears -> new StoreRead.AskHead(key, ears),
                ReadRule.head(readsNeeded()));
    }

    @Override
    public CompletionStage<Outcome<DocumentRecord>> task(TaskId task) {
        return read(
                        task.partition(shape.partitions()),
                        ears -> new StoreRead.AskTask(task, ears),
                        ReadRule.task(readsNeeded()))
                .thenApply(outcome -> outcome.then(found -> present(found, task)));
    }

    @Override
    public CompletionStage<Outcome<Segment>> segment(DocumentKey key, Version version, int index) {
        return read(
                        partition(key),
                        ears -> new StoreRead.AskSegment(key, version, index, ears),
                        ReadRule.segment())
                .thenApply(outcome -> outcome.then(found -> Outcome.good(found.segment())));
    }

    @Override
    public CompletionStage<Outcome<ChunkPage>> chunkPage(
            DocumentKey key, Version version, boolean vectors, StoreRead.BatchPlace from) {
        return read(
                        partition(key),
                        ears -> new StoreRead.AskChunks(key, version, vectors, from, ears),
                        ReadRule.first(StoreRead.ChunksFound.class))
                .thenApply(outcome ->
                        outcome.then(found ->
                                Outcome.good(new ChunkPage(found.batches(), found.next()))));
    }

    @Override
    public CompletionStage<Outcome<Page>> page(
            int partition, Optional<DocumentKey> after, int limit) {
        int copies = shape.copiesNow();
        int disjoint = copies - Math.min(settings.copiesSynced(), copies);
        return read(
                partition,
                ears -> new StoreRead.AskPage(after, limit, ears),
                ReadRule.pages(disjoint + 1));
    }

    @Override
    public CompletionStage<Outcome<PartitionSummary>> summary(
            int partition, String state, int limit) {
        return read(
                        partition,
                        ears -> new StoreRead.AskSummary(state, limit, ears),
                        ReadRule.first(StoreRead.SummaryFound.class))
                .thenApply(outcome -> outcome.then(found -> Outcome.good(found.summary())));
    }

    @Override
    public CompletionStage<Outcome<List<DocumentKey>>> lost(
            int partition, Optional<DocumentKey> after, int limit) {
        return read(
                partition, ears -> new StoreRead.AskLost(after, limit, ears), ReadRule.lost(limit));
    }

    @Override
    public CompletionStage<Outcome<List<Holding>>> holdings(DocumentKey key) {
        return read(
                partition(key), ears -> new StoreRead.AskHolding(key, ears), ReadRule.holdings());
    }

    @Override
    public int copiesNow() {
        return shape.copiesNow();
    }

    @Override
    public int partitions() {
        return shape.partitions();
    }

    private static Outcome<DocumentRecord> present(Optional<DocumentRecord> found, TaskId task) {
        return found.map(Outcome::good)
                .orElseGet(() -> Outcome.bad(Failure.Code.NOT_FOUND, "no task " + task.value()));
    }

    private <T> CompletionStage<Outcome<T>> read(
            int partition,
            Function<ActorRef<StoreRead.Answer>, StoreRead> question,
            ReadRule<T> rule) {
        var result = new CompletableFuture<Outcome<T>>();
        start(
                ReadRound.create(
                        new ReadRound.Parts<>(
                                nearestFirst(partition),
                                settings,
                                (copy, ears) ->
                                        doors.tell(
                                                new CopyId(partition, copy),
                                                new Storage.Read(question.apply(ears))),
                                rule,
                                result)));
        return result;
    }

    private List<Integer> nearestFirst(int partition) {
        return IntStream.range(0, shape.doors())
                .boxed()
                .sorted(Comparator.comparing(copy -> doors.distance(new CopyId(partition, copy))))
                .toList();
    }

    private void send(CopyId copy, StoreWrite write, ActorRef<StoreWrite.Answer> ears) {
        switch (write) {
            case StoreWrite.Settle(DocumentRecord record) -> {
                Sealed sealed =
                        envelopes.seal(
                                MessageType.STORE,
                                record.task().value(),
                                Storage.audience(copy),
                                record);
                doors.tell(copy, new Storage.WriteSealed(sealed, ears));
            }
            case StoreWrite.PutDocument _,
                    StoreWrite.PutSegments _,
                    StoreWrite.PutChunks _,
                    StoreWrite.PutStored _ ->
                    doors.tell(copy, new Storage.Write(write, ears));
        }
    }

    private int readsNeeded() {
        return shape.readsNeeded(settings.copiesSynced());
    }

    private int partition(DocumentKey key) {
        return key.partition(shape.partitions());
    }

    private void start(Behavior<?> round) {
        system.systemActorOf(round, name + "-" + calls.incrementAndGet(), Props.empty());
    }
}
