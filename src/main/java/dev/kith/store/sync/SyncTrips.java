package dev.kith.store.sync;

import dev.kith.store.StoreWrite;
import dev.kith.store.level.Lack;
import dev.kith.store.level.SyncBudget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long bundles are on their way, and what follows for the rest between them. */
final class SyncTrips {
    private static final class Trip {
        private final long began;
        private int writesAwaited;
        private long bytes;
        private boolean peerBusy;

        Trip(long began) {
            this.began = began;
        }
    }

    private final SyncBudget budget;
    private final InstantSource clock;
    private final Map<Long, Trip> trips = new HashMap<>();
    private long began;

    SyncTrips(SyncBudget budget, InstantSource clock) {
        this.budget = budget;
        this.clock = clock;
    }

    /** The first bundle is asked for soon. */
    void begin() {
        began = clock.millis();
    }

    /** A bundle was asked for. */
    void left(long ask) {
        trips.put(ask, new Trip(clock.millis()));
    }

    /** It came. */
    void came(long ask, boolean peerBusy) {
        trip(ask).peerBusy = peerBusy;
    }

    /** It is being written. */
    void writing(long ask, List<StoreWrite> writes) {
        Trip trip = trip(ask);
        trip.writesAwaited = writes.size();
        for (StoreWrite write : writes) {
            if (!(write instanceof StoreWrite.PutStored stored)) continue;
            for (StoreWrite.Part part : stored.parts()) trip.bytes += part.value().bytes().length;
        }
    }

    /** One of its writes is on disk; after the last, how long to rest before the next bundle. */
    Optional<Duration> written(long ask) {
        Trip trip = trip(ask);
        if (--trip.writesAwaited > 0) return Optional.empty();
        trips.remove(ask);
        var took = Duration.ofMillis(Math.max(0, clock.millis() - trip.began));
        return Optional.of(budget.rest(took, trip.bytes, trip.peerBusy));
    }

    /** What is left of {@code all} after so much was taken over, and how fast that went. */
    Lack left(Lack all, long pulled, long bytesPulled) {
        long millis = Math.max(1, clock.millis() - began);
        long speed = began == 0 ? 0 : bytesPulled * 1000 / millis;
        return new Lack(
                Math.max(0, all.documents() - pulled),
                Math.max(0, all.bytes() - bytesPulled),
                speed);
    }

    private Trip trip(long ask) {
        return trips.computeIfAbsent(ask, _ -> new Trip(clock.millis()));
    }
}
