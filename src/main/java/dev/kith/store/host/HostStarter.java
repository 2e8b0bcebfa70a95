package dev.kith.store.host;

import dev.kith.store.StoreSetup;
import dev.kith.store.disk.DiskGauge;
import dev.kith.store.disk.KnownPartitions;
import dev.kith.store.disk.StoreFolder;
import dev.kith.store.level.SyncBudget;
import dev.kith.store.log.FolderSwap;
import dev.kith.store.log.RecordLog;
import dev.kith.store.log.salvage.SettingAside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** Starts the hosts of one agent's partitions; nothing here blocks. */
public final class HostStarter {

    /**
     * What all hosts of an agent share.
     *
     * @param versionTimes told every version time that is seen
     * @param suffix tells apart agents of one actor system
     */
    public record Means(
            ActorSystem<?> system,
            StoreSetup setup,
            DiskGauge gauge,
            SyncBudget budget,
            KnownPartitions known,
            LongConsumer versionTimes,
            String suffix) {}

    /** A host and what is known of it beside its actor. */
    public record Started(ActorRef<PartitionHost.Command> host, HostFiles files, HostSigns signs) {

        /** Has it take no more writes, and closes its files. */
        public CompletionStage<Void> close() {
            host.tell(new PartitionHost.Close());
            return files.close();
        }
    }

    private final Means means;
    private final AtomicLong names = new AtomicLong();

    public HostStarter(Means means) {
        this.means = means;
    }

    /** Starts the host of a partition, whose files are opened once {@code before} is over. */
    public Started start(int partition, CompletionStage<Void> before) {
        var setAside = new AtomicBoolean();
        var logs =
                new SettingAside(
                        means.setup().logs(),
                        means.setup().clock(),
                        log -> {
                            // made from a database that goes on without something
                            FolderSwap.delete(log.resolveSibling(StoreFolder.INDEX));
                            setAside.set(true);
                        });
        var files =
                new HostFiles(
                        () -> openFiles(partition, logs, setAside),
                        means.setup().executors().disk());
        var signs = new HostSigns(means.versionTimes());
        var host =
                means.system()
                        .systemActorOf(
                                PartitionHost.create(
                                        new PartitionHost.Parts(
                                                partition,
                                                means.setup(),
                                                means.gauge(),
                                                () -> before.thenCompose(_ -> files.open()),
                                                signs,
                                                means.budget(),
                                                () -> means.known().contains(partition))),
                                "partition-host-"
                                        + partition
                                        + means.suffix()
                                        + "-"
                                        + names.incrementAndGet(),
                                Props.empty());
        return new Started(host, files, signs);
    }

    private PartitionFiles openFiles(int partition, RecordLog.Opener logs, AtomicBoolean setAside) {
        try {
            means.known().load();
            PartitionFiles files = PartitionFiles.open(partition, means.setup(), logs, setAside);
            means.versionTimes().accept(files.log().standing().versionTimeMax());
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("partition " + partition + ": " + e.getMessage(), e);
        }
    }
}
