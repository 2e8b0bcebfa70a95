package dev.kith.store.host;

import dev.kith.model.Failure;
import dev.kith.store.StoreExecutors;
import dev.kith.store.StoreRead;
import dev.kith.store.StoreSetup;
import dev.kith.store.StoreWrite;
import dev.kith.store.disk.DiskGauge;
import dev.kith.store.level.SyncBudget;
import dev.kith.store.sync.SyncAnswer;
import dev.kith.store.sync.SyncQuestion;
import dev.kith.wire.PartitionSearch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of one partition's files on this agent.
 *
 * <pre>
 *   Write ──room?──no──► Refused(STORAGE_FULL, OVERLOADED)
 *            │yes
 *            ▼
 *          queue ──the last sync is over──► one batch, one sync ──► Synced to all in it
 * </pre>
 *
 * Every write is answered once, and only after its sync. Reads and searches run beside it, a
 * bounded number at a time. The files outlive a restart of this actor; writes in flight are then
 * not answered, and their senders send them again.
 */
public final class PartitionHost extends AbstractMatchingBehavior<PartitionHost.Command> {
    private static final Duration REOPEN_PAUSE = Duration.ofSeconds(5);

    /** Everything this actor can receive. */
    public sealed interface Command {}

    /** A write, its envelope already opened. */
    public record Write(StoreWrite write, ActorRef<StoreWrite.Answer> replyTo) implements Command {}

    /** A question about documents. */
    public record Read(StoreRead question) implements Command {}

    /** A search's share. */
    public record Search(PartitionSearch question) implements Command {}

    /** A question of another host. */
    public record Sync(SyncQuestion question) implements Command {}

    /** Compare with the others soon: a write may not have come, or agents came or went. */
    public record Compare(String why) implements Command {}

    /** A copy's door opened here. */
    public record DoorOpened(int copy) implements Command {}

    /** A copy's door closed here. */
    public record DoorClosed(int copy) implements Command {}

    /** The agent stops: writes are refused from now on. */
    public record Close() implements Command {}

    /**
     * Whether this host has compared itself with all others that answer.
     *
     * @param spare whether all wanted copies elsewhere are level and lack nothing of this one
     */
    public record Compared(boolean level, boolean spare) implements Command {}

    /**
     * Others have been together without this copy for longer than tombstones are kept: of what they
     * knew from it and have no more, nobody can say that it was not deleted.
     */
    public record Estranged(String from) implements Command {}

    private record Opened(@Nullable PartitionFiles files, @Nullable Throwable error)
            implements Command {}

    private record Reopen() implements Command {}

    private record GroupWritten(WriteDesk.@Nullable Group group, @Nullable Throwable error)
            implements Command {}

    private record ReadOver() implements Command {}

    private record CommitIndex() implements Command {}

    /** Files that failed were opened again, maybe without what was damaged; or could not be. */
    private record Healed(boolean well) implements Command {}

    /** What a host works on. */
    public record Parts(
            int partition,
            StoreSetup setup,
            DiskGauge gauge,
            Supplier<CompletionStage<PartitionFiles>> files,
            HostSigns signs,
            SyncBudget budget,
            BooleanSupplier known) {
        /** Did of our agent. */
        String agent() {
            return setup.agent().did();
        }
    }

    private final Parts parts;
    private final TimerScheduler<Command> timers;
    private final ActorRef<SyncQuestion> self;
    private final WriteDesk desk;
    private final ArrayDeque<Command> early = new ArrayDeque<>();
    private @Nullable OpenHost open;
    private int readsInFlight;

    private PartitionHost(
            ActorContext<Command> context, Parts parts, TimerScheduler<Command> timers) {
        super(context);
        this.parts = parts;
        this.timers = timers;
        this.self = context.messageAdapter(SyncQuestion.class, Sync::new);
        this.desk = new WriteDesk(parts);
        timers.startTimerWithFixedDelay(
                new CommitIndex(), parts.setup().settings().indexCommitInterval());
        openFiles();
    }

    /** A host that opens its files at once. */
    public static Behavior<Command> create(Parts parts) {
        return Behaviors.supervise(
                        Behaviors.<Command>setup(context ->
                                Behaviors.withTimers(
                                        timers -> new PartitionHost(context, parts, timers))))
                .onFailure(SupervisorStrategy.restart());
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Write write -> onWrite(write);
            case Read read -> onRead(read);
            case Search search -> onSearch(search);
            case Sync(var question) -> onSync(question);
            case Compare(var why) -> kick(why, false);
            case DoorOpened(int copy) -> parts.signs().doorOpened(copy);
            case DoorClosed(int copy) -> parts.signs().doorClosed(copy);
            case Compared(boolean level, boolean spare) -> {
                parts.signs().compared(level);
                parts.signs().spare(spare);
            }
            case Close _ -> {
                desk.close();
                return Behaviors.stopped();
            }
            case Estranged(var from) -> onEstranged(from);
            case Opened opened -> onOpened(opened);
            case Reopen _ -> openFiles();
            case GroupWritten written -> onGroupWritten(written);
            case ReadOver _ -> readsInFlight--;
            case CommitIndex _ -> onCommitIndex();
            case Healed(boolean well) -> kick(well ? "files healed" : "files ail", true);
        }
        return this;
    }

    private void openFiles() {
        getContext().pipeToSelf(parts.files().get(), Opened::new);
    }

    private void onOpened(Opened opened) {
        PartitionFiles files = opened.files();
        if (files == null) {
            getContext()
                    .getLog()
                    .error(
                            "partition {} cannot be opened and is tried again; if its files are"
                                    + " damaged, move its folder away: other copies fill it anew",
                            parts.partition(),
                            opened.error());
            timers.startSingleTimer(new Reopen(), REOPEN_PAUSE);
            return;
        }
        open = OpenHost.begin(getContext(), parts, files, self);
        while (!early.isEmpty()) getContext().getSelf().tell(early.remove());
        pump();
    }

    private void onEstranged(String from) {
        OpenHost now = open;
        if (now == null) return;
        getContext()
                .getLog()
                .warn(
                        "partition {} was apart from {} for longer than"
                            + " kith.store.upkeep.tombstone-keep; only what it took in since goes"
                            + " on, the rest is fetched from there, and its old database stays"
                            + " beside it as log.apart-<time>",
                        parts.partition(),
                        from);
        getContext()
                .pipeToSelf(
                        StoreExecutors.blocking(
                                () -> {
                                    now.files().startOver();
                                    return now;
                                },
                                parts.setup().executors().disk()),
                        (_, error) -> new Healed(error == null));
    }

    private void onWrite(Write write) {
        Optional<Failure> refusal = desk.take(write.write(), write.replyTo());
        if (refusal.isEmpty()) pump();
        else if (refusal.get().code().retryable()) kick("a write was refused", true);
    }

    private void pump() {
        OpenHost now = open;
        if (now == null) return;
        desk.start(now.files().log())
                .ifPresent(writing -> getContext().pipeToSelf(writing, GroupWritten::new));
    }

    private void onGroupWritten(GroupWritten written) {
        desk.finished(written.group(), written.error());
        OpenHost now = open;
        if (written.group() == null) {
            getContext()
                    .getLog()
                    .error("partition {} cannot be written", parts.partition(), written.error());
            kick("a write failed", true);
        } else if (now != null) {
            parts.signs().observed(now.files().log().standing().versionTimeMax());
            now.files().index().changed();
            if (written.group().torn()) kick("text is missing", true);
        }
        pump();
    }

    private void onRead(Read read) {
        OpenHost now = open;
        if (now != null && readsInFlight < readsMax()) run(now.reads().start(read.question()));
        else if (now == null && early.size() < readsMax()) early.add(read);
        else HostReads.refuse(parts, read.question());
    }

    private void onSearch(Search search) {
        OpenHost now = open;
        if (now != null && readsInFlight < readsMax()) run(now.reads().start(search.question()));
        else if (now == null && early.size() < readsMax()) early.add(search);
        else HostReads.refuse(parts, search.question());
    }

    private int readsMax() {
        return parts.setup().settings().readsInFlightMax();
    }

    private void onSync(SyncQuestion question) {
        OpenHost now = open;
        if (now == null) {
            question.replyTo()
                    .tell(
                            new SyncAnswer.Declined(
                                    parts.agent(),
                                    new Failure(Failure.Code.OVERLOADED, "still opening")));
            return;
        }
        if (question instanceof SyncQuestion.AskDigest ask) {
            now.tellDigest(ask);
        } else {
            run(now.reads().start(question));
        }
    }

    private void run(CompletionStage<Void> reading) {
        readsInFlight++;
        getContext().pipeToSelf(reading, (_, _) -> new ReadOver());
    }

    private void kick(String why, boolean lacking) {
        OpenHost now = open;
        if (lacking) parts.signs().compared(false);
        if (now != null) now.compare(why, lacking);
    }

    private void onCommitIndex() {
        OpenHost now = open;
        if (now == null) return;
        now.files().index().commit();
        if (now.files().ails()) heal(now.files());
    }

    private void heal(PartitionFiles files) {
        getContext()
                .pipeToSelf(
                        StoreExecutors.blocking(
                                () -> {
                                    files.heal();
                                    return files;
                                },
                                parts.setup().executors().disk()),
                        (_, error) -> new Healed(error == null));
    }
}
