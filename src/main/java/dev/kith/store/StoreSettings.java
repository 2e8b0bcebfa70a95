package dev.kith.store;

import com.typesafe.config.Config;
import dev.kith.store.scrub.UpkeepSettings;
import java.time.Duration;

/**
 * Limits and times of storing; {@code kith.store}.
 *
 * @param copiesSynced distinct agents that must have synced a write, where there are so many; at
 *     least 1
 * @param copiesGrace how long a commit waits for the other copies once enough have it
 * @param writeTimeout when a write is given up
 * @param writeRetry how long a copy may be silent before a write is sent again
 * @param readTimeout how long a copy may be silent before the next is asked as well
 * @param readDeadline when a read is answered with what has come
 * @param writesInFlightMax writes waiting at one partition
 * @param writeBytesInFlightMax bytes of writes waiting at one partition
 * @param groupBytesMax bytes of writes that share one sync
 * @param readsInFlightMax reads and searches running at one partition
 * @param messageBytesMax largest page of documents between agents, in bytes
 * @param endedKeptMax failed or canceled versions kept of a document once the time of their tasks
 *     is over
 * @param writeBuffer bytes LevelDB collects in memory for one partition
 * @param bulkBuffer the same while most of a copy is fetched
 * @param indexCommitInterval how often the search index is synced
 * @param indexCommitChanges changed documents after which the search index is synced
 * @param syncInterval how often the copies of a partition compare
 * @param syncPause how long two copies that differ wait before they compare again
 * @param syncTimeout how long another copy may take to answer while comparing
 * @param syncPageMax documents in one page of a listing
 * @param syncWindow bundles of documents on their way at once while one copy catches up
 * @param syncPullsMax copies of one agent that catch up on much at once
 * @param syncBusyShare share of the time that catching up may take while users ask; in (0, 1]
 * @param syncBytesPerSecond most bytes an agent pulls in a second; 0 for no limit
 * @param absentPatience how long after a start a copy stays behind for agents that may have gone on
 *     without it and are not back yet
 * @param repairDelay how long after the loss of an agent its copies are copied anew
 * @param wakeInterval how often pending tasks are woken, and how old they must be; six times that
 *     where the lowest copy is not
 * @param wakeMax tasks woken at once
 * @param diskFreeMin bytes that must stay free on the disk
 * @param diskMax bytes Kith may use; 0 for all that are free
 * @param diskCheckInterval how often the disk is looked at
 * @param upkeep how what is stored is kept sound
 */
public record StoreSettings(
        int copiesSynced,
        Duration copiesGrace,
        Duration writeTimeout,
        Duration writeRetry,
        Duration readTimeout,
        Duration readDeadline,
        int writesInFlightMax,
        long writeBytesInFlightMax,
        long groupBytesMax,
        int readsInFlightMax,
        int messageBytesMax,
        int endedKeptMax,
        int writeBuffer,
        int bulkBuffer,
        Duration indexCommitInterval,
        int indexCommitChanges,
        Duration syncInterval,
        Duration syncPause,
        Duration syncTimeout,
        int syncPageMax,
        int syncWindow,
        int syncPullsMax,
        double syncBusyShare,
        long syncBytesPerSecond,
        Duration absentPatience,
        Duration repairDelay,
        Duration wakeInterval,
        int wakeMax,
        long diskFreeMin,
        long diskMax,
        Duration diskCheckInterval,
        UpkeepSettings upkeep) {

    public StoreSettings {
        positive("copies-synced", copiesSynced);
        positive("copies-grace", copiesGrace.toMillis());
        positive("write-timeout", writeTimeout.toMillis());
        positive("write-retry", writeRetry.toMillis());
        positive("read-timeout", readTimeout.toMillis());
        positive("read-deadline", readDeadline.toMillis());
        positive("writes-in-flight-max", writesInFlightMax);
        positive("write-bytes-in-flight-max", writeBytesInFlightMax);
        positive("group-bytes-max", groupBytesMax);
        positive("reads-in-flight-max", readsInFlightMax);
        positive("message-bytes-max", messageBytesMax);
        positive("ended-kept-max", endedKeptMax);
        positive("write-buffer", writeBuffer);
        positive("bulk-buffer", bulkBuffer);
        positive("index-commit-interval", indexCommitInterval.toMillis());
        positive("index-commit-changes", indexCommitChanges);
        positive("sync-interval", syncInterval.toMillis());
        positive("sync-pause", syncPause.toMillis());
        positive("sync-timeout", syncTimeout.toMillis());
        positive("sync-page-max", syncPageMax);
        positive("sync-window", syncWindow);
        positive("sync-pulls-max", syncPullsMax);
        if (!(syncBusyShare > 0 && syncBusyShare <= 1)) {
            throw new IllegalArgumentException(
                    "kith.store.sync-busy-share is "
                            + syncBusyShare
                            + "; choose more than 0 and at most 1");
        }
        notNegative("sync-bytes-per-second", syncBytesPerSecond);
        notNegative("absent-patience", absentPatience.toMillis());
        notNegative("repair-delay", repairDelay.toMillis());
        positive("wake-interval", wakeInterval.toMillis());
        positive("wake-max", wakeMax);
        notNegative("disk-free-min", diskFreeMin);
        notNegative("disk-max", diskMax);
        positive("disk-check-interval", diskCheckInterval.toMillis());
    }

    /** Reads the settings from the config at {@code kith.store}. */
    public static StoreSettings from(Config store) {
        return new StoreSettings(
                store.getInt("copies-synced"),
                store.getDuration("copies-grace"),
                store.getDuration("write-timeout"),
                store.getDuration("write-retry"),
                store.getDuration("read-timeout"),
                store.getDuration("read-deadline"),
                store.getInt("writes-in-flight-max"),
                store.getBytes("write-bytes-in-flight-max"),
                store.getBytes("group-bytes-max"),
                store.getInt("reads-in-flight-max"),
                Math.toIntExact(store.getBytes("message-bytes-max")),
                store.getInt("ended-kept-max"),
                Math.toIntExact(store.getBytes("write-buffer")),
                Math.toIntExact(store.getBytes("bulk-buffer")),
                store.getDuration("index-commit-interval"),
                store.getInt("index-commit-changes"),
                store.getDuration("sync-interval"),
                store.getDuration("sync-pause"),
                store.getDuration("sync-timeout"),
                store.getInt("sync-page-max"),
                store.getInt("sync-window"),
                store.getInt("sync-pulls-max"),
                store.getDouble("sync-busy-share"),
                store.getBytes("sync-bytes-per-second"),
                store.getDuration("absent-patience"),
                store.getDuration("repair-delay"),
                store.getDuration("wake-interval"),
                store.getInt("wake-max"),
                store.getBytes("disk-free-min"),
                store.getBytes("disk-max"),
                store.getDuration("disk-check-interval"),
                UpkeepSettings.from(store.getConfig("upkeep")));
    }

    private static void positive(String key, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "kith.store." + key + " is " + value + "; it must be positive");
        }
    }

    private static void notNegative(String key, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "kith.store." + key + " is " + value + "; it must not be negative");
        }
    }
}
