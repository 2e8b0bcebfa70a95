package dev.kith.simulation;

import com.typesafe.config.ConfigFactory;
import dev.kith.audit.AuditSettings;
import dev.kith.model.CopyId;
import dev.kith.model.DocumentRecord;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.store.CopiesClient;
import dev.kith.store.SimulatedHosts;
import dev.kith.store.Storage;
import dev.kith.store.StorageDoor;
import dev.kith.store.StoreExecutors;
import dev.kith.store.StoreHosts;
import dev.kith.store.StoreSetup;
import dev.kith.store.StoreWrite;
import dev.kith.store.index.PartitionIndex;
import dev.kith.store.quorum.Shape;
import dev.kith.task.IntakeLimits;
import dev.kith.task.court.Convicting;
import dev.kith.task.intake.DocumentIntake;
import dev.kith.task.intake.VersionClock;
import dev.kith.task.redo.Mender;
import dev.kith.task.redo.RedoMeans;
import dev.kith.task.testing.LineSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.jspecify.annotations.Nullable;

/** One agent from its start to its end: the store's hosts, a client of all copies, an intake. */
final class Life implements StorageDoor {
    private static final long DISK_SLOW_MAX = 3_000;
    private static final long DISK_QUICK_MAX = 12;
    private static final Duration MEND_INTERVAL = Duration.ofMinutes(1);
    private static final AuditSettings.Memory MEMORY =
            AuditSettings.from(ConfigFactory.load().getConfig("kith.audit")).memory();
    private static final IntakeLimits LIMITS =
            new IntakeLimits(64, 4096, 10_000, 1_000, 30, 2, Duration.ofMinutes(10));

    private final World world;
    private final Machine machine;
    private final String suffix;
    private final StoreHosts hosts;
    private final CopiesClient copies;
    private final DocumentIntake intake;
    private final VersionClock versions;
    private final Map<CopyId, ActorRef<Storage.Command>> doors = new HashMap<>();
    private final Set<TaskId> working = new HashSet<>();
    private final List<DocumentRecord> put = new ArrayList<>();
    private final Spoken spoken;
    private boolean alive = true;
    private boolean open;
    private int view = 1;
    private int names;
    private @Nullable Index index;

    Life(World world, Machine machine) {
        this.world = world;
        this.machine = machine;
        this.suffix = "-m" + machine.number + "x" + machine.lives++ + "r" + world.run();
        this.spoken = new Spoken(world.post(), machine.id, world.history()::sealed);
        var settings = world.settings();
        var shape = new Shape(1, World.COPIES, () -> view);
        InstantSource clock = () -> Instant.ofEpochMilli(millis());
        Executor disk = this::onDisk;
        var setup =
                new StoreSetup(
                        machine.id,
                        machine.folder,
                        settings,
                        shape,
                        new StoreExecutors(disk, world.turns(), world.turns()),
                        spoken,
                        this,
                        this::wake,
                        folder -> machine.disk.open(folder, this::alive),
                        this::openIndex,
                        clock);
        this.hosts = SimulatedHosts.create(world.system(), setup, suffix);
        this.copies =
                new CopiesClient(world.system(), "copies" + suffix, settings, shape, this, spoken);
        this.versions = new VersionClock(clock, machine.id.shortForm());
        this.intake =
                new DocumentIntake(
                        new dev.kith.task.intake.Means(
                                copies,
                                spoken,
                                new StartedTasks(spoken, this::wake),
                                (_, _) -> {},
                                new LineSources(16),
                                versions,
                                clock,
                                world.turns(),
                                LIMITS));
        hosts.open()
                .thenRun(() -> {
                    versions.observe(new Version(hosts.versionTimeMax(), ""));
                    open = true;
                    mend(clock);
                });
    }

    /** It looks after documents of which nobody has everything any more. */
    private void mend(InstantSource clock) {
        if (!alive) return;
        var means =
                new RedoMeans(
                        machine.id,
                        new Company(world, this),
                        copies,
                        new StartedTasks(spoken, this::wake),
                        Convicting.of(),
                        clock,
                        Duration.ofMinutes(10),
                        MEND_INTERVAL,
                        MEMORY);
        world.system().systemActorOf(Mender.create(means), "mender" + suffix, Props.empty());
    }

    boolean alive() {
        return alive;
    }

    /** Whether it takes requests. */
    boolean open() {
        return alive && open;
    }

    int number() {
        return machine.number;
    }

    Machine machine() {
        return machine;
    }

    CopiesClient copies() {
        return copies;
    }

    DocumentIntake intake() {
        return intake;
    }

    /** Pending records that it wrote so far. */
    List<DocumentRecord> put() {
        return put;
    }

    Spoken spoken() {
        return spoken;
    }

    StoreHosts hosts() {
        return hosts;
    }

    Set<TaskId> working() {
        return working;
    }

    @Nullable Index index() {
        return index;
    }

    String suffix() {
        return suffix;
    }

    long millis() {
        return world.millis() + machine.skew;
    }

    /** So many agents are here, as far as this one knows. */
    void view(int agents) {
        if (!alive) return;
        boolean lost = agents < view;
        view = agents;
        hosts.membersChanged(lost);
    }

    /** It ends between two instructions. */
    void crash() {
        alive = false;
        machine.disk.losePower();
        world.stopAll(suffix);
    }

    /** It ends in good order; {@code over} is run when it has. */
    void leave(Runnable over) {
        open = false;
        hosts.close()
                .thenRun(() -> {
                    alive = false;
                    world.stopAll(suffix);
                    over.run();
                });
    }

    @Override
    public void tell(CopyId copy, Storage.Command command) {
        if (!alive) return;
        if (command instanceof Storage.Write(StoreWrite.PutDocument(var record, _), _)) {
            put.add(record);
        }
        Life home = world.membership().home(this, copy);
        if (home == null) return;
        var links = world.links();
        Storage.Command carried = links.carry(this, home, command);
        links.send(this, home, () -> home.receive(copy, carried));
    }

    /** A copy's door moved away from here. */
    void closeDoor(CopyId copy) {
        ActorRef<Storage.Command> door = doors.remove(copy);
        if (door != null) world.system().classicSystem().stop(Adapter.toClassic(door));
    }

    Set<CopyId> doors() {
        return doors.keySet();
    }

    private void receive(CopyId copy, Storage.Command command) {
        if (world.membership().home(this, copy) != this) return;
        doors.computeIfAbsent(copy, this::openDoor).tell(command);
    }

    private ActorRef<Storage.Command> openDoor(CopyId copy) {
        return world.system()
                .systemActorOf(
                        Storage.create(copy.toString(), hosts),
                        "door-" + copy + "-" + names++ + suffix,
                        Props.empty());
    }

    private void onDisk(Runnable work) {
        var turns = world.turns();
        long most = turns.odds(world.profile().slowDisk()) ? DISK_SLOW_MAX : DISK_QUICK_MAX;
        turns.after(
                turns.between(0, most),
                () -> {
                    if (alive) work.run();
                });
    }

    private PartitionIndex openIndex(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                machine.disk.saveIndex(-1, Map.of());
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var opened = new Index(machine.disk);
        index = opened;
        return opened;
    }

    private void wake(DocumentRecord record) {
        if (alive && working.add(record.task())) new Work(world, this, record).begin();
    }
}
