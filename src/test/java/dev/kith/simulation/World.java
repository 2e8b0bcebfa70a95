package dev.kith.simulation;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.model.Version;
import dev.kith.store.StoreSettings;
import dev.kith.task.testing.PaperEnvelopes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/** Everything there is during one schedule. */
final class World {
    static final int COPIES = 3;
    private static final long START_MAX = 2_000;

    /** About 2026; virtual time counts from here. */
    private static final long EPOCH = 1_790_000_000_000L;

    private final Stage stage;
    private final Profile profile;
    private final long run;
    private final Links links;
    private final Membership membership;
    private final History history = new History();
    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final List<Machine> machines = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final boolean lies;
    private final Path folder;
    private long slept;
    private @Nullable BrokenPromise broken;

    World(Stage stage, Profile profile, long run, boolean lies) {
        this.stage = stage;
        this.profile = profile;
        this.run = run;
        this.lies = lies;
        this.folder = stage.folder().resolve("r" + run);
        var extended = (ExtendedActorSystem) stage.system().classicSystem();
        this.links = new Links(Turns.ONLY, extended, profile.weather());
        this.membership = new Membership(this);
        for (int i = 0; i < profile.machines(); i++) {
            var machine = new Machine(i, folder.resolve("m" + i), new Disk(lies));
            machines.add(machine);
            if (i < profile.machines() - profile.late()) start(machine, 0);
        }
        repeat();
    }

    static StoreSettings defaults() {
        Config defaults = ConfigFactory.parseResources("kith/store.conf").getConfig("kith.store");
        return StoreSettings.from(
                ConfigFactory.parseString(
                                "disk-free-min = 0, ended-kept-max = 2, sync-page-max = 2,"
                                        + " disk-check-interval = 10000s")
                        .withFallback(defaults)
                        .resolve());
    }

    private void repeat() {
        turns().after(
                        1_000,
                        () -> {
                            membership.tick();
                            repeat();
                        });
    }

    /** What a good clock shows, milliseconds since 1970. */
    long millis() {
        return EPOCH + turns().now() + slept;
    }

    /** Everything stands still for a time that all clocks count and nothing else. */
    void sleep(Duration time) {
        slept += time.toMillis();
        history.slept(turns().now());
    }

    /** Whether a tombstone of this version may have been collected by now. */
    boolean mayForget(Version version) {
        return version.millis() < millis() - settings().upkeep().tombstoneKeep().toMillis();
    }

    Turns turns() {
        return Turns.ONLY;
    }

    ActorSystem<?> system() {
        return stage.system();
    }

    StoreSettings settings() {
        return stage.settings();
    }

    Profile profile() {
        return profile;
    }

    Links links() {
        return links;
    }

    Membership membership() {
        return membership;
    }

    History history() {
        return history;
    }

    PaperEnvelopes.Post post() {
        return post;
    }

    long run() {
        return run;
    }

    List<Machine> machines() {
        return machines;
    }

    List<Life> running() {
        var running = new ArrayList<Life>();
        for (Machine machine : machines) {
            Life life = machine.running();
            if (life != null) running.add(life);
        }
        return running;
    }

    /** Starts an agent on a machine that has none. */
    void start(Machine machine, long within) {
        if (machine.running() != null || machine.burnt) return;
        var life = new Life(this, machine);
        machine.life = life;
        turns().after(turns().between(0, within), () -> membership.join(life));
    }

    /** Ends an agent in good order and begins anew. */
    void restart(Life life) {
        life.leave(() -> start(life.machine(), START_MAX));
    }

    void startAgain(Machine machine) {
        start(machine, START_MAX);
    }

    /** A machine is lost for ever, with its disk. */
    void burn(Machine machine) {
        Life life = machine.running();
        if (life != null) life.crash();
        machine.burnt = true;
        machine.disk = new Disk(lies);
        history.burnt();
    }

    /** Stops every actor whose name ends so. */
    void stopAll(String suffix) {
        stage.stopAll(suffix);
    }

    void broke(String promise, String detail) {
        if (broken == null) broken = new BrokenPromise(promise, detail);
        note("BROKEN " + promise + ": " + detail);
    }

    Optional<BrokenPromise> broken() {
        return Optional.ofNullable(broken);
    }

    void note(String what) {
        trace.add("%7.3f s  %s".formatted(turns().now() / 1000.0, what));
    }

    List<String> trace() {
        return trace;
    }

    /** Lets go of everything. */
    void close() {
        stage.stopAll("r" + run);
        for (Machine machine : machines) machine.life = null;
        turns().runReady();
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
