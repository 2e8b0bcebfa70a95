package dev.kith.node.notice;

import dev.kith.node.lasting.Credentials;
import dev.kith.node.lasting.Lasting;
import dev.kith.node.setting.Plan;
import dev.kith.registry.Card;
import dev.kith.registry.LiveDirectory;
import dev.kith.registry.NetworkClock;
import dev.kith.registry.Registrar;
import dev.kith.reputation.live.Bookkeeper;
import dev.kith.reputation.live.LiveTrust;
import dev.kith.task.court.Convictions;
import dev.kith.task.court.Verdicts;
import dev.kith.wire.board.Board;
import dev.kith.wire.record.RecordCheck;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** Who is here, and how far each is believed: what cards and ratings on the board come to. */
public final class Notices {
    private static final String LEDGER = "ratings.json";

    private final Plan plan;
    private final Lasting lasting;
    private final Credentials credentials;
    private final NetworkClock clock;
    private final LiveDirectory directory;
    private final LiveTrust trust;

    /** Nothing is heard yet. */
    public Notices(Plan plan, Lasting lasting) {
        this.plan = plan;
        this.lasting = lasting;
        this.credentials = lasting.credentials();
        this.clock = lasting.clock();
        this.directory = new LiveDirectory(credentials.self());
        this.trust = new LiveTrust(credentials.self(), plan.reputation(), plan.karma(), clock);
    }

    public LiveDirectory directory() {
        return directory;
    }

    public LiveTrust trust() {
        return trust;
    }

    /**
     * Begins to tell and to hear.
     *
     * @param card how this agent is right now; quick, from memory
     * @param disk what writing files may hold up
     * @param convictions who is proven to compute wrong vectors
     * @return the board that everything is pinned to
     */
    public ActorRef<Board.Command> start(
            ActorSystem<?> system, Supplier<Card> card, Executor disk, Convictions convictions) {
        var records = RecordCheck.of(system.classicSystem());
        var board =
                system.systemActorOf(
                        Board.create(credentials.board(records, clock)), "board", Props.empty());
        var setup =
                new Registrar.Setup(
                        plan.registry(),
                        board,
                        clock,
                        credentials.tls()::reached,
                        convictions::contains);
        trust.heed(new Verdicts(convictions));
        var registrar =
                system.systemActorOf(
                        Registrar.create(setup, directory, card), "registrar", Props.empty());
        Runnable stop =
                lasting.idling()
                        .watch()
                        .onChange(new Bulletin(() -> registrar.tell(new Registrar.Publish())));
        system.getWhenTerminated().whenComplete((_, _) -> stop.run());
        system.systemActorOf(
                Bookkeeper.create(books(board, disk), trust), "bookkeeper", Props.empty());
        var shutdown = CoordinatedShutdown.get(system);
        directory.onChange(new Attendance(() -> shutdown.getShutdownReason().isPresent()));
        return board;
    }

    private Bookkeeper.Setup books(ActorRef<Board.Command> board, Executor disk) {
        Path file = credentials.folder().path().resolve(LEDGER);
        return new Bookkeeper.Setup(
                plan.reputation(),
                plan.karma(),
                board,
                clock,
                file,
                disk,
                () ->
                        directory.agents().stream()
                                .flatMap(entry -> entry.card().stream())
                                .map(Card::agent)
                                .collect(Collectors.toSet()));
    }
}
