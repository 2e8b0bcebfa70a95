package dev.kith.task.intake;

import dev.kith.store.Copies;
import dev.kith.task.IntakeLimits;
import dev.kith.task.reach.Trades;
import dev.kith.wire.Envelopes;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What taking in needs; everything here is safe from any thread.
 *
 * @param work runs what takes a while: reading HTML, hashing
 */
public record Means(
        Copies copies,
        Envelopes envelopes,
        Trades trades,
        Follower follower,
        SourceDoor sources,
        VersionClock versions,
        InstantSource clock,
        Executor work,
        IntakeLimits limits) {}
