package dev.kith.task.restore;

import dev.kith.store.Copies;
import dev.kith.task.IntakeLimits;
import dev.kith.task.intake.VersionClock;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What bringing back needs; everything here is safe from any thread.
 *
 * @param model fingerprint of this network's model; empty while nobody embeds
 */
public record Means(
        Copies copies,
        Entrance entrance,
        VersionClock versions,
        Supplier<String> model,
        InstantSource clock,
        IntakeLimits limits) {}
