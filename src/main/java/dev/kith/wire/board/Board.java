package dev.kith.wire.board;

import dev.kith.model.AgentId;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.Proofs;
import dev.kith.wire.record.RecordCheck;
import dev.kith.wire.record.SignedRecord;
import dev.kith.wire.record.SignedRecords;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ddata.typed.javadsl.DistributedData;
import org.apache.pekko.cluster.ddata.typed.javadsl.Replicator;
import org.apache.pekko.cluster.ddata.typed.javadsl.ReplicatorMessageAdapter;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.SelfUp;
import org.apache.pekko.cluster.typed.Subscribe;
import org.apache.pekko.util.ByteString;

/**
 * Signs what this agent pins, tells readers what others have pinned, and accuses those who say two
 * things at once.
 *
 * <pre>
 *   Pin ──► up, and own newest heard? ──► sign ──► Distributed Data ──► Posted to readers
 *                                                        │ two of one version
 *                                                        └──► proof ──► Proven to readers
 * </pre>
 *
 * What was pinned last of each kind stays pinned, and is signed anew when the others turn out to
 * have something newer of this agent: it goes on above what it had written before it was restored.
 */
public final class Board extends AbstractMatchingBehavior<Board.Command> {
    private static final Duration OWN_READ_MAX = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** Everything this actor can receive. */
    public sealed interface Command {}

    /**
     * Signs and publishes this, in place of what was there of that kind.
     *
     * @param payload empty to say that there is nothing any more
     * @param lifetime how long readers count it
     */
    public record Pin(Kind kind, ByteString payload, Duration lifetime) implements Command {}

    /** Tells {@code reader} everything of these kinds, what is known first, and all proofs. */
    public record Watch(Set<Kind> kinds, ActorRef<News> reader) implements Command {
        public Watch {
            kinds = Set.copyOf(kinds);
        }
    }

    private record Arrived() implements Command {}

    private record OwnRead(Replicator.GetResponse<?> response) implements Command {}

    private record Changed(Replicator.SubscribeResponse<?> response) implements Command {}

    private record PinAgain(Kind kind) implements Command {}

    /** What readers are told; stays on this agent. */
    public sealed interface News {}

    /** All there is of this kind in this bucket now. */
    public record Posted(Kind kind, int bucket, SignedRecords records) implements News {}

    /** All that is proven of agents of this bucket. */
    public record Proven(int bucket, Proofs proofs) implements News {}

    /**
     * What it needs.
     *
     * @param marks where versions are kept
     */
    public record Setup(Author.Voice voice, RecordCheck check, Function<Kind, VersionMark> marks) {}

    private record Place(Kind kind, int bucket) {}

    private final Setup setup;
    private final AgentId self;
    private final TimerScheduler<Command> timers;
    private final ActorRef<Replicator.Command> replicator;
    private final ReplicatorMessageAdapter<Command, SignedRecords> records;
    private final ReplicatorMessageAdapter<Command, Proofs> proofs;
    private final ActorRef<Replicator.GetResponse<SignedRecords>> ownReads;
    private final Map<Kind, Author> authors = new EnumMap<>(Kind.class);
    private final Map<Kind, Pin> pinned = new EnumMap<>(Kind.class);
    private final Set<Kind> heardOwn = EnumSet.noneOf(Kind.class);
    private final Map<Place, SignedRecords> posted = new HashMap<>();
    private final Accuser accuser;
    private final List<Watch> watches = new ArrayList<>();
    private boolean up;

    private Board(ActorContext<Command> context, TimerScheduler<Command> timers, Setup setup) {
        super(context);
        this.setup = setup;
        this.self = setup.voice().signer().id();
        this.timers = timers;
        this.replicator = DistributedData.get(context.getSystem()).replicator();
        this.records = new ReplicatorMessageAdapter<>(context, replicator, OWN_READ_MAX);
        this.proofs = new ReplicatorMessageAdapter<>(context, replicator, OWN_READ_MAX);
        this.accuser = new Accuser(context, replicator, setup.check());
        this.ownReads =
                context.messageAdapter(Replicator.GetResponse.class, OwnRead::new).unsafeUpcast();
        Cluster.get(context.getSystem())
                .subscriptions()
                .tell(
                        new Subscribe<>(
                                context.messageAdapter(SelfUp.class, _ -> new Arrived()),
                                SelfUp.class));
        for (int i = 0; i < Buckets.COUNT; i++) {
            proofs.subscribe(new Buckets.OfProofs(i), Changed::new);
        }
    }

    /** A board of this agent; its ActorSystem needs a {@link RecordCheck.Given}. */
    public static Behavior<Command> create(Setup setup) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Board(context, timers, setup)));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Pin pin -> onPin(pin);
            case Watch watch -> onWatch(watch);
            case Arrived _ -> onArrived();
            case OwnRead read -> onOwnRead(read);
            case Changed changed -> onChanged(changed);
            case PinAgain again -> post(again.kind());
        }
        return this;
    }

    private void onPin(Pin pin) {
        pinned.put(pin.kind(), pin);
        if (heardOwn.contains(pin.kind())) post(pin.kind());
        else if (up) readOwn(pin.kind());
    }

    private void onArrived() {
        up = true;
        pinned.keySet().forEach(this::readOwn);
    }

    private void readOwn(Kind kind) {
        replicator.tell(
                new Replicator.Get<>(
                        own(kind), new Replicator.ReadMajority(OWN_READ_MAX), ownReads));
    }

    private void onOwnRead(OwnRead read) {
        if (!(read.response().key() instanceof Buckets.OfRecords key)) return;
        if (read.response() instanceof Replicator.GetSuccess<?> success) {
            success.get(key)
                    .slot(key.kind(), self)
                    .ifPresent(slot -> author(key.kind()).heard(slot));
        }
        if (heardOwn.add(key.kind())) post(key.kind());
    }

    private void post(Kind kind) {
        Pin pin = pinned.get(kind);
        if (pin == null || !heardOwn.contains(kind)) return;
        try {
            SignedRecord record = author(kind).next(pin.payload(), pin.lifetime());
            replicator.tell(
                    new Replicator.Update<>(
                            own(kind),
                            SignedRecords.empty(setup.check()),
                            Replicator.writeLocal(),
                            getContext().getSystem().ignoreRef(),
                            all -> all.put(record)));
        } catch (IOException e) {
            getContext()
                    .getLog()
                    .warn("cannot keep a version on disk, so nothing new is said; is it full?", e);
        }
    }

    private Author author(Kind kind) {
        return authors.computeIfAbsent(
                kind, _ -> new Author(kind, setup.voice(), setup.marks().apply(kind)));
    }

    private Buckets.OfRecords own(Kind kind) {
        return new Buckets.OfRecords(kind, Buckets.of(self));
    }

    private void onWatch(Watch watch) {
        for (Kind kind : watch.kinds()) {
            if (watches.stream().anyMatch(other -> other.kinds().contains(kind))) continue;
            for (int i = 0; i < Buckets.COUNT; i++) {
                records.subscribe(new Buckets.OfRecords(kind, i), Changed::new);
            }
        }
        watches.add(watch);
        posted.forEach((place, known) -> {
            if (watch.kinds().contains(place.kind())) {
                watch.reader().tell(new Posted(place.kind(), place.bucket(), known));
            }
        });
        accuser.proven((bucket, known) -> watch.reader().tell(new Proven(bucket, known)));
    }

    private void onChanged(Changed changed) {
        if (!(changed.response() instanceof Replicator.Changed<?> news)) return;
        if (news.key() instanceof Buckets.OfRecords key) onPosted(key, news.get(key));
        if (news.key() instanceof Buckets.OfProofs key) {
            Proofs all = news.get(key);
            accuser.heard(key.bucket(), all);
            for (Watch watch : watches) watch.reader().tell(new Proven(key.bucket(), all));
        }
    }

    private void onPosted(Buckets.OfRecords key, SignedRecords all) {
        posted.put(new Place(key.kind(), key.bucket()), all);
        for (Watch watch : watches) {
            if (watch.kinds().contains(key.kind())) {
                watch.reader().tell(new Posted(key.kind(), key.bucket(), all));
            }
        }
        all.forks().forEach(accuser::accuse);
        if (authors.containsKey(key.kind()) && key.bucket() == Buckets.of(self)) {
            all.slot(key.kind(), self)
                    .filter(slot -> author(key.kind()).heard(slot))
                    .ifPresent(_ ->
                            timers.startSingleTimer(key.kind(), new PinAgain(key.kind()), AGAIN));
        }
    }
}
