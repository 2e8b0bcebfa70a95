package dev.kith.store.sync;

import dev.kith.model.CopyId;
import dev.kith.store.Storage;
import dev.kith.store.host.PartitionHost;
import java.util.Collection;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Asks all that hold the partition what they hold, at every copy's door and those who have asked
 * us, and ends once all have answered or the time is over.
 */
final class SyncMuster extends AbstractMatchingBehavior<SyncMuster.Command> {

    /** Everything this actor can receive. */
    sealed interface Command {}

    /** All that answered are in the cast now. */
    record Over() {}

    private record Heard(SyncAnswer answer) implements Command {}

    private record TimeOver() implements Command {}

    private final SyncParts parts;
    private final SyncCast cast;
    private final ActorRef<Over> parent;

    private SyncMuster(
            ActorContext<Command> context, SyncParts parts, SyncCast cast, ActorRef<Over> parent) {
        super(context);
        this.parts = parts;
        this.cast = cast;
        this.parent = parent;
    }

    /**
     * One that asks at once and tells {@code parent} when it is over.
     *
     * @param cast only touched by this actor until then
     */
    static Behavior<Command> create(
            SyncParts parts,
            SyncCast cast,
            Collection<ActorRef<SyncQuestion>> invited,
            ActorRef<Over> parent) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    int copies = parts.setup().shape().copiesNow();
                    cast.begin(copies + invited.size());
                    var ask = parts.askDigest(context.messageAdapter(SyncAnswer.class, Heard::new));
                    for (int copy = 0; copy < copies; copy++) {
                        var door = new CopyId(parts.partition(), copy);
                        parts.setup().doors().tell(door, new Storage.Sync(ask));
                    }
                    invited.forEach(host -> host.tell(ask));
                    timers.startSingleTimer(new TimeOver(), parts.setup().settings().syncTimeout());
                    return new SyncMuster(context, parts, cast, parent);
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        return switch (command) {
            case Heard(SyncAnswer.DigestIs it) -> {
                onDigest(it);
                yield step();
            }
            case Heard _ -> {
                cast.declined();
                yield step();
            }
            case TimeOver _ -> over();
        };
    }

    private void onDigest(SyncAnswer.DigestIs it) {
        if (it.agent().equals(parts.agent())) {
            cast.heardSelf();
            return;
        }
        if (isApart(it)) {
            cast.heardSelf(); // what it has of old may have been deleted here; it finds out itself
            return;
        }
        String mine = parts.digest();
        cast.heard(
                new SyncCast.Peer(
                        it.agent(),
                        it.host(),
                        it.digest(),
                        mine,
                        it.level(),
                        it.claim(),
                        it.door()),
                it.digest().equals(mine) && parts.torn() == 0);
    }

    /** Whether it was without company for so long that deletions may have been forgotten since. */
    private boolean isApart(SyncAnswer.DigestIs other) {
        long keep = parts.setup().settings().upkeep().tombstoneKeep().toMillis();
        long mine = parts.log().upkeep().progress().company();
        if (other.level() && mine != 0 && other.company() - mine > keep) {
            parts.host().tell(new PartitionHost.Estranged(other.agent()));
        }
        return other.company() != 0 && mine - other.company() > keep;
    }

    private Behavior<Command> step() {
        return cast.allHeard() ? over() : this;
    }

    private Behavior<Command> over() {
        parent.tell(new Over());
        return Behaviors.stopped();
    }
}
