package dev.kith.store.host;

import dev.kith.store.level.Lack;
import dev.kith.store.partition.ScrubProgress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What is known of a host beside its files; outlives a restart of its actor. Thread-safe. */
public final class HostSigns {
    private final Set<Integer> doors = ConcurrentHashMap.newKeySet();
    private final LongConsumer observer;
    private volatile boolean compared;
    private volatile Lack lack = Lack.NONE;
    private volatile boolean spare;
    private volatile LongSupplier holes = () -> 0;
    private volatile Supplier<ScrubProgress> scrubbed = () -> ScrubProgress.NONE;

    /** Signs of a host that was just made; {@code observer} is told every version time seen. */
    public HostSigns(LongConsumer observer) {
        this.observer = observer;
    }

    /** Whether it has compared itself with all others that answer, and misses nothing known. */
    public boolean compared() {
        return compared;
    }

    /** Whether it has all that there is, as far as anyone can know, and none of it is torn. */
    public boolean level() {
        return compared && holes.getAsLong() == 0;
    }

    /**
     * Whether all wanted copies elsewhere were level just now, and none lacked anything of this.
     */
    public boolean spare() {
        return spare;
    }

    void spare(boolean now) {
        spare = now;
    }

    void holes(LongSupplier counted) {
        holes = counted;
    }

    /** How far its scrubber is, and what it found. */
    public ScrubProgress scrubbed() {
        return scrubbed.get();
    }

    void scrubbed(Supplier<ScrubProgress> progress) {
        scrubbed = progress;
    }

    /** By how much it is behind, as far as that is known. */
    public Lack lack() {
        return lack;
    }

    void lacking(Lack now) {
        lack = now;
    }

    void compared(boolean level) {
        compared = level;
    }

    void doorOpened(int copy) {
        doors.add(copy);
    }

    void doorClosed(int copy) {
        doors.remove(copy);
    }

    boolean hasDoor(int copy) {
        return doors.contains(copy);
    }

    /** Whether any copy's door stands here, so that writes come. */
    public boolean hasDoors() {
        return !doors.isEmpty();
    }

    void observed(long versionTime) {
        observer.accept(versionTime);
    }
}
