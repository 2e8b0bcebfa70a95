package dev.kith.placement.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.model.Capability;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import dev.kith.reputation.FixedTrust;
import dev.kith.wire.board.BoardCast;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * An agent's share follows its measured speed and what its machine and its own queue have left;
 * paused, it has none.
 */
class FitnessTest {
    @Test
    void followsTheMeasuredSpeedOfThoseThatEmbed() {
        var fitness =
                of(
                        Capability.EMBED,
                        entry("a", 4, 100, working(0)),
                        entry("b", 4, 50, working(0)),
                        entry("c", 4, 25, working(0)));

        assertThat(of(fitness, "a").weight()).isCloseTo(2, within(1e-9));
        assertThat(of(fitness, "b").weight()).isCloseTo(1, within(1e-9));
        assertThat(of(fitness, "c").weight()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void takesOneThatHasNotEmbeddedYetForAnOrdinaryOne() {
        var fitness =
                of(
                        Capability.EMBED,
                        entry("a", 4, 100, working(0)),
                        entry("b", 4, 80, working(0)),
                        entry("new", 4, 0, working(0)));

        assertThat(of(fitness, "new").speed()).isCloseTo(1, within(0.2));
    }

    @Test
    void goesByProcessorsWhereNoSpeedIsMeasured() {
        var fitness =
                of(
                        Capability.CHUNK,
                        entry("small", 2, 0, working(0)),
                        entry("large", 8, 0, working(0)),
                        entry("middle", 4, 0, working(0)));

        assertThat(of(fitness, "large").weight() / of(fitness, "small").weight())
                .isCloseTo(4, within(1e-9));
    }

    @Test
    void goesByTheMeasuredSpeedOfAllCoresOfThoseThatChunk() {
        var fitness =
                of(
                        Capability.CHUNK,
                        chunking("many slow cores", 8, 100_000),
                        chunking("few fast cores", 2, 800_000),
                        chunking("few slow cores", 2, 100_000),
                        chunking("new", 64, 0));

        assertThat(of(fitness, "few fast cores").weight())
                .isCloseTo(2 * of(fitness, "many slow cores").weight(), within(1e-9));
        assertThat(of(fitness, "many slow cores").weight())
                .isCloseTo(4 * of(fitness, "few slow cores").weight(), within(1e-9));
        assertThat(of(fitness, "new").speed()).isEqualTo(1);
    }

    @Test
    void givesLessToAMachineThatOthersUse() {
        var fitness =
                of(
                        Capability.CHUNK,
                        entry("idle", 4, 0, working(0)),
                        entry("busy", 4, 0, working(0.75)));

        assertThat(of(fitness, "busy").weight())
                .isCloseTo(of(fitness, "idle").weight() / 4, within(1e-9));
    }

    @Test
    void givesLessToAnEmbedderThatHasSecondsOfWorkInItsQueue() {
        var fitness =
                of(
                        Capability.EMBED,
                        entry("free", 4, 100, working(0)),
                        queueing("used", 100, 200),
                        queueing("busy", 100, 300),
                        queueing("fast", 1000, 300));

        assertThat(of(fitness, "used").idleness()).isEqualTo(1);
        assertThat(of(fitness, "busy").idleness()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(of(fitness, "fast").idleness()).isEqualTo(1);
    }

    @Test
    void halvesTheShareOfALongQueueAtMost() {
        var fitness =
                of(
                        Capability.EMBED,
                        entry("free", 4, 100, working(0)),
                        queueing("full", 100, Integer.MAX_VALUE),
                        queueing("unmeasured", 0, 256));

        assertThat(of(fitness, "full").weight())
                .isCloseTo(of(fitness, "free").weight() / 2, within(1e-9));
        assertThat(of(fitness, "unmeasured").idleness()).isEqualTo(1);
    }

    @Test
    void letsTextsThatWaitForTheModelCountForNothingInChunking() {
        var fitness = of(Capability.CHUNK, queueing("full", 100, Integer.MAX_VALUE));

        assertThat(of(fitness, "full").idleness()).isEqualTo(1);
    }

    @Test
    void givesNothingToOneThatPauses() {
        var fitness =
                of(
                        Capability.EMBED,
                        entry("a", 4, 100, working(0)),
                        entry("b", 4, 100, paused("on battery")));

        assertThat(of(fitness, "b").weight()).isZero();
        assertThat(of(fitness, "b").pause()).contains("on battery");
    }

    @Test
    void givesNothingToOneThatIsQuarantinedAndSaysWhy() {
        trust.quarantine(BoardCast.agent("b".hashCode()).id());

        var fitness =
                of(
                        Capability.EMBED,
                        entry("a", 4, 100, working(0)),
                        entry("b", 4, 100, working(0)));

        assertThat(of(fitness, "b").weight()).isZero();
        assertThat(of(fitness, "b").none()).contains("quarantined: it is proven dishonest");
    }

    @Test
    void givesWorkThatAllDoAlikeToAllButOneProvenDishonest() {
        trust.quarantine(BoardCast.agent("b".hashCode()).id());
        trust.seen(BoardCast.agent("c".hashCode()).id(), 15, 15);

        var fitness =
                of(
                        Capability.CHUNK,
                        entry("a", 8, 100, paused("on battery")),
                        entry("b", 4, 100, working(0)),
                        entry("c", 2, 100, working(0.5)));

        assertThat(of(fitness, "a").alike().weight()).isEqualTo(1);
        assertThat(of(fitness, "b").alike().weight()).isZero();
        assertThat(of(fitness, "c").alike().weight()).isEqualTo(1);
    }

    @Test
    void givesMoreToOneThatIsBelieved() {
        trust.seen(BoardCast.agent("a".hashCode()).id(), 30, 0);
        trust.seen(BoardCast.agent("b".hashCode()).id(), 15, 15);

        var fitness =
                Fitness.of(
                        List.of(entry("a", 4, 100, working(0)), entry("b", 4, 100, working(0))),
                        Capability.EMBED,
                        trust,
                        0.25);

        assertThat(of(fitness, "a").weight()).isGreaterThan(2 * of(fitness, "b").weight());
    }

    @Test
    void leavesAShardRatherToOneThatPausesThanToOneThatIsQuarantined() {
        trust.quarantine(BoardCast.agent("liar".hashCode()).id());

        var fitness =
                of(
                        Capability.EMBED,
                        entry("liar", 4, 100, working(0)),
                        entry("away", 4, 100, paused("on battery")));

        assertThat(Fitness.weights(fitness)).containsEntry("liar", 0.0).containsEntry("away", 1.0);
    }

    @Test
    void boundsWhatOneMeasurementCanDo() {
        var fitness =
                of(
                        Capability.EMBED,
                        entry("a", 4, 100, working(0)),
                        entry("b", 4, 100, working(0)),
                        entry("boast", 4, 1e9, working(0)));

        assertThat(of(fitness, "boast").weight()).isEqualTo(10);
    }

    @Test
    void leavesOutThoseThatDoNotOfferTheTrade() {
        var other =
                new Directory.Entry(
                        "x", "up", EnumSet.of(Capability.STORE), false, false, Optional.empty());

        assertThat(Fitness.of(List.of(other), Capability.EMBED, new FixedTrust(), 0.25)).isEmpty();
    }

    private static Fitness of(Map<String, Fitness> fitness, String address) {
        return Objects.requireNonNull(fitness.get(address), address);
    }

    private final FixedTrust trust = new FixedTrust();

    private Map<String, Fitness> of(Capability trade, Directory.Entry... entries) {
        return Fitness.of(List.of(entries), trade, trust, 1);
    }

    private static Card.Situation working(double otherLoad) {
        return situation(Optional.empty(), otherLoad);
    }

    private static Card.Situation paused(String why) {
        return situation(Optional.of(why), 0);
    }

    private static Card.Situation situation(Optional<String> pause, double otherLoad) {
        return new Card.Situation(
                pause,
                0,
                Optional.of(otherLoad),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Directory.Entry entry(
            String address, int cores, double textsPerSecond, Card.Situation situation) {
        return entry(address, Card.Offer.NONE, vitals(cores, 0, textsPerSecond, situation));
    }

    private static Directory.Entry queueing(String address, double textsPerSecond, int queue) {
        return entry(address, Card.Offer.NONE, vitals(4, queue, textsPerSecond, working(0)));
    }

    private static Card.Vitals vitals(
            int cores, int queue, double textsPerSecond, Card.Situation situation) {
        return new Card.Vitals(cores, 0, 0, -1, 0, 0, queue, textsPerSecond, situation);
    }

    private static Directory.Entry chunking(String address, int cores, double charsPerSecond) {
        var offer =
                new Card.Offer(
                        "",
                        EnumSet.of(Capability.CHUNK),
                        charsPerSecond,
                        Optional.empty(),
                        Optional.empty());
        return entry(address, offer, vitals(cores, 0, 0, working(0)));
    }

    private static Directory.Entry entry(String address, Card.Offer offer, Card.Vitals vitals) {
        var card =
                new Card(
                        BoardCast.agent(address.hashCode()).id(),
                        address,
                        offer,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "0",
                        0,
                        0,
                        false,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Card.Scrub.NONE,
                        vitals);
        return new Directory.Entry(
                address,
                "up",
                EnumSet.of(Capability.EMBED, Capability.CHUNK),
                false,
                false,
                Optional.of(card));
    }
}
