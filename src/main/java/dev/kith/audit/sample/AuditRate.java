package dev.kith.audit.sample;

import dev.kith.audit.AuditSettings;

/**
 * How likely a chunk is checked.
 *
 * <pre>
 *   q = 1                    fewer than 10 checks passed in a row, or trust below 0.6, or watched,
 *                            or in doubt after a failure
 *   q = max(floor, 1/passes) otherwise; twice that while it is late
 * </pre>
 *
 * Source: BOINC's adaptive replication replicates with 1/passes; the floor is what bounds an agent
 * that is honest for long and then cheats.
 */
public final class AuditRate {
    private final AuditSettings.Sampling settings;

    public AuditRate(AuditSettings.Sampling settings) {
        this.settings = settings;
    }

    /**
     * The probability for one chunk, in (0, 1].
     *
     * @param trust lower bound of the author's integrity, 0 to 1
     * @param watched whether all of it is checked whatever the rest says
     * @param now milliseconds since 1970
     */
    public double of(Standing standing, double trust, Care care, boolean watched, long now) {
        if (standing.passes() < settings.newcomerAudits()) return 1;
        if (!(trust >= settings.newcomerTrust()) || watched || standing.doubts() > 0) return 1;
        double floor =
                switch (care) {
                    case ORDINARY -> settings.trustedFloor();
                    case CRITICAL -> settings.criticalFloor();
                };
        double rate = Math.max(floor, 1.0 / standing.passes());
        return Math.min(1, now < standing.lateUntil() ? rate * settings.lateFactor() : rate);
    }
}
