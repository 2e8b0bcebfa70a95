package dev.kith.store;

import dev.kith.store.log.RecordLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The networks of a class of tests, in one actor system. Each is stopped once its test is over, and
 * the system once the last one is.
 */
final class Networks implements AfterEachCallback, AfterAllCallback {
    private final ActorTestKit kit = ActorTestKit.create();
    private final List<Network> started = new ArrayList<>();

    /** A network of one partition. */
    Network start(Path folder, int agents, String settings) {
        return stoppedLater(new Network(kit, folder, agents, settings));
    }

    /** A network of one partition, whose files are opened so. */
    Network start(Path folder, int agents, String settings, Network.Files files) {
        return stoppedLater(new Network(kit, folder, agents, settings, files));
    }

    /** A network whose databases are opened so. */
    Network start(Path folder, int agents, String settings, int partitions, RecordLog.Opener logs) {
        return stoppedLater(new Network(kit, folder, agents, settings, partitions, logs));
    }

    private Network stoppedLater(Network network) {
        started.add(network);
        return network;
    }

    /** Somebody for them to answer. */
    <T> TestProbe<T> probe() {
        return kit.createTestProbe();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        for (Network network : started) network.stopAll();
        started.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        kit.shutdownTestKit();
    }
}
