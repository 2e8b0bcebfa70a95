package dev.kith.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.typesafe.config.ConfigFactory;
import dev.kith.store.StoreSettings;
import java.nio.file.Path;
import java.util.List;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.LocalActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What all schedules of a process share: one actor system, whose every dispatcher and scheduler is
 * {@link Turns}.
 */
final class Stage {
    private static final String CONFIG =
            """
            pekko {
              actor.default-dispatcher {
                type = Dispatcher
                executor = "%s"
                throughput = 1
              }
              actor.internal-dispatcher = "pekko.actor.default-dispatcher"
              actor.provider = local
              scheduler.implementation = "%s"
              coordinated-shutdown.run-by-jvm-shutdown-hook = off
              jvm-shutdown-hooks = off
              log-dead-letters = off
              log-dead-letters-during-shutdown = off
              loglevel = OFF
              stdout-loglevel = OFF
            }
            """
                    .formatted(TurnsDispatcher.class.getName(), TurnsScheduler.class.getName());

    private final ActorSystem<Void> system;
    private final StoreSettings settings = World.defaults();
    private final Path folder;

    /** Starts it; {@code folder} is for the little that is written. */
    Stage(Path folder) throws InterruptedException {
        this.folder = folder;
        Turns.ONLY.live();
        this.system =
                ActorSystem.create(
                        Behaviors.<Void>empty(),
                        "simulation",
                        ConfigFactory.parseString(CONFIG)
                                .withFallback(ConfigFactory.defaultReference())
                                .resolve());
        Turns.ONLY.simulated();
    }

    /** What is logged of failures that are brought about on purpose is not for people. */
    static void quiet() {
        level(Level.OFF);
    }

    /** As it was before. */
    static void loud() {
        level(null);
    }

    private static void level(@Nullable Level level) {
        for (String name : List.of("dev.kith.store", "dev.kith.task")) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(level);
        }
    }

    ActorSystem<Void> system() {
        return system;
    }

    StoreSettings settings() {
        return settings;
    }

    Path folder() {
        return folder;
    }

    /** Stops every actor whose name ends so. */
    void stopAll(String suffix) {
        var extended = (ExtendedActorSystem) system.classicSystem();
        var guardian = (LocalActorRef) extended.systemGuardian();
        for (ActorRef child : CollectionConverters.asJava(guardian.children())) {
            String name = child.path().name();
            if (name.endsWith(suffix) || name.contains(suffix + "-")) extended.stop(child);
        }
    }
}
