package dev.kith.store;

import dev.kith.model.CopyId;
import dev.kith.model.Failure;
import dev.kith.store.disk.DiskGauge;
import dev.kith.store.disk.KnownPartitions;
import dev.kith.store.disk.StoreFolder;
import dev.kith.store.host.HostStarter;
import dev.kith.store.host.HostStarter.Started;
import dev.kith.store.host.PartitionHost;
import dev.kith.store.level.Lack;
import dev.kith.store.level.SyncBudget;
import dev.kith.store.partition.ScrubProgress;
import dev.kith.wire.Envelopes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAccumulator;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partition hosts of this agent: one for each partition that has files here or whose door was
 * opened here. Thread-safe; nothing here blocks.
 */
public final class StoreHosts {
    private static final Logger LOG = LoggerFactory.getLogger(StoreHosts.class);

    private final StoreSetup setup;
    private final DiskGauge gauge;
    private final HostStarter starter;
    private final Cancellable measuring;
    private volatile boolean closed;
    private final Map<Integer, Started> slots = new ConcurrentHashMap<>();
    private final Set<CopyId> doors =
            new ConcurrentSkipListSet<>(
                    Comparator.comparingInt(CopyId::partition).thenComparingInt(CopyId::copy));
    private final Map<Integer, CompletionStage<Void>> releasing = new ConcurrentHashMap<>();
    private final KnownPartitions known;
    private final SyncBudget budget;
    private final LongAccumulator versionTimeMax = new LongAccumulator(Math::max, 0);

    private StoreHosts(ActorSystem<?> system, StoreSetup setup, DiskGauge gauge, String suffix) {
        this.setup = setup;
        this.gauge = gauge;
        this.known = new KnownPartitions(setup.folder());
        this.budget = new SyncBudget(setup.settings(), setup.clock());
        this.starter =
                new HostStarter(
                        new HostStarter.Means(
                                system,
                                setup,
                                gauge,
                                budget,
                                known,
                                versionTimeMax::accumulate,
                                suffix));
        this.measuring =
                system.scheduler()
                        .scheduleWithFixedDelay(
                                Duration.ZERO,
                                setup.settings().diskCheckInterval(),
                                () -> setup.executors().disk().execute(this::measure),
                                system.executionContext());
    }

    /** The hosts of this agent; {@link #open} starts those that have files. */
    public static StoreHosts create(ActorSystem<?> system, StoreSetup setup) {
        return create(
                system,
                setup,
                DiskGauge.of(
                        setup.folder(), setup.settings().diskFreeMin(), setup.settings().diskMax()),
                "");
    }

    /** The same on another disk; {@code suffix} tells apart agents of one system. */
    static StoreHosts create(
            ActorSystem<?> system, StoreSetup setup, DiskGauge gauge, String suffix) {
        return new StoreHosts(system, setup, gauge, suffix);
    }

    /**
     * Starts a host for every partition that has a folder; done when all are open, but for those
     * that cannot be opened: their hosts say so and go on trying, and the other copies serve.
     */
    public CompletionStage<Void> open() {
        return CompletableFuture.supplyAsync(this::folders, setup.executors().disk())
                .thenCompose(partitions ->
                        CompletableFuture.allOf(
                                partitions.stream()
                                        .map(partition -> opened(slot(partition)))
                                        .toArray(CompletableFuture[]::new)));
    }

    private static CompletableFuture<Boolean> opened(Started slot) {
        return slot.files().open().handle((_, error) -> error == null);
    }

    /** The host of a partition, started where there is none. */
    public ActorRef<PartitionHost.Command> host(int partition) {
        return slot(partition).host();
    }

    /** Whether this agent has files of a partition. */
    public boolean holds(int partition) {
        return slots.containsKey(partition)
                || StoreFolder.of(setup.folder(), partition).folder().toFile().isDirectory();
    }

    /**
     * A copy that this agent has files of.
     *
     * @param damaged documents of which something was found damaged or missing, ever
     * @param checked when the last pass over all of it ended, milliseconds since 1970; 0 for never
     */
    public record Holding(int partition, boolean level, Lack lack, long damaged, long checked) {}

    /** All copies that this agent has open, lowest first. */
    public List<Holding> holdings() {
        return slots.entrySet().stream()
                .map(e -> holding(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingInt(Holding::partition))
                .toList();
    }

    /**
     * Has a copy of a partition made here and brought level, though no door of it stands here yet.
     */
    public void adopt(int partition) {
        slot(partition);
    }

    /**
     * Deletes the files of a partition that no door here leads to, if all wanted copies elsewhere
     * were level at the last comparison and held all that this one has; otherwise it does nothing.
     */
    public void release(int partition) {
        slots.computeIfPresent(
                partition,
                (_, slot) -> {
                    boolean door = doors.stream().anyMatch(d -> d.partition() == partition);
                    if (door || closed || !slot.signs().spare()) return slot;
                    LOG.info(
                            "partition {}: its copies are whole elsewhere; removing the files here",
                            partition);
                    releasing.put(
                            partition,
                            slot.close()
                                    .thenRunAsync(
                                            () -> delete(partition), setup.executors().disk()));
                    return null;
                });
    }

    private void delete(int partition) {
        try {
            StoreFolder.of(setup.folder(), partition).delete();
        } catch (IOException e) {
            LOG.warn("cannot remove the files of partition {} in {}", partition, setup.folder(), e);
        }
    }

    private static Holding holding(int partition, Started slot) {
        boolean level = slot.signs().level();
        ScrubProgress progress = slot.signs().scrubbed();
        return new Holding(
                partition,
                level,
                level ? Lack.NONE : slot.signs().lack(),
                progress.damaged(),
                progress.ended());
    }

    /**
     * Partitions that are level somewhere. Kept, so that a new copy of one is never taken for all
     * there is.
     */
    public void known(Set<Integer> partitions) {
        if (!known.isNews(partitions)) return;
        setup.executors()
                .disk()
                .execute(() -> {
                    try {
                        known.add(partitions);
                    } catch (IOException e) {
                        LOG.warn("cannot write into {}; it is tried again", setup.folder(), e);
                    }
                });
    }

    /** Somebody reads, writes or searches here: catching up holds itself back. */
    void used() {
        budget.used();
    }

    /**
     * Agents came or went: every host compares itself with the others soon.
     *
     * @param lost whether one that stores went
     */
    public void membersChanged(boolean lost) {
        if (lost) budget.lost();
        slots.values()
                .forEach(slot -> slot.host().tell(new PartitionHost.Compare("members changed")));
    }

    /** The highest version time in any record here, so that no clock falls behind; 0 for none. */
    public long versionTimeMax() {
        return versionTimeMax.get();
    }

    /** Why nothing more is stored; empty while there is room. */
    public Optional<Failure> full() {
        return gauge.full();
    }

    /** Stops taking writes, then syncs and closes everything. */
    public CompletionStage<Void> close() {
        closed = true;
        measuring.cancel();
        return CompletableFuture.allOf(
                slots.values().stream()
                        .map(slot -> slot.close().toCompletableFuture())
                        .toArray(CompletableFuture[]::new));
    }

    /** Copies whose doors stand on this agent now, lowest first. */
    public List<CopyId> doors() {
        return List.copyOf(doors);
    }

    void doorOpened(CopyId copy) {
        doors.add(copy);
    }

    void doorClosed(CopyId copy) {
        doors.remove(copy);
    }

    Envelopes envelopes() {
        return setup.envelopes();
    }

    String agent() {
        return setup.agent().did();
    }

    private Started slot(int partition) {
        if (partition < 0 || partition >= setup.shape().partitions()) {
            throw new IllegalArgumentException("no such partition: " + partition);
        }
        return slots.computeIfAbsent(partition, this::start);
    }

    private Started start(int partition) {
        Started started =
                starter.start(
                        partition,
                        releasing.getOrDefault(partition, CompletableFuture.completedStage(null)));
        if (closed) started.close();
        return started;
    }

    private List<Integer> folders() {
        try {
            StoreFolder.sweep(setup.folder());
            return StoreFolder.partitions(setup.folder()).stream()
                    .filter(partition -> partition < setup.shape().partitions())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + setup.folder(), e);
        }
    }

    private void measure() {
        try {
            gauge.measure();
        } catch (IOException e) {
            LOG.warn("cannot look at the disk of {}", setup.folder(), e);
        }
    }
}
