package dev.kith.store;

import dev.kith.model.CopyId;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.store.host.PartitionHost;
import dev.kith.store.sync.SyncQuestion;
import dev.kith.wire.EntityBehavior;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.PartitionSearch;
import dev.kith.wire.Sealed;
import dev.kith.wire.Wire;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * One copy of one partition, as the cluster sees it: a thin door to the partition host of the agent
 * it stands on. Several doors of a partition on one agent lead to one host and one set of files.
 *
 * <pre>
 *   Settle in an envelope ──► good? ──no──► Refused(REJECTED_MESSAGE)
 *                              │yes
 *   all else ──────────────────┴──► the agent's PartitionHost, which answers
 * </pre>
 *
 * Keeps nothing, so it may be moved or restarted at any time.
 */
public final class Storage extends EntityBehavior<Storage.Command> {

    /** Everything a copy can be asked. */
    public sealed interface Command extends Wire {}

    /** Any write but {@link StoreWrite.Settle}, which must be sealed. */
    public record Write(StoreWrite write, ActorRef<StoreWrite.Answer> replyTo) implements Command {}

    /**
     * A {@link StoreWrite.Settle}.
     *
     * @param sealed a {@code store} envelope for {@code storage/<entity id>} around the record
     */
    public record WriteSealed(Sealed sealed, ActorRef<StoreWrite.Answer> replyTo)
            implements Command {}

    /** A question about documents. */
    public record Read(StoreRead question) implements Command {}

    /** A search's share. */
    public record Search(PartitionSearch question) implements Command {}

    /** A question of another host of this partition. */
    public record Sync(SyncQuestion question) implements Command {}

    /**
     * Some write may not have come here: compare with the others soon.
     *
     * @param why for the log
     */
    public record Nudge(String why) implements Command {}

    private final CopyId copy;
    private final StoreHosts hosts;
    private final ActorRef<PartitionHost.Command> host;

    private Storage(ActorContext<Command> context, CopyId copy, StoreHosts hosts) {
        super(context);
        this.copy = copy;
        this.hosts = hosts;
        this.host = hosts.host(copy.partition());
        hosts.doorOpened(copy);
        host.tell(new PartitionHost.DoorOpened(copy.copy()));
    }

    /**
     * The entity of one copy.
     *
     * @param entityId as {@link CopyId#toString()} writes it
     * @throws IllegalArgumentException if it has another form
     */
    public static Behavior<Command> create(String entityId, StoreHosts hosts) {
        CopyId copy = CopyId.parse(entityId);
        return Behaviors.setup(context -> new Storage(context, copy, hosts));
    }

    /** How {@link WriteSealed} for this copy is addressed. */
    public static String audience(CopyId copy) {
        return "storage/" + copy;
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Write _, WriteSealed _, Read _, Search _ -> hosts.used();
            case Sync _, Nudge _ -> {}
        }
        switch (command) {
            case Write write -> onWrite(write);
            case WriteSealed sealed -> onWriteSealed(sealed);
            case Read(var question) -> host.tell(new PartitionHost.Read(question));
            case Search(var question) -> host.tell(new PartitionHost.Search(question));
            case Sync(var question) -> host.tell(new PartitionHost.Sync(question));
            case Nudge(var why) -> host.tell(new PartitionHost.Compare(why));
        }
        return this;
    }

    @Override
    public Behavior<Command> onSignal(Signal signal) {
        if (signal instanceof PostStop) {
            hosts.doorClosed(copy);
            host.tell(new PartitionHost.DoorClosed(copy.copy()));
        }
        return super.onSignal(signal);
    }

    private void onWrite(Write write) {
        if (settles(write.write())) {
            refuse(
                    write.replyTo(),
                    new Failure(Failure.Code.REJECTED_MESSAGE, "a settlement must be sealed"));
        } else {
            host.tell(new PartitionHost.Write(write.write(), write.replyTo()));
        }
    }

    private static boolean settles(StoreWrite write) {
        return switch (write) {
            case StoreWrite.Settle _, StoreWrite.PutStored _ -> true;
            case StoreWrite.PutDocument(var record, _) -> record.state() != DocumentState.PENDING;
            case StoreWrite.PutSegments _, StoreWrite.PutChunks _ -> false;
        };
    }

    private void onWriteSealed(WriteSealed message) {
        var opened =
                hosts.envelopes()
                        .open(
                                message.sealed(),
                                MessageType.STORE,
                                audience(copy),
                                DocumentRecord.class);
        switch (opened) {
            case Opened.Accepted<DocumentRecord> good ->
                    host.tell(
                            new PartitionHost.Write(
                                    new StoreWrite.Settle(good.payload()), message.replyTo()));
            case Opened.Rejected<DocumentRecord>(var failure) -> refuse(message.replyTo(), failure);
        }
    }

    private void refuse(ActorRef<StoreWrite.Answer> replyTo, Failure failure) {
        replyTo.tell(new StoreWrite.Refused(hosts.agent(), failure));
    }
}
