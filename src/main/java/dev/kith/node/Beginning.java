package dev.kith.node;

import com.typesafe.config.Config;
import dev.kith.node.lasting.Booted;
import dev.kith.node.lasting.Credentials;
import dev.kith.node.lasting.Idling;
import dev.kith.node.lasting.Lasting;
import dev.kith.node.lasting.Models;
import dev.kith.node.lasting.Peers;
import dev.kith.node.reunion.rule.Restarts;
import dev.kith.node.setting.Plan;
import dev.kith.registry.NetworkClock;
import dev.kith.registry.SteadyClock;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an agent begins with: who it is, what it has loaded, and its first actor system, which has
 * joined nobody yet. The model is loaded beside the rest, since both take about as long.
 */
record Beginning(Lasting lasting, ActorSystem<?> system) {
    private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

    /** What is begun with, until the model is there. */
    private record Self(String name, NetworkClock clock, Credentials credentials, Idling idling) {}

    /** Makes all of it; where a part fails, the others are given up. */
    static Beginning of(
            Config config,
            Map<String, String> environment,
            Plan plan,
            Models.Engine engine,
            UnaryOperator<Credentials> disguise) {
        var steady =
                new SteadyClock(InstantSource.system(), System::nanoTime, Booted.ofThisMachine());
        var clock = new NetworkClock(steady, System::nanoTime);
        Idling idling = Idling.begin(plan.idle(), environment);
        Beside<Models> models =
                Beside.begin(
                        "kith-models",
                        () -> Models.load(plan, idling.settings().coresMax(), engine));
        try {
            Credentials credentials = disguise.apply(credentials(config, plan, clock));
            var self = new Self(plan.name(), clock, credentials, idling);
            return joined(self, config, plan, models);
        } catch (RuntimeException e) {
            idling.close();
            models.discard(Models::close);
            throw e;
        }
    }

    private static Credentials credentials(Config config, Plan plan, NetworkClock clock) {
        Credentials credentials =
                Credentials.open(
                        config.getConfig("kith"),
                        plan.node(),
                        plan.network(),
                        plan.name(),
                        plan.folders().data(),
                        clock);
        LOG.info(
                "{} is {} of network {}",
                plan.name(),
                credentials.self().did(),
                plan.network().name());
        return credentials;
    }

    private static Beginning joined(Self self, Config config, Plan plan, Beside<Models> models) {
        ActorSystem<?> system;
        try {
            system = Life.system(config, plan, self.credentials());
        } catch (RuntimeException e) {
            self.credentials().folder().close();
            throw e;
        }
        try {
            var lasting =
                    new Lasting(
                            self.name(),
                            Release.VERSION,
                            System.currentTimeMillis(),
                            self.clock(),
                            self.credentials(),
                            models.get(),
                            self.idling(),
                            Peers.in(self.credentials().folder().path(), plan.reunion().knownMax()),
                            new Restarts(plan.reunion()));
            return new Beginning(lasting, system);
        } catch (RuntimeException e) {
            system.terminate();
            self.credentials().folder().close();
            throw e;
        }
    }
}
