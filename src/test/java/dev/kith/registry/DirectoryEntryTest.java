package dev.kith.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Capability;
import dev.kith.wire.board.BoardCast;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An agent that may not embed is asked for everything else. */
class DirectoryEntryTest {

    @Test
    void pausesEmbeddingOnlyWhereItsModelIsNotTheNetworks() {
        var unfit =
                new Card.Offer(
                        "",
                        Set.of(Capability.EMBED),
                        0,
                        Optional.of("full"),
                        Optional.of("probe tides differs"));
        Card card = CardRecordsTest.card(BoardCast.agent(1).id(), 1);
        Directory.Entry entry = entry(card, unfit);

        assertThat(entry.pause(Capability.EMBED)).hasValue("probe tides differs");
        assertThat(entry.pause(Capability.CHUNK)).isEqualTo(entry.pause());
        assertThat(entry(card, Card.Offer.NONE).pause(Capability.EMBED)).isEqualTo(entry.pause());
    }

    private static Directory.Entry entry(Card card, Card.Offer offer) {
        return new Directory.Entry(
                "127.0.0.1:1",
                "up",
                EnumSet.of(Capability.EMBED, Capability.CHUNK),
                false,
                false,
                Optional.of(
                        new Card(
                                card.agent(),
                                card.name(),
                                offer,
                                card.model(),
                                card.modelFingerprint(),
                                card.engine(),
                                card.http(),
                                card.version(),
                                card.started(),
                                card.clock(),
                                card.anchor(),
                                card.doors(),
                                card.partitions(),
                                card.level(),
                                card.behind(),
                                card.scrub(),
                                card.vitals())));
    }
}
