package dev.kith.node.assembly;

import dev.kith.chunk.ChunkerSettings;
import dev.kith.gateway.GatewayDoors;
import dev.kith.gateway.NetworkFacts;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.node.lasting.Credentials;
import dev.kith.placement.work.MoveBook;
import dev.kith.placement.work.WorkPicker;
import dev.kith.registry.Directory;
import dev.kith.reputation.live.LiveTrust;
import dev.kith.store.Copies;
import dev.kith.task.TaskSettings;
import dev.kith.task.check.Checks;
import dev.kith.task.intake.DocumentIntake;
import dev.kith.task.intake.VersionClock;
import dev.kith.task.reach.Asking;
import dev.kith.task.reach.Trades;
import dev.kith.task.restore.DocumentRestorer;
import dev.kith.task.run.InHandFolder;
import dev.kith.task.run.Task;
import dev.kith.task.run.TaskDesk;
import dev.kith.task.run.Tools;
import dev.kith.task.search.LiveNeighbours;
import dev.kith.task.search.QueryDesk;
import dev.kith.task.story.TaskExplainer;
import dev.kith.task.verify.DocumentVerifier;
import dev.kith.task.view.TaskBoard;
import dev.kith.task.view.WatchDesk;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/**
 * What an agent uses of its whole network, whatever it offers itself: running tasks, taking
 * documents in, showing tasks, searching.
 */
final class Doors {

    /**
     * What they are made of.
     *
     * @param running told how many tasks run here, whenever that changes
     */
    record Parts(
            ActorSystem<?> system,
            Credentials credentials,
            Copies copies,
            Directory directory,
            LiveTrust trust,
            WorkPicker.Means picking,
            Trades trades,
            MoveBook moves,
            InstantSource clock,
            Supplier<String> model,
            TaskSettings settings,
            dev.kith.task.verify.Means verifying,
            IntConsumer running) {}

    private final Parts parts;
    private final InstantSource clock;
    private final RandomGenerator random = new SecureRandom();
    private final VersionClock versions;
    private final InHandFolder inHand;
    private final WorkPicker picker;

    Doors(Parts parts) {
        this.parts = parts;
        this.clock = parts.clock();
        this.versions = new VersionClock(clock, parts.credentials().self().shortForm());
        this.picker = new WorkPicker(parts.picking());
        this.inHand = InHandFolder.open(parts.credentials().folder().path().resolve("in-hand"));
    }

    /** Tells the tasks that this agent's last process had in hand when it ended suddenly. */
    void tellLeftOver() {
        var lost = new Task.Lost(parts.credentials().self().did());
        for (TaskId task : inHand.leftOver()) parts.trades().task(task, lost);
    }

    /** No version that this agent gives may be older than one that its files have. */
    void observe(long versionTimeMax) {
        versions.observe(new Version(versionTimeMax, ""));
    }

    /** What this agent's task entities share. */
    Tools tools(Checks checks) {
        var run = parts.settings().run();
        return new Tools(
                parts.credentials().self(),
                parts.credentials().envelopes(),
                parts.copies(),
                parts.directory(),
                parts.trust(),
                parts.trust(),
                parts.trades(),
                picker,
                parts.model(),
                checks,
                parts.system()
                        .systemActorOf(
                                TaskDesk.create(
                                        new TaskDesk.Room(
                                                run.inFlightMax(),
                                                run.waitingMax(),
                                                run.aloneMax()),
                                        parts.running()),
                                "task-desk",
                                Props.empty()),
                inHand,
                clock,
                random,
                run);
    }

    /** What HTTP leads to. */
    GatewayDoors gateway(ChunkerSettings chunk, NetworkFacts facts, Executor work) {
        var settings = parts.settings();
        var asking =
                new Asking(
                        parts.system().systemActorOf(Asking.behavior(), "asking", Props.empty()),
                        parts.system().scheduler());
        var tasks =
                new TaskBoard(
                        parts.copies(),
                        parts.trades(),
                        asking,
                        parts.system()
                                .systemActorOf(
                                        WatchDesk.create(parts.trades(), settings.watchInterval()),
                                        "watch-desk",
                                        Props.empty()),
                        settings.lookTimeout());
        var intake =
                new DocumentIntake(
                        new dev.kith.task.intake.Means(
                                parts.copies(),
                                parts.credentials().envelopes(),
                                parts.trades(),
                                (task, ended) -> tasks.watch(task, _ -> {}, ended),
                                new Sources(chunk),
                                versions,
                                clock,
                                work,
                                settings.intake()));
        var neighbours = new LiveNeighbours(random);
        new SearchHelp(parts.system(), parts.credentials().self()).watch(neighbours);
        var searcher =
                new QueryDesk(
                        new dev.kith.task.search.Means(
                                parts.credentials().self(),
                                parts.credentials().envelopes(),
                                neighbours,
                                asking,
                                parts.model(),
                                clock,
                                settings.search()));
        var restorer =
                new DocumentRestorer(
                        new dev.kith.task.restore.Means(
                                parts.copies(),
                                intake::takeBack,
                                versions,
                                parts.model(),
                                clock,
                                settings.intake()));
        return new GatewayDoors(
                intake,
                restorer,
                tasks,
                searcher,
                new DocumentVerifier(parts.verifying()),
                new TaskExplainer(
                        new TaskExplainer.Means(
                                tasks,
                                parts.copies(),
                                parts.trades(),
                                asking,
                                picker,
                                parts.moves(),
                                settings.lookTimeout(),
                                settings.explainBatchesMax())),
                parts.copies(),
                parts.directory(),
                parts.trust(),
                parts.trust(),
                facts,
                parts.credentials().signer(),
                clock);
    }
}
