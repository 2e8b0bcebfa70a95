package dev.kith.cli.process;

import dev.kith.cli.archive.StartArchive;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.Surroundings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the archive beside an agent that runs, where there is none yet: a while after it is ready,
 * so that who has just started it is not disturbed, and with all else going before.
 */
final class LaterTraining {
    private static final Duration AFTER = Duration.ofMinutes(1);

    private final Surroundings surroundings;
    private final Consumer<String> note;
    private final Training training;
    private volatile boolean stopped;

    /**
     * @param note told why it failed, if it does
     */
    LaterTraining(Surroundings surroundings, Consumer<String> note) {
        this.surroundings = surroundings;
        this.note = note;
        this.training = new Training(surroundings.environment(), true);
    }

    /** Begins to wait for its time. */
    void begin() {
        if (!StartArchive.wanted(surroundings.environment())) return;
        Optional<StartArchive> missing =
                StartArchive.here(surroundings.environment()).filter(there -> !there.exists());
        if (missing.isEmpty()) return;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "ending the training"));
        Thread.ofPlatform().daemon().name("training").start(() -> make(missing.get()));
    }

    private void make(StartArchive archive) {
        surroundings.pause().pause(AFTER);
        if (stopped || archive.exists()) return;
        try {
            boolean _ = training.make(archive);
        } catch (CommandFailed e) {
            if (!stopped) note.accept("agents will not start faster next time: " + e.what());
        }
    }

    /** Ends what it does; the agent has ended. */
    void stop() {
        stopped = true;
        training.stop();
    }
}
