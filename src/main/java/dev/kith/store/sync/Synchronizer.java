package dev.kith.store.sync;

import dev.kith.model.CopyId;
import dev.kith.store.Storage;
import dev.kith.store.StoreSetup;
import dev.kith.store.host.PartitionHost;
import dev.kith.store.level.Claim;
import dev.kith.store.level.Lack;
import dev.kith.store.partition.PartitionLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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

    /** Another host has asked, and its digest differs. */
    public record Invite(String agent, ActorRef<SyncQuestion> host) implements Command {}

    private record Tick() implements Command {}

    private record Rested() implements Command {}

    /** From now on an invitation begins a comparison at once. */
    private record Rest() implements Command {}

    private record AskingOver() implements Command {}

    private record PauseOver() implements Command {}

    private record Heard(SyncAnswer answer) implements Command {}

    private record Rechecked(@Nullable SyncAnswer answer) implements Command {}

    private record Walked(SyncWalk.Over over) implements Command {}

    private record WalkEnded(long walk) implements Command {}

    private record Claimed(@Nullable Throwable error) implements Command {}

    /**
     * What a synchronizer works on.
     *
     * @param budget of the whole agent
     * @param known whether the partition is known to have been whole elsewhere
     * @param lacking told by how much this copy is behind
     */
    public record Parts(
            int partition,
            StoreSetup setup,
            PartitionLog log,
            SyncSource source,
            ActorRef<PartitionHost.Command> host,
            ActorRef<SyncQuestion> self,
            SyncBudget budget,
            java.util.function.BooleanSupplier known,
            Consumer<Lack> lacking) {

        /** How far the copy vouches for its partition. */
        public Claim claim() {
            Claim kept = log.claim();
            return kept.kind() == Claim.Kind.NEW && known.getAsBoolean() ? Claim.LACKING : kept;
        }
    }

    private enum Phase {
        IDLE,
        ASKING,
        PAUSING,
        WALKING
    }

    private final Parts parts;
    private final String agent;
    private final TimerScheduler<Command> timers;
    private final ActorRef<SyncAnswer> ears;
    private final ActorRef<SyncWalk.Over> walkEars;
    private final Map<String, SyncPace> paces = new HashMap<>();
    private final Map<String, ActorRef<SyncQuestion>> invited = new HashMap<>();
    private final SyncCast cast = new SyncCast();
    private Phase phase = Phase.IDLE;
    private long walks;
    private boolean walking;
    private boolean compared;
    private boolean again;

    private Synchronizer(
            ActorContext<Command> context, Parts parts, TimerScheduler<Command> timers) {
        super(context);
        this.parts = parts;
        this.agent = parts.setup().agent().did();
        this.timers = timers;
        this.ears = context.messageAdapter(SyncAnswer.class, Heard::new);
        this.walkEars = context.messageAdapter(SyncWalk.Over.class, Walked::new);
        timers.startTimerWithFixedDelay(new Tick(), parts.setup().settings().syncInterval());
        start();
    }

    /** One for the host in {@code parts}; begins at once. */
    public static Behavior<Command> create(Parts parts) {
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
            case AskingOver _ -> onAskingOver();
            case PauseOver _ -> nextPeer();
            case Heard(var answer) -> onHeard(answer);
            case Rechecked(var answer) -> onRechecked(answer);
            case Walked(var over) -> onWalked(over);
            case WalkEnded(long walk) -> onWalkEnded(walk);
            case Claimed(var error) -> onClaimed(error);
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
        int copies = parts.setup().shape().copiesNow();
        cast.begin(copies + invited.size());
        var ask = new SyncQuestion.AskDigest(agent, digest(), parts.self(), ears);
        for (int copy = 0; copy < copies; copy++) {
            parts.setup().doors().tell(new CopyId(parts.partition(), copy), new Storage.Sync(ask));
        }
        invited.values().forEach(host -> host.tell(ask));
        invited.clear();
        timers.startSingleTimer(new Rest(), parts.setup().settings().syncInterval().dividedBy(2));
        timers.startSingleTimer(new AskingOver(), parts.setup().settings().syncTimeout());
    }

    private void onHeard(SyncAnswer answer) {
        if (phase != Phase.ASKING) return;
        if (answer instanceof SyncAnswer.DigestIs it) {
            onDigest(
                    new SyncCast.Peer(
                            it.agent(),
                            it.host(),
                            it.digest(),
                            digest(),
                            it.level(),
                            it.claim(),
                            it.door()));
        } else {
            cast.declined();
        }
        if (cast.allHeard()) onAskingOver();
    }

    private void onDigest(SyncCast.Peer peer) {
        if (peer.agent().equals(agent)) {
            cast.heardSelf();
            return;
        }
        boolean same = peer.theirs().equals(peer.mine()) && !torn();
        if (same) pace(peer.agent()).equal();
        cast.heard(peer, same);
    }

    private void onAskingOver() {
        if (phase != Phase.ASKING) return;
        timers.cancel(new AskingOver());
        if (cast.peers().isEmpty()) {
            finish();
        } else {
            phase = Phase.PAUSING;
            timers.startSingleTimer(new PauseOver(), parts.setup().settings().syncPause());
        }
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
                        ref -> new SyncQuestion.AskDigest(agent, digest(), parts.self(), ref),
                        (answer, _) -> new Rechecked(answer));
    }

    private void onRechecked(@Nullable SyncAnswer answer) {
        if (!(answer instanceof SyncAnswer.DigestIs found)) {
            leave();
            return;
        }
        SyncCast.Peer peer = cast.peers().element();
        String mine = digest();
        if (found.digest().equals(mine) && !torn()) {
            pace(peer.agent()).equal();
            cast.met(peer);
            leave();
            return;
        }
        boolean still = found.digest().equals(peer.theirs()) && mine.equals(peer.mine());
        if (pace(peer.agent()).due(!compared || torn(), still)) {
            var walk = getContext().spawnAnonymous(SyncWalk.create(parts, peer, walkEars));
            walking = true;
            getContext().watchWith(walk, new WalkEnded(++walks));
        } else {
            cast.met(peer); // no news of it since the last walk but what is on its way
            leave();
        }
    }

    /** Where it ended without a word, it failed. */
    private void onWalkEnded(long walk) {
        if (walking && walk == walks) {
            walking = false;
            leave();
        }
    }

    private void onWalked(SyncWalk.Over over) {
        walking = false;
        if (over.complete()) {
            cast.met(over.peer());
            pace(over.peer().agent()).walked(over.pulled());
        }
        if (over.pulled() > 0) {
            getContext()
                    .getLog()
                    .info(
                            "partition {}: took over {} versions from {}{}",
                            parts.partition(),
                            over.pulled(),
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
        Claim mine = parts.claim();
        compared |= cast.level(mine);
        Claim next = nextClaim(mine);
        if (next.equals(parts.log().claim()) || parts.log().ails()) onClaimed(null);
        else keep(next);
    }

    private Claim nextClaim(Claim mine) {
        if (!compared) return cast.knowsOlder() ? mine.lackingAtLeast() : mine;
        boolean renew = cast.isComplete() || mine.kind() != Claim.Kind.LEVEL;
        return renew ? Claim.level(cast.writers()) : mine;
    }

    private void keep(Claim next) {
        var kept =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                parts.log().claim(next);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        parts.setup().executors().disk());
        getContext().pipeToSelf(kept, (_, error) -> new Claimed(error));
    }

    private void onClaimed(@Nullable Throwable error) {
        if (error != null) { // what was kept before is the more cautious
            getContext()
                    .getLog()
                    .warn("partition {} cannot keep how level it is", parts.partition(), error);
        }
        phase = Phase.IDLE;
        tellHost();
        if (again || !compared) startSoon();
    }

    private void tellHost() {
        parts.host().tell(new PartitionHost.Compared(compared));
    }

    private SyncPace pace(String who) {
        return paces.computeIfAbsent(who, _ -> new SyncPace());
    }

    private String digest() {
        return parts.log().standing().digest().text();
    }

    private boolean torn() {
        return parts.log().standing().holes() > 0;
    }
}
