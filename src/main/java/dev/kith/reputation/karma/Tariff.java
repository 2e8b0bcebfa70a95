package dev.kith.reputation.karma;

/** What work is worth, in units of karma. An audit is worth what the audited work is. */
public final class Tariff {
    private final KarmaSettings settings;

    public Tariff(KarmaSettings settings) {
        this.settings = settings;
    }

    /**
     * Passages embedded.
     *
     * @param modelGflop arithmetic of the model for one passage
     */
    public double embedded(double modelGflop, long chunks) {
        return modelGflop / settings.embedGflop() * chunks;
    }

    /** Passages cut. */
    public double cut(long chunks) {
        return settings.chunkUnit() * chunks;
    }
}
