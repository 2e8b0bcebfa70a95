package dev.kith.store.log;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts and deletes that become true together; of two for one key the later counts. */
public final class LogBatch {
    private final TreeMap<byte[], Optional<byte[]>> changes =
            new TreeMap<>(Arrays::compareUnsigned);

    /** Puts a value under a key. */
    public void put(byte[] key, byte[] value) {
        changes.put(key, Optional.of(value));
    }

    /** Takes a key away; nothing happens if it is not there. */
    public void delete(byte[] key) {
        changes.put(key, Optional.empty());
    }

    /** What this batch says of a key: nothing, that it goes, or its value. */
    public Optional<Optional<byte[]>> find(byte[] key) {
        return Optional.ofNullable(changes.get(key));
    }

    /** Deletes what this batch puts from {@code from} on and before {@code until}. */
    public void deleteRange(byte[] from, byte[] until) {
        for (Map.Entry<byte[], Optional<byte[]>> change : changes.subMap(from, until).entrySet()) {
            change.setValue(Optional.empty());
        }
    }

    /** All of it in the order of keys; an empty value deletes. */
    public SortedMap<byte[], Optional<byte[]>> changes() {
        return changes;
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
