package dev.kith.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.CopyId;
import dev.kith.wire.board.BoardCast;
import dev.kith.wire.record.Claim;
import dev.kith.wire.record.Hash;
import dev.kith.wire.record.Kind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** A card arrives as it was, fits into its records, and is read from nobody but its own agent. */
class CardRecordsTest {
    private static final AgentId ANNA = BoardCast.agent(1).id();
    private static final AgentId BEN = BoardCast.agent(2).id();
    private static final Card.Offer OFFER =
            new Card.Offer(
                    "harbour office",
                    EnumSet.of(Capability.CHUNK, Capability.EMBED),
                    250_000,
                    Optional.of("int8/avx512vnni"),
                    Optional.of("its vectors are not the network's"));
    private static final Card.Situation BUSY =
            new Card.Situation(
                    Optional.of("a person uses this machine"),
                    1_790_000_000_000L,
                    Optional.of(0.625),
                    Optional.of(1L << 33),
                    Optional.of(80),
                    Optional.of(true),
                    Optional.of(12.5),
                    Optional.of(true));

    @Test
    void bringsACardOverUnchanged() {
        Card card = card(ANNA, 16);

        assertThat(over(card)).hasValue(card);
    }

    @Test
    void fitsWithEveryPartitionThatThereMayBe() {
        Card card = card(ANNA, 256);

        assertThat(CardRecords.write(CardRecords.profile(card, "192.168.100.110:17355")).size())
                .isLessThan(Kind.CAPABILITY.payloadBytesMax());
        assertThat(CardRecords.write(CardRecords.pulse(card)).size())
                .isLessThan(Kind.VITALS.payloadBytesMax());
    }

    @Test
    void readsNoCardOfAnAgentThatAnotherSigned() {
        ByteString payload = CardRecords.write(CardRecords.profile(card(ANNA, 4), "a:1"));

        assertThat(CardRecords.profile(claim(ANNA, Kind.CAPABILITY, payload))).isPresent();
        assertThat(CardRecords.profile(claim(BEN, Kind.CAPABILITY, payload))).isEmpty();
    }

    @Test
    void makesOfAnythingSignedACardOrNothing() {
        var random = new Random(5);
        byte[] good = CardRecords.write(CardRecords.profile(card(ANNA, 4), "a:1")).toArray();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
            }
            CardRecords.profile(claim(ANNA, Kind.CAPABILITY, ByteString.fromArray(bytes)))
                    .ifPresent(profile -> CardRecords.card(profile, Optional.empty()));
        }
        for (String json : List.of("", "null", "[]", "{}", "{\"agent\":null}", "[".repeat(8000))) {
            ByteString payload = ByteString.fromString(json);
            assertThat(CardRecords.profile(claim(ANNA, Kind.CAPABILITY, payload))).isEmpty();
        }
    }

    @Test
    void showsWhatIsKnownBeforeTheFirstPulse() {
        Card card = card(ANNA, 4);

        Card half =
                CardRecords.card(CardRecords.profile(card, "a:1"), Optional.empty()).orElseThrow();

        assertThat(half.name()).isEqualTo("anna");
        assertThat(half.vitals().load()).isEqualTo(-1);
        assertThat(half.clock()).isZero();
    }

    @Test
    void takesTheQueueForEmptyOfAnAgentThatDoesNotSayHowLongItIs() {
        Card card = card(ANNA, 4);
        String now = CardRecords.write(CardRecords.pulse(card)).utf8String();
        String older = now.replace("\"queue\":40,", "");

        Card read =
                CardRecords.pulse(claim(ANNA, Kind.VITALS, ByteString.fromString(older)))
                        .flatMap(pulse ->
                                CardRecords.card(
                                        CardRecords.profile(card, "a:1"), Optional.of(pulse)))
                        .orElseThrow();

        assertThat(older).isNotEqualTo(now);
        assertThat(read.vitals().queue()).isZero();
        assertThat(read.vitals().tasks()).isEqualTo(3);
    }

    @Test
    void skipsCapabilitiesThatItDoesNotKnow() {
        String newer =
                CardRecords.write(CardRecords.profile(card(ANNA, 4), "a:1"))
                        .utf8String()
                        .replace("\"chunk\"", "\"dream\"");
        Claim claim = claim(ANNA, Kind.CAPABILITY, ByteString.fromString(newer));

        Card read =
                CardRecords.profile(claim)
                        .flatMap(profile -> CardRecords.card(profile, Optional.empty()))
                        .orElseThrow();

        assertThat(read.offer().capabilities()).containsExactly(Capability.EMBED);
    }

    private static Optional<Card> over(Card card) {
        Claim profile =
                claim(
                        card.agent(),
                        Kind.CAPABILITY,
                        CardRecords.write(CardRecords.profile(card, "a:1")));
        Claim pulse = claim(card.agent(), Kind.VITALS, CardRecords.write(CardRecords.pulse(card)));
        return CardRecords.profile(profile)
                .flatMap(read -> CardRecords.card(read, CardRecords.pulse(pulse)));
    }

    private static Claim claim(AgentId author, Kind kind, ByteString payload) {
        return new Claim(kind, author, 0, 1, 1, payload.isEmpty(), Hash.NONE, payload);
    }

    static Card card(AgentId agent, int partitions) {
        List<Integer> all = IntStream.range(0, partitions).boxed().toList();
        return new Card(
                agent,
                "anna",
                OFFER,
                Optional.of("bge-small-en-v1.5"),
                Optional.of("abcdefghijklmnop"),
                Optional.of("onnxruntime-1.26.0"),
                Optional.empty(),
                "0.1.0",
                1_790_000_000_000L,
                1_790_000_600_000L,
                true,
                all.stream().map(partition -> new CopyId(partition, 2)).toList(),
                all,
                all,
                Collections.nCopies(
                        Card.BEHIND_MAX, new Card.Lag(255, 1_000_000, 1L << 34, 86_400)),
                new Card.Scrub(5, 1_790_000_000_000L),
                new Card.Vitals(4, 1000, 2000, 0.5, 1L << 40, 3, 40, 12.5, BUSY));
    }
}
