package dev.kith.store.sync;

import dev.kith.model.CopyId;
import dev.kith.store.Storage;
import dev.kith.store.StoreSetup;
import dev.kith.store.StoreWrite;
import dev.kith.store.host.PartitionHost;
import dev.kith.store.partition.PartitionLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one partition host level with the others, one message in flight.
 *
 * <pre>
 *   Idle ──tick, kick──► Asking all doors ──equal──────────────────────────► Idle
 *                           │ different                                        ▲
 *                           ▼                                                  │
 *                        Pausing ──► Rechecking one ──► Walking it ──next, end─┘
 * </pre>
 *
 * Tells its host whether it has compared itself with every other that answers.
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

    /** An answer to a question of a walk, or its time-out; of an older walk it is ignored. */
    private record Answered(long walk, @Nullable SyncAnswer answer) implements Command {}

    private record WantsFound(long walk, @Nullable List<SyncAnswer.Entry> wants)
            implements Command {}

    private record Written(long walk, StoreWrite.@Nullable Answer answer) implements Command {}

    /** What a synchronizer works on. */
    public record Parts(
            int partition,
            StoreSetup setup,
            PartitionLog log,
            SyncSource source,
            ActorRef<PartitionHost.Command> host,
            ActorRef<SyncQuestion> self) {}

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
    private final Map<String, SyncPace> paces = new HashMap<>();
    private final Map<String, ActorRef<SyncQuestion>> invited = new HashMap<>();
    private final SyncCast cast = new SyncCast();
    private Phase phase = Phase.IDLE;
    private SyncRound round = new SyncRound();
    private long walk;
    private int writesAwaited;
    private boolean compared;
    private boolean again;

    private Synchronizer(
            ActorContext<Command> context, Parts parts, TimerScheduler<Command> timers) {
        super(context);
        this.parts = parts;
        this.agent = parts.setup().agent().did();
        this.timers = timers;
        this.ears = context.messageAdapter(SyncAnswer.class, Heard::new);
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
            case Answered answered -> onAnswered(answered);
            case WantsFound found -> onWants(found);
            case Written written -> onWritten(written);
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
        if (answer instanceof SyncAnswer.DigestIs(var who, var digest, var host)) {
            onDigest(new SyncCast.Peer(who, host, digest, digest()));
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
        boolean level = peer.theirs().equals(peer.mine()) && !torn();
        if (level) pace(peer.agent()).equal();
        cast.heard(peer, level);
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
        walk++;
        SyncCast.Peer peer = cast.peers().peek();
        if (peer == null) {
            finish();
            return;
        }
        phase = Phase.WALKING;
        round = new SyncRound();
        ask(peer, ref -> new SyncQuestion.AskDigest(agent, digest(), parts.self(), ref));
    }

    private void onAnswered(Answered answered) {
        if (answered.walk() != walk) return;
        switch (answered.answer()) {
            case SyncAnswer.DigestIs(_, var digest, _) -> onRechecked(digest);
            case SyncAnswer.ListingIs listing -> perform(round.listed(listing));
            case SyncAnswer.PartsAre found -> perform(round.parts(found));
            case SyncAnswer.Declined _ -> giveUp();
            case null -> giveUp();
        }
    }

    private void onRechecked(String theirs) {
        SyncCast.Peer peer = cast.peers().element();
        String mine = digest();
        if (theirs.equals(mine) && !torn()) {
            pace(peer.agent()).equal();
            leave();
            return;
        }
        boolean still = theirs.equals(peer.theirs()) && mine.equals(peer.mine());
        if (pace(peer.agent()).due(!compared || torn(), still)) perform(round.begin());
        else leave();
    }

    private void perform(SyncRound.Step step) {
        SyncCast.Peer peer = cast.peers().element();
        int limit = parts.setup().settings().syncPageMax();
        switch (step) {
            case SyncRound.AskPage(var after) ->
                    ask(peer, ref -> new SyncQuestion.AskListing(after, limit, ref));
            case SyncRound.AskPart(var entry, var from) ->
                    ask(
                            peer,
                            ref ->
                                    new SyncQuestion.AskParts(
                                            entry.key(), entry.version(), from, ref));
            case SyncRound.FindWants(var entries) -> findWants(entries);
            case SyncRound.Apply(var writes) -> apply(writes);
            case SyncRound.Done(int pulled) -> {
                pace(peer.agent()).walked(pulled);
                if (pulled > 0) {
                    getContext()
                            .getLog()
                            .info(
                                    "partition {}: took over {} versions from {}",
                                    parts.partition(),
                                    pulled,
                                    peer.agent());
                }
                leave();
            }
        }
    }

    private void findWants(List<SyncAnswer.Entry> entries) {
        long asked = walk;
        var found =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return parts.source().wants(entries);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        parts.setup().executors().disk());
        getContext().pipeToSelf(found, (wants, _) -> new WantsFound(asked, wants));
    }

    private void onWants(WantsFound found) {
        if (found.walk() != walk) return;
        List<SyncAnswer.Entry> wants = found.wants();
        if (wants == null) giveUp();
        else perform(round.wants(wants));
    }

    private void apply(List<StoreWrite> writes) {
        writesAwaited = writes.size();
        long asked = walk;
        for (StoreWrite write : writes) {
            getContext()
                    .ask(
                            StoreWrite.Answer.class,
                            parts.host(),
                            parts.setup().settings().writeTimeout(),
                            ref -> new PartitionHost.Write(write, ref),
                            (answer, _) -> new Written(asked, answer));
        }
    }

    private void onWritten(Written written) {
        if (written.walk() != walk) return;
        if (!(written.answer() instanceof StoreWrite.Synced)) {
            giveUp();
        } else if (--writesAwaited == 0) {
            perform(round.applied());
        }
    }

    private void ask(
            SyncCast.Peer peer,
            org.apache.pekko.japi.function.Function<ActorRef<SyncAnswer>, SyncQuestion> question) {
        long asked = walk;
        getContext()
                .ask(
                        SyncAnswer.class,
                        peer.host(),
                        parts.setup().settings().syncTimeout(),
                        question,
                        (answer, _) -> new Answered(asked, answer));
    }

    private void giveUp() {
        cast.failed();
        leave();
    }

    private void leave() {
        cast.peers().poll();
        nextPeer();
    }

    private void finish() {
        phase = Phase.IDLE;
        if (cast.settled()) compared = true;
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
