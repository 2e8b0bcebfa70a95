package dev.kith.node.ending;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what still streams when an actor system has had its time to end.
 *
 * <p>Pekko's transport waits, with no limit, until its own streams have ended, and now and then one
 * to a member that has just been removed does not: then the actor system never ends, and its ports
 * are never free (apache/pekko issue 3247, to be bounded by a setting after 1.7.0). Streams that
 * are stopped from outside end with an error, which the transport takes for an end.
 */
public final class StalledStreams {
    private static final Logger LOG = LoggerFactory.getLogger(StalledStreams.class);

    /** Pekko keeps the actors of all streams under here, one child for each materializer. */
    private static final String MATERIALIZERS = "/system/Materializers/*";

    /** Streams that end in order need a few hundredths of this. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private StalledStreams() {}

    /** Has all streams stopped when the coordinated shutdown of {@code system} does not end it. */
    public static void stopAtTheEnd(ActorSystem<?> system) {
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseActorSystemTerminate(),
                        "kith-stalled-streams",
                        () -> {
                            system.scheduler()
                                    .scheduleOnce(
                                            GRACE, () -> stop(system), system.executionContext());
                            return CompletableFuture.completedFuture(Done.getInstance());
                        });
    }

    private static void stop(ActorSystem<?> system) {
        LOG.info("connections to other agents do not end in order; they are cut");
        stopNow(system);
    }

    /** Stops all streams of {@code system} at once. */
    static void stopNow(ActorSystem<?> system) {
        system.classicSystem()
                .actorSelection(MATERIALIZERS)
                .tell(PoisonPill.getInstance(), ActorRef.noSender());
    }
}
