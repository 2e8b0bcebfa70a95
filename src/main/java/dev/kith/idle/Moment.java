package dev.kith.idle;

import java.time.Duration;
import java.time.Instant;

/**
 * When something is: by the clock on the wall, which may be set, and by one that only goes on.
 *
 * @param wall for days, hours and people
 * @param uptime since any fixed beginning; never goes back
 */
public record Moment(Instant wall, Duration uptime) {}
