package dev.kith.task.wiring;

import dev.kith.model.AgentId;
import dev.kith.registry.Directory;
import dev.kith.store.Copies;
import dev.kith.task.Intake;
import dev.kith.task.Searcher;
import dev.kith.task.TaskSettings;
import dev.kith.task.Tasks;
import dev.kith.task.intake.DocumentIntake;
import dev.kith.task.intake.SourceDoor;
import dev.kith.task.intake.VersionClock;
import dev.kith.task.run.Asking;
import dev.kith.task.run.TaskDesk;
import dev.kith.task.run.Tools;
import dev.kith.task.run.Trades;
import dev.kith.task.search.QueryDesk;
import dev.kith.task.view.TaskBoard;
import dev.kith.task.view.WatchDesk;
import dev.kith.wire.Envelopes;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/**
 * The doors of the task floor, and the tools that every {@link dev.kith.task.run.Task} entity is
 * created with.
 */
public record TaskDoors(Intake intake, Tasks tasks, Searcher searcher, Tools tools) {

    /**
     * What they need; everything here is safe from any thread.
     *
     * @param model fingerprint of the model that this network's vectors come from; empty while it
     *     is not known
     * @param work runs what takes a while: reading HTML, hashing
     */
    public record Parts(
            AgentId self,
            Envelopes envelopes,
            Copies copies,
            Directory directory,
            Trades trades,
            SourceDoor sources,
            Supplier<String> model,
            InstantSource clock,
            RandomGenerator random,
            Executor work,
            TaskSettings settings) {}

    /** Opens them; once in an actor system. */
    public static TaskDoors open(ActorSystem<?> system, Parts parts) {
        var settings = parts.settings;
        var run = settings.run();
        var asking =
                new Asking(
                        system.systemActorOf(Asking.behavior(), "asking", Props.empty()),
                        system.scheduler());
        var watches =
                system.systemActorOf(
                        WatchDesk.create(parts.trades, settings.watchInterval()),
                        "task-watches",
                        Props.empty());
        var desk =
                system.systemActorOf(
                        TaskDesk.create(run.inFlightMax(), run.waitingMax()),
                        "task-desk",
                        Props.empty());
        var board =
                new TaskBoard(parts.copies, parts.trades, asking, watches, settings.lookTimeout());
        var intake =
                new DocumentIntake(
                        new dev.kith.task.intake.Means(
                                parts.copies,
                                parts.envelopes,
                                parts.trades,
                                (task, ended) -> board.watch(task, _ -> {}, ended),
                                parts.sources,
                                new VersionClock(parts.clock, parts.self.shortForm()),
                                parts.clock,
                                parts.work,
                                settings.intake()));
        var searcher =
                new QueryDesk(
                        new dev.kith.task.search.Means(
                                parts.self,
                                parts.envelopes,
                                parts.directory,
                                parts.trades,
                                asking,
                                parts.model,
                                parts.clock,
                                parts.random,
                                settings.search()));
        var tools =
                new Tools(
                        parts.self,
                        parts.envelopes,
                        parts.copies,
                        parts.directory,
                        parts.trades,
                        parts.model,
                        desk,
                        parts.clock,
                        parts.random,
                        run);
        return new TaskDoors(intake, board, searcher, tools);
    }
}
