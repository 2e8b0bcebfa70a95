package dev.kith.store.sync;

import dev.kith.store.host.PartitionHost;
import dev.kith.store.level.SyncPace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one partition host level with the others, one of them after the other.
 *
 * <pre>
 *   Idle ──tick, kick──► Asking all doors ──equal──────────────────────────► Idle
 *                           │ different                                        ▲
 *                           ▼                                                  │
 *                        Pausing ──► Rechecking one ──► Walking it ──next, end─┘
 * </pre>
 *
 * Tells its host after every comparison whether its copy is level.
 */
public final class Synchronizer extends AbstractMatchingBehavior<Synchronizer.Command> {

    /** Everything this actor can receive. */
    public sealed interface Command {}

    /**
     * Compare soon.
     *
     * @param lacking whether the host knows that it lacks something
     */
    public record Kick(String why, boolean lacking) implements Command {}

    /** Another host has asked that is worth comparing with. */
    public record Invite(String agent, ActorRef<SyncQuestion> host) implements Command {}

    private record Tick() implements Command {}

    private record Rested() implements Command {}

    /** From now on an invitation begins a comparison at once. */
    private record Rest() implements Command {}

    private record PauseOver() implements Command {}

    private record Mustered(SyncMuster.Over over) implements Command {}

    private record Rechecked(@Nullable SyncAnswer answer) implements Command {}

    private record Walked(SyncWalk.Over over) implements Command {}

    private record ChildEnded(long child) implements Command {}

    /** All is kept; {@code lost} if documents count as lost that did not before. */
    private record Kept(boolean lost) implements Command {}

    private enum Phase {
        IDLE,
        ASKING,
        PAUSING,
        WALKING
    }

    private final SyncParts parts;
    private final TimerScheduler<Command> timers;
    private final ActorRef<SyncMuster.Over> musterEars;
    private final ActorRef<SyncWalk.Over> walkEars;
    private final Map<String, SyncPace> paces = new HashMap<>();
    private final Map<String, ActorRef<SyncQuestion>> invited = new HashMap<>();
    private final SyncCast cast = new SyncCast();
    private final SyncClaims claims;
    private Phase phase = Phase.IDLE;
    private long children;
    private long tornBefore;
    private boolean working;
    private boolean compared;
    private boolean again;

    private Synchronizer(
            ActorContext<Command> context, SyncParts parts, TimerScheduler<Command> timers) {
        super(context);
        this.parts = parts;
        this.timers = timers;
        this.claims = new SyncClaims(parts);
        this.musterEars = context.messageAdapter(SyncMuster.Over.class, Mustered::new);
        this.walkEars = context.messageAdapter(SyncWalk.Over.class, Walked::new);
        timers.startTimerWithFixedDelay(new Tick(), parts.setup().settings().syncInterval());
        start();
    }

    /** One for the host in {@code parts}; begins at once. */
    public static Behavior<Command> create(SyncParts parts) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Synchronizer(context, parts, timers)));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Kick(_, boolean lacking) -> onKick(lacking);
            case Invite(var who, var host) -> onInvite(who, host);
            case Tick _, Rested _ -> start();
            case Rest _ -> {}
            case PauseOver _ -> nextPeer();
            case Mustered _ -> onMustered();
            case Rechecked(var answer) -> onRechecked(answer);
            case Walked(var over) -> onWalked(over);
            case ChildEnded(long child) -> onChildEnded(child);
            case Kept(boolean lost) -> onKept(lost);
        }
        return this;
    }

    private void onKick(boolean lacking) {
        if (lacking) {
            compared = false;
            tellHost();
        }
        startSoon();
    }

    private void onInvite(String who, ActorRef<SyncQuestion> host) {
        invited.put(who, host);
        if (phase == Phase.IDLE && !timers.isTimerActive(new Rest())) startSoon();
    }

    private void startSoon() {
        again = true;
        if (phase == Phase.IDLE && !timers.isTimerActive(new Rested())) {
            timers.startSingleTimer(new Rested(), parts.setup().settings().syncPause());
        }
    }

    private void start() {
        if (phase != Phase.IDLE) return;
        again = false;
        phase = Phase.ASKING;
        var muster = SyncMuster.create(parts, cast, List.copyOf(invited.values()), musterEars);
        invited.clear();
        child(getContext().spawnAnonymous(muster));
        timers.startSingleTimer(new Rest(), parts.setup().settings().syncInterval().dividedBy(2));
    }

    private void onMustered() {
        if (phase != Phase.ASKING) return;
        working = false;
        paces.keySet().retainAll(cast.heard()); // whoever comes back may bring what was missing
        cast.matched().forEach(agent -> pace(agent).equal());
        if (cast.peers().isEmpty()) {
            finish();
        } else {
            phase = Phase.PAUSING;
            // Whoever has never compared goes through all of it, whatever is on its way.
            if (!compared) nextPeer();
            else timers.startSingleTimer(new PauseOver(), parts.setup().settings().syncPause());
        }
    }

    /** A child that ends without a word has failed: what it was to do counts as not done. */
    private void child(ActorRef<?> child) {
        getContext().watchWith(child, new ChildEnded(++children));
        working = true;
    }

    private void onChildEnded(long child) {
        if (!working || child != children) return;
        working = false;
        cast.broke();
        leave();
    }

    private void nextPeer() {
        SyncCast.Peer peer = cast.peers().peek();
        if (peer == null) {
            finish();
            return;
        }
        phase = Phase.WALKING;
        getContext()
                .ask(
                        SyncAnswer.class,
                        peer.host(),
                        parts.setup().settings().syncTimeout(),
                        parts::askDigest,
                        (answer, _) -> new Rechecked(answer));
    }

    private void onRechecked(@Nullable SyncAnswer answer) {
        if (!(answer instanceof SyncAnswer.DigestIs found)) {
            leave();
            return;
        }
        SyncCast.Peer peer = cast.peers().element();
        String mine = parts.digest();
        if (found.digest().equals(mine) && parts.torn() == 0) {
            pace(peer.agent()).equal();
            cast.met(peer);
            leave();
            return;
        }
        boolean still = found.digest().equals(peer.theirs()) && mine.equals(peer.mine());
        if (pace(peer.agent()).due(!compared || parts.mendable(), still)) {
            tornBefore = parts.torn();
            child(getContext().spawnAnonymous(SyncWalk.create(parts, peer, walkEars)));
        } else {
            cast.met(peer); // no news of it since the last walk but what is on its way
            leave();
        }
    }

    private void onWalked(SyncWalk.Over over) {
        working = false;
        int gained = over.pulled() + (int) Math.max(0, tornBefore - parts.torn());
        if (over.complete()) {
            cast.met(over.peer());
            pace(over.peer().agent()).walked(gained);
        }
        if (gained > 0) {
            getContext()
                    .getLog()
                    .info(
                            "partition {}: took over {} versions from {}{}",
                            parts.partition(),
                            gained,
                            over.peer().agent(),
                            over.complete() ? "" : "; the rest follows");
        }
        leave();
    }

    private void leave() {
        cast.peers().poll();
        nextPeer();
    }

    private void finish() {
        compared |= claims.level(cast, compared);
        getContext()
                .pipeToSelf(
                        claims.keep(cast, compared),
                        (lost, _) -> new Kept(Boolean.TRUE.equals(lost)));
    }

    private void onKept(boolean lost) {
        phase = Phase.IDLE;
        if (lost) paces.clear(); // what others say of it counts from now on
        tellHost();
        if (again || !compared) startSoon();
    }

    private void tellHost() {
        boolean spare = phase == Phase.IDLE && cast.spares(parts.setup().shape().copies());
        parts.host().tell(new PartitionHost.Compared(compared, spare));
    }

    private SyncPace pace(String who) {
        return paces.computeIfAbsent(who, _ -> new SyncPace());
    }
}
