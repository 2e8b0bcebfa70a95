package dev.kith.store.host;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.store.StoreExecutors;
import dev.kith.store.StoreSetup;
import dev.kith.store.partition.PartitionLog;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the tasks of a partition's pending documents, a page at a time, where the door of copy 0
 * stands: that is at exactly one agent.
 *
 * <p>That agent may be one that cannot open its files. So whoever has the door of another copy
 * wakes too, but six times as rarely, and only what has waited for six times as long. To wake twice
 * does no harm, nor does a copy that is behind: a task reads the store before it does anything.
 *
 * <p>Begins anew at the first when the last was woken; keeps nothing else.
 */
final class PendingWaker extends AbstractMatchingBehavior<PendingWaker.Command> {

    /** Everything this actor can receive. */
    sealed interface Command {}

    private record Wake() implements Command {}

    private record Found(@Nullable List<DocumentRecord> pending) implements Command {}

    /** Where copy 0 is not: every so many intervals, what is at least so many intervals old. */
    private static final int STAND_IN_INTERVALS = 6;

    private final StoreSetup setup;
    private final PartitionLog log;
    private final HostSigns signs;
    private Optional<DocumentRecord> last = Optional.empty();
    private int passed;

    private PendingWaker(
            ActorContext<Command> context,
            StoreSetup setup,
            PartitionLog log,
            HostSigns signs,
            TimerScheduler<Command> timers) {
        super(context);
        this.setup = setup;
        this.log = log;
        this.signs = signs;
        timers.startTimerWithFixedDelay(new Wake(), setup.settings().wakeInterval());
    }

    /** One for a partition whose files are open. */
    static Behavior<Command> create(StoreSetup setup, PartitionLog log, HostSigns signs) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(
                        timers -> new PendingWaker(context, setup, log, signs, timers)));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Wake _ -> onWake();
            case Found(var pending) -> onFound(pending == null ? List.of() : pending);
        }
        return this;
    }

    private void onWake() {
        passed++;
        if (!signs.hasDoor(0) && (!signs.hasDoors() || passed < STAND_IN_INTERVALS)) return;
        passed = 0;
        Optional<DocumentRecord> after = last;
        int limit = setup.settings().wakeMax();
        getContext()
                .pipeToSelf(
                        StoreExecutors.blocking(
                                () -> log.pendingAfter(after, limit), setup.executors().disk()),
                        (pending, _) -> new Found(pending));
    }

    private void onFound(List<DocumentRecord> pending) {
        long now = setup.clock().millis();
        int intervals = signs.hasDoor(0) ? 1 : STAND_IN_INTERVALS;
        long before = now - intervals * setup.settings().wakeInterval().toMillis();
        for (DocumentRecord record : pending) {
            // A version from a clock that is ahead of ours does not say how old it is.
            long given = record.version().millis();
            if (given > before && given <= now) continue;
            if (record.state() == DocumentState.PENDING) setup.waker().wake(record);
        }
        boolean more = pending.size() == setup.settings().wakeMax();
        last = more ? Optional.of(pending.getLast()) : Optional.empty();
    }
}
