package dev.kith.reputation.live;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.Reputation;
import dev.kith.reputation.ReputationSettings;
import dev.kith.reputation.Roster;
import dev.kith.reputation.Score;
import dev.kith.reputation.Trust;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.karma.Contributions;
import dev.kith.reputation.karma.KarmaBook;
import dev.kith.reputation.karma.KarmaSettings;
import dev.kith.reputation.karma.Tariff;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What an agent believes of the others, and what they have done for it, as {@link Bookkeeper} fills
 * it. One writer, any number of readers; what is told to it before there is a bookkeeper is lost.
 */
public final class LiveTrust implements Trust, Contributions {
    private final AgentId self;
    private final KarmaSettings karma;
    private final Tariff tariff;
    private final InstantSource clock;
    private final Score unknown;
    private volatile Findings findings = Findings.NONE;
    private volatile Beliefs beliefs = Beliefs.NONE;
    private volatile KarmaBook accounts = KarmaBook.EMPTY;
    private volatile Consumer<Bookkeeper.Command> bookkeeper = _ -> {};

    /** Of the agent {@code self}, that has heard of nobody yet. */
    public LiveTrust(
            AgentId self, ReputationSettings settings, KarmaSettings karma, InstantSource clock) {
        this.self = self;
        this.karma = karma;
        this.tariff = new Tariff(karma);
        this.clock = clock;
        this.unknown = new Reputation(self, new Roster(), settings).score(self, Capability.EMBED);
    }

    /** From now on this counts too. */
    public void heed(Findings found) {
        findings = found;
    }

    Findings findings() {
        return findings;
    }

    AgentId self() {
        return self;
    }

    @Override
    public Score score(AgentId subject, Capability trade) {
        Score known = beliefs.score(subject, trade).orElse(unknown);
        return new Score(
                subject,
                trade,
                known.integrity(),
                known.reliability(),
                known.integrityBound(),
                known.raters());
    }

    @Override
    public boolean quarantined(AgentId agent) {
        return beliefs.quarantined().contains(agent) || findings.convicted().contains(agent);
    }

    @Override
    public void rate(Rating rating) {
        if (!rating.subject().equals(self)) bookkeeper.accept(new Bookkeeper.Rate(rating));
    }

    @Override
    public double karma(AgentId agent) {
        return quarantined(agent) ? 0 : accounts.of(agent).at(clock.millis(), karma.halfLife());
    }

    @Override
    public void worked(AgentId agent, Capability trade, int chunks, long when) {
        credit(agent, units(trade, chunks), when);
    }

    @Override
    public void revoked(AgentId agent, Capability trade, int chunks, long when) {
        credit(agent, -units(trade, chunks), when);
    }

    private void credit(AgentId agent, double units, long when) {
        if (units == 0 || agent.equals(self)) return;
        bookkeeper.accept(new Bookkeeper.Credit(agent, units, when));
    }

    private double units(Capability trade, int chunks) {
        return switch (trade) {
            case EMBED -> tariff.embedded(karma.modelGflop(), chunks);
            case CHUNK -> tariff.cut(chunks);
            case AGGREGATE, STORE, TASK, GATEWAY, LEARN -> 0;
        };
    }

    void open(Consumer<Bookkeeper.Command> told) {
        bookkeeper = told;
    }

    void believe(Beliefs now) {
        beliefs = now;
    }

    void credit(KarmaBook now) {
        accounts = now;
    }
}
