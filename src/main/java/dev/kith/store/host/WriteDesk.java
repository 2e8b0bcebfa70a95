package dev.kith.store.host;

import dev.kith.model.Failure;
import dev.kith.store.StoreExecutors;
import dev.kith.store.StoreWrite;
import dev.kith.store.disk.DiskFaults;
import dev.kith.store.partition.PartitionLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one host: which are taken, which go to the disk together, and how each is answered.
 * Not thread-safe; what blocks runs elsewhere.
 */
final class WriteDesk {
    /**
     * Writes that went to the disk together.
     *
     * @param results one for each, in order
     * @param torn whether text of what they brought is missing here
     */
    record Group(List<WriteQueue.Waiting> writes, List<Optional<Failure>> results, boolean torn) {}

    private final PartitionHost.Parts parts;
    private final WriteQueue queue;
    private boolean writing;
    private List<WriteQueue.Waiting> underway = List.of();

    WriteDesk(PartitionHost.Parts parts) {
        this.parts = parts;
        var settings = parts.setup().settings();
        this.queue = new WriteQueue(settings.writesInFlightMax(), settings.writeBytesInFlightMax());
    }

    /** Takes a write in, or answers it at once and says why. */
    Optional<Failure> take(StoreWrite write, ActorRef<StoreWrite.Answer> replyTo) {
        Optional<Failure> refusal = refusal(write);
        if (refusal.isEmpty() && !queue.offer(new WriteQueue.Waiting(write, replyTo))) {
            refusal =
                    Optional.of(
                            new Failure(
                                    Failure.Code.OVERLOADED,
                                    "too many writes wait at partition " + parts.partition()));
        }
        refusal.ifPresent(failure -> refuse(replyTo, failure));
        return refusal;
    }

    /** Starts writing what waits; empty while something is being written or nothing waits. */
    Optional<CompletionStage<Group>> start(PartitionLog log) {
        if (writing || queue.isEmpty()) return Optional.empty();
        writing = true;
        List<WriteQueue.Waiting> group = queue.take(parts.setup().settings().groupBytesMax());
        underway = group;
        return Optional.of(
                StoreExecutors.blocking(() -> write(log, group), parts.setup().executors().disk()));
    }

    private Group write(PartitionLog log, List<WriteQueue.Waiting> group) throws IOException {
        parts.gauge().look();
        var results =
                new ArrayList<>(log.apply(group.stream().map(WriteQueue.Waiting::write).toList()));
        boolean torn = false;
        for (int i = 0; i < results.size(); i++) {
            StoreWrite write = group.get(i).write();
            boolean awaitsText =
                    results.get(i).isPresent()
                            ? results.get(i).get().code() == Failure.Code.NOT_ENOUGH_COPIES
                            : log.lacksText(write);
            if (!awaitsText) continue;
            torn = true;
            String what =
                    "agent %s still fetches text of '%s' from other copies"
                            .formatted(parts.agent(), write.key().id());
            results.set(i, Optional.of(new Failure(Failure.Code.NOT_ENOUGH_COPIES, what)));
        }
        return new Group(group, results, torn);
    }

    /** Answers the writes that were underway. */
    void finished(@Nullable Group group, @Nullable Throwable error) {
        writing = false;
        if (group == null) {
            Failure failure = DiskFaults.failure(parts.gauge(), error);
            for (WriteQueue.Waiting waiting : underway) refuse(waiting.replyTo(), failure);
        } else {
            for (int i = 0; i < group.results().size(); i++) {
                ActorRef<StoreWrite.Answer> replyTo = group.writes().get(i).replyTo();
                if (group.results().get(i).isPresent()) {
                    refuse(replyTo, group.results().get(i).get());
                } else {
                    replyTo.tell(new StoreWrite.Synced(parts.agent()));
                }
            }
        }
        underway = List.of();
    }

    /** Refuses all that wait. */
    void close() {
        var closing = new Failure(Failure.Code.OVERLOADED, "this agent stops");
        for (WriteQueue.Waiting waiting : queue.take(Long.MAX_VALUE)) {
            refuse(waiting.replyTo(), closing);
        }
    }

    private Optional<Failure> refusal(StoreWrite write) {
        int belongs = write.key().partition(parts.setup().shape().partitions());
        if (belongs != parts.partition()) {
            return Optional.of(
                    new Failure(
                            Failure.Code.INVALID_INPUT,
                            "'" + write.key().id() + "' belongs to partition " + belongs));
        }
        return isSmall(write) ? parts.gauge().exhausted() : parts.gauge().full();
    }

    private static boolean isSmall(StoreWrite write) {
        return switch (write) {
            case StoreWrite.Settle _ -> true;
            case StoreWrite.PutStored(_, _, var parts, _) -> parts.isEmpty();
            case StoreWrite.PutDocument _, StoreWrite.PutSegments _, StoreWrite.PutChunks _ ->
                    false;
        };
    }

    private void refuse(ActorRef<StoreWrite.Answer> replyTo, Failure failure) {
        replyTo.tell(new StoreWrite.Refused(parts.agent(), failure));
    }
}
