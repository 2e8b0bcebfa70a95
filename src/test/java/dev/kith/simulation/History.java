package dev.kith.simulation;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What clients asked for and what they were told. */
final class History {

    /**
     * One operation that was acknowledged.
     *
     * @param version the one that is meant; where it is not known which, the oldest of those
     * @param newest the newest of those
     * @param parts how many segments the version has; -1 where it is not known which it is
     * @param copies on how many disks it was said to be
     * @param burns machines lost before the acknowledgement
     */
    record Acknowledged(
            DocumentKey key,
            Version version,
            Version newest,
            boolean deletes,
            int parts,
            int copies,
            long asked,
            long answered,
            int burns) {}

    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final Set<String> ended = new HashSet<>();
    private final List<DocumentRecord> tombstones = new ArrayList<>();
    private int operations;
    private int burns;
    private long lastUnrest = -1;
    private long lastSleep = -1;

    void began() {
        operations++;
    }

    int operations() {
        return operations;
    }

    void acknowledged(Acknowledged operation) {
        acknowledged.add(operation);
    }

    List<Acknowledged> acknowledged() {
        return acknowledged;
    }

    /** A task came to a verdict, which may or may not be written. */
    void settled(DocumentRecord verdict) {
        if (!verdict.state().decides()) ended.add(name(verdict.key(), verdict.version()));
    }

    /** Whether somebody wanted to give this version up. */
    boolean givenUp(DocumentKey key, Version version) {
        return ended.contains(name(key, version));
    }

    /** Somebody sent this to the copies. */
    void sealed(DocumentRecord record) {
        if (record.state() == DocumentState.DELETED) tombstones.add(record);
    }

    /** Whether somebody wanted it deleted in a later version, whatever the answer was. */
    boolean deletedAfter(DocumentKey key, Version version) {
        return tombstones.stream()
                .filter(record -> record.key().equals(key))
                .anyMatch(record -> record.version().compareTo(version) > 0);
    }

    void burnt() {
        burns++;
    }

    int burns() {
        return burns;
    }

    /** Members came, went or could not reach each other. */
    void unrest(long now) {
        lastUnrest = now;
    }

    long lastUnrest() {
        return lastUnrest;
    }

    /** Everybody slept, for so long that what happened before may be forgotten. */
    void slept(long now) {
        lastSleep = now;
    }

    long lastSleep() {
        return lastSleep;
    }

    /** The newest acknowledged before a time. */
    @Nullable Acknowledged newest(DocumentKey key, long before) {
        Acknowledged newest = null;
        for (Acknowledged one : acknowledged) {
            if (!one.key().equals(key) || one.answered() >= before) continue;
            if (newest == null || one.version().compareTo(newest.version()) > 0) newest = one;
        }
        return newest;
    }

    private static String name(DocumentKey key, Version version) {
        return key.id() + "@" + version.time() + version.agent();
    }
}
