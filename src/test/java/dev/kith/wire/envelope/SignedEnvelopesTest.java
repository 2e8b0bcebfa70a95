package dev.kith.wire.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.model.Chunk;
import dev.kith.model.Failure;
import dev.kith.wire.ChunkRequest;
import dev.kith.wire.ChunkResult;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import dev.kith.wire.VectorizeRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was sealed opens once, at whom it was meant for, and unaltered; nothing else does. */
class SignedEnvelopesTest {
    private static final String TO = "embedder/t1-0";
    private static final VectorizeRequest PAYLOAD =
            new VectorizeRequest("m1", false, List.of("Grüße, 世界 👋", "a \"quoted\" \\ \u0000"));

    private static final String BEN_DID = EnvelopeCast.BEN.id().did();

    private final EnvelopeCast cast = new EnvelopeCast();
    private final SignedEnvelopes anna = cast.of(EnvelopeCast.ANNA);
    private final SignedEnvelopes ben = cast.of(EnvelopeCast.BEN);

    /** A payload of an agent that is newer than the reader. */
    record Newer(String model, boolean query, List<String> texts, Map<String, List<Long>> added) {}

    /** Whatever a test wants to send. */
    record Anything(Object value) {}

    /** A payload with a field that may be left out. */
    record Loose(int count, Optional<String> note) {}

    @Test
    void opensWhatWasSealed() {
        var sealed = anna.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD);

        var opened = ben.open(sealed, MessageType.VECTORIZE, TO, VectorizeRequest.class);

        assertThat(opened)
                .isEqualTo(
                        new Opened.Accepted<>(
                                EnvelopeCast.ANNA.id(), MessageType.VECTORIZE, "t1", PAYLOAD));
        assertThat(ben.counts().values()).containsOnly(0L);
    }

    @Test
    void opensEveryKindOfTypeItMayCarry() {
        for (MessageType type : MessageType.values()) {
            var sealed = anna.seal(type, "t1", TO, PAYLOAD);

            assertThat(ben.open(sealed, type, TO, VectorizeRequest.class))
                    .as("%s", type)
                    .isInstanceOf(Opened.Accepted.class);
        }
    }

    @Test
    void carriesNestedRecords() {
        var result = new ChunkResult(3, List.of(new Chunk(0, 7, 2, List.of("One", "Two"))), false);
        var sealed = anna.seal(MessageType.RESULT, "t1", BEN_DID, result);

        assertThat(ben.open(sealed, MessageType.RESULT, BEN_DID, ChunkResult.class))
                .isEqualTo(
                        new Opened.Accepted<>(
                                EnvelopeCast.ANNA.id(), MessageType.RESULT, "t1", result));
    }

    /** Some flips keep the meaning (an escape, say); none may change what is read. */
    @Test
    void neverReadsAnythingButWhatWasSigned() {
        String json = anna.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD).json();
        long seed = 7;
        var random = new Random(seed);
        for (int at = 0; at < json.length(); at++) {
            char[] altered = json.toCharArray();
            altered[at] = (char) (altered[at] ^ 1 << random.nextInt(7));
            var opened =
                    cast.of(EnvelopeCast.BEN)
                            .open(
                                    new Sealed(new String(altered)),
                                    MessageType.VECTORIZE,
                                    TO,
                                    VectorizeRequest.class);

            assertThat(opened).as("seed %d, at %d", seed, at).isInstanceOf(Opened.Rejected.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"task_id\":\"t1\"', '\"task_id\":\"t2\"', BAD_SIGNATURE",
        "'\"model\":\"m1\"', '\"model\":\"m2\"', BAD_SIGNATURE",
        "'\"model\":\"m1\"', '\"model\": \"m1\"', BAD_SIGNATURE",
        "'\"nonce\":\"AAAA', '\"nonce\":\"AAAB', BAD_SIGNATURE",
        "'\"ts\":1767323045678', '\"ts\":1767323045679', BAD_SIGNATURE",
        "'\"ts\":1767323045678', '\"ts\":1767323045678.0', BAD_FIELD",
        "'\"ts\":1767323045678', '\"ts\":\"1767323045678\"', BAD_FIELD",
        "'\"ts\":1767323045678', '\"ts\":-1', BAD_FIELD",
        "'\"ts\":1767323045678', '\"ts\":17673230456780000000000', BAD_FIELD",
        "'\"ts\":1767323045678', '\"ts\":9223372036854775807', BAD_TIME",
        "'\"v\":1', '\"v\":2', WRONG_VERSION",
        "'\"v\":1', '\"v\":1,\"v\":1', DUPLICATE_KEY",
        "'\"v\":1', '\"v\":1,\"extra\":1', UNKNOWN_FIELD",
        "'\"v\":1,', '', MISSING_FIELD",
        "'\"model\":\"m1\"', '\"model\":\"m1\",\"model\":\"m2\"', DUPLICATE_KEY",
        "'\"model\":\"m1\"', '\"model\":0.5', FLOATING_POINT",
        "'\"model\":\"m1\"', '\"model\":1e3', FLOATING_POINT",
        "'\"model\":\"m1\"', '\"model\":[[[[[[[[[[[[[[1]]]]]]]]]]]]]]', BAD_SIGNATURE",
        "'\"model\":\"m1\"', '\"model\":[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]', TOO_DEEP",
        "'\"type\":\"vectorize\"', '\"type\":\"VECTORIZE\"', BAD_FIELD",
        "'\"type\":\"vectorize\"', '\"type\":\"steal\"', BAD_FIELD",
        "'\"type\":\"vectorize\"', '\"type\":\"train\"', WRONG_TYPE",
        "'\"payload\":{', '\"payload\":[{', BAD_FIELD",
        "'\"payload\":{', '\"payload\":1,\"x\":{', BAD_FIELD",
        "'\"net\":\"n1', '\"net\":\"n2', WRONG_NETWORK",
        "'\"aud\":\"embedder', '\"aud\":\"chunker', WRONG_AUDIENCE",
        "'\"sender_id\":\"did:key:', '\"sender_id\":\"did:web:', BAD_FIELD",
        "'\"sender_id\":\"did:key:z6Mk', '\"sender_id\":\"did:key:z6MkA', BAD_FIELD",
        "'\"signature\":\"', '\"signature\":\"A', BAD_FIELD",
        "'{\"type\"', ' {\"type\"', NOT_JSON",
        "'{\"type\"', '[{\"type\"', NOT_JSON",
    })
    void refusesWhatWasAltered(String before, String after, Refusal reason) {
        String json = anna.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD).json();
        assertThat(json).contains(before);

        assertRefused(new Sealed(json.replace(before, after)), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "{}x", "{", "{\"a\"", "\uFEFF{}", "{\u0000}", "[]"})
    void refusesWhatIsNoObject(String json) {
        assertRefused(new Sealed(json), Refusal.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "x", "{}", "\u0000", ","})
    void refusesWhateverFollowsTheEnd(String tail) {
        String json = anna.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD).json();

        if (tail.isBlank() && tail.charAt(0) == ' ') {
            assertThat(open(new Sealed(json + tail))).isInstanceOf(Opened.Accepted.class);
        } else {
            assertRefused(new Sealed(json + tail), Refusal.NOT_JSON);
        }
    }

    @Test
    void acceptsItsFieldsInAnyOrderAndWithSpaces() {
        String json = anna.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD).json();
        String moved = "{ \"v\" : 1 ," + json.substring(1).replace("\"v\":1,", "");

        assertThat(open(new Sealed(moved))).isInstanceOf(Opened.Accepted.class);
    }

    @Test
    void checksTheSignatureOfAllButTheVeryObjectThatItSealed() {
        var asked = new AtomicInteger();
        SignedEnvelopes own = cast.of(EnvelopeCast.ANNA, (_, _, _) -> asked.incrementAndGet() < 0);
        var first = own.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD);
        var second = own.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD);
        var copy = new Sealed(String.valueOf(second.json().toCharArray()));

        assertThat(own.open(first, MessageType.VECTORIZE, TO, VectorizeRequest.class))
                .isInstanceOf(Opened.Accepted.class);
        assertThat(asked).hasValue(0);
        assertThat(own.open(first, MessageType.VECTORIZE, TO, VectorizeRequest.class))
                .as("it opens once")
                .isInstanceOf(Opened.Rejected.class);
        assertThat(own.open(copy, MessageType.VECTORIZE, TO, VectorizeRequest.class))
                .isInstanceOf(Opened.Rejected.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void opensNothingTwice() {
        var sealed = anna.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD);

        assertThat(open(sealed)).isInstanceOf(Opened.Accepted.class);
        assertRefused(sealed, Refusal.REPLAYED);
        cast.pass(Duration.ofMinutes(5));
        assertRefused(sealed, Refusal.REPLAYED);
        cast.pass(Duration.ofMillis(1));
        assertRefused(sealed, Refusal.BAD_TIME);
    }

    @Test
    void opensNothingTwiceThatCameFromTheFuture() {
        cast.pass(Duration.ofMinutes(5));
        var sealed = anna.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD);
        cast.pass(Duration.ofMinutes(-5));

        assertThat(open(sealed)).isInstanceOf(Opened.Accepted.class);
        cast.pass(Duration.ofMinutes(10));
        assertRefused(sealed, Refusal.REPLAYED);
    }

    @Test
    void anUnsignedCopyDoesNotSpoilTheNonce() {
        var sealed = anna.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD);

        assertRefused(new Sealed(sealed.json().replace("\"t1\"", "\"t2\"")), Refusal.BAD_SIGNATURE);

        assertThat(open(sealed)).isInstanceOf(Opened.Accepted.class);
    }

    @Test
    void refusesWhatIsOlderOrNewerThanClocksMayDiffer() {
        var old = anna.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD);
        cast.pass(Duration.ofMinutes(10).plusMillis(2));
        var early = anna.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD);
        cast.pass(Duration.ofMinutes(-5).minusMillis(1));

        assertRefused(old, Refusal.BAD_TIME);
        assertRefused(early, Refusal.BAD_TIME);
    }

    @Test
    void saysOfAnyTimeWhetherItMayBeNow() {
        long now = EnvelopeCast.START.toEpochMilli();
        long most = Duration.ofMinutes(5).toMillis();

        for (long off : List.of(0L, most, -most)) assertThat(ben.isNow(now + off)).isTrue();
        for (long off : List.of(most + 1, -most - 1)) assertThat(ben.isNow(now + off)).isFalse();
        for (long time : List.of(0L, Long.MIN_VALUE, Long.MAX_VALUE)) {
            assertThat(ben.isNow(time)).isFalse();
        }
    }

    @Test
    void refusesWhatIsForSomebodyElse() {
        var sealed = anna.seal(MessageType.VECTORIZE, "t1", "embedder/t1-1", PAYLOAD);

        assertRefused(sealed, Refusal.WRONG_AUDIENCE);
    }

    @Test
    void aResultIsNoRequestEvenIfItSaysSo() {
        String json = anna.seal(MessageType.RESULT, "t1", TO, PAYLOAD).json();

        assertRefused(
                new Sealed(json.replace("\"type\":\"result\"", "\"type\":\"vectorize\"")),
                Refusal.BAD_SIGNATURE);
    }

    @Test
    void refusesWhatIsTooLong() {
        var limits = new EnvelopeSettings(2048, 16, Duration.ofMinutes(5), 10, 10);
        var strict = cast.of(EnvelopeCast.BEN, EnvelopeCast.NETWORK, limits);
        String text = "é".repeat(900);
        var payload = new VectorizeRequest("", false, List.of(text));
        var sealed = anna.seal(MessageType.VECTORIZE, "t1", TO, payload);

        assertThat(sealed.json().length()).isLessThan(2048);
        assertThat(strict.open(sealed, MessageType.VECTORIZE, TO, VectorizeRequest.class))
                .isInstanceOf(Opened.Rejected.class);
        assertThat(strict.counts()).containsEntry(Refusal.TOO_LONG, 1L);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> strict.seal(MessageType.VECTORIZE, "t1", TO, payload))
                .withMessageContaining("bytes-max");
    }

    @Test
    void refusesMoreThanItCanRememberUntilTimeHasPassed() {
        var limits = new EnvelopeSettings(1 << 20, 16, Duration.ofMinutes(5), 2, 2);
        var small = cast.of(EnvelopeCast.BEN, EnvelopeCast.NETWORK, limits);
        for (int i = 0; i < 2; i++) {
            var sealed = anna.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD);
            assertThat(small.open(sealed, MessageType.VECTORIZE, TO, VectorizeRequest.class))
                    .isInstanceOf(Opened.Accepted.class);
        }
        var third = anna.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD);

        var refused = small.open(third, MessageType.VECTORIZE, TO, VectorizeRequest.class);

        assertThat(refused).isInstanceOf(Opened.Rejected.class);
        assertThat(((Opened.Rejected<?>) refused).failure().code())
                .isEqualTo(Failure.Code.OVERLOADED);
        cast.pass(Duration.ofMinutes(10).plusMillis(1));
        var later = anna.seal(MessageType.VECTORIZE, "t1", TO, PAYLOAD);
        assertThat(small.open(later, MessageType.VECTORIZE, TO, VectorizeRequest.class))
                .isInstanceOf(Opened.Accepted.class);
    }

    @Test
    void readsPastWhatANewerAgentAdded() {
        var newer = new Newer("m1", false, List.of("a"), Map.of("x", List.of(1L)));
        var sealed = anna.seal(MessageType.VECTORIZE, "t1", TO, newer);

        assertThat(open(sealed))
                .isEqualTo(
                        new Opened.Accepted<>(
                                EnvelopeCast.ANNA.id(),
                                MessageType.VECTORIZE,
                                "t1",
                                new VectorizeRequest("m1", false, List.of("a"))));
    }

    @Test
    void refusesPayloadsWithNullsHolesOrOtherKinds() {
        for (String payload :
                List.of(
                        "{\"model\":\"m\",\"query\":false,\"texts\":null}",
                        "{\"model\":\"m\",\"query\":false,\"texts\":[null]}",
                        "{\"model\":null,\"query\":false,\"texts\":[]}",
                        "{\"model\":\"m\",\"query\":null,\"texts\":[]}",
                        "{\"model\":\"m\",\"query\":\"false\",\"texts\":[]}",
                        "{\"model\":\"m\",\"texts\":[]}",
                        "{\"query\":false,\"texts\":[]}",
                        "{\"model\":\"m\",\"query\":false}",
                        "{\"model\":\"m\",\"query\":false,\"texts\":\"a\"}",
                        "{}")) {
            assertRefused(signedByHand(payload), Refusal.BAD_PAYLOAD);
        }
    }

    @Test
    void refusesPayloadsThatTheRecordItselfRefuses() {
        var sealed =
                anna.seal(
                        MessageType.CHUNK,
                        "t1",
                        TO,
                        Map.of(
                                "segment",
                                0,
                                "chunks",
                                List.of(
                                        Map.of(
                                                "start",
                                                5,
                                                "end",
                                                5,
                                                "tokens",
                                                1,
                                                "headings",
                                                List.of())),
                                "fallback",
                                false));

        assertThat(ben.open(sealed, MessageType.CHUNK, TO, ChunkResult.class))
                .isInstanceOf(Opened.Rejected.class);
        assertThat(ben.counts()).containsEntry(Refusal.BAD_PAYLOAD, 1L);
    }

    @Test
    void leavesOutWhatIsOptional() {
        var sealed = anna.seal(MessageType.TRAIN, "t1", TO, Map.of("count", 1));

        assertThat(ben.open(sealed, MessageType.TRAIN, TO, Loose.class))
                .isEqualTo(
                        new Opened.Accepted<>(
                                EnvelopeCast.ANNA.id(),
                                MessageType.TRAIN,
                                "t1",
                                new Loose(1, Optional.empty())));
    }

    @Test
    void carriesTextWithLoneSurrogatesAtTheSameOffsets() {
        String bad = "a\uD83Db\uDC4B\uDC4Bc\uD83D";
        var sealed =
                anna.seal(
                        MessageType.CHUNK,
                        "t\uD83D",
                        "to\uDC4B",
                        new ChunkRequest(0, 0, true, bad, List.of()));

        var opened = ben.open(sealed, MessageType.CHUNK, "to\uFFFD", ChunkRequest.class);

        assertThat(opened)
                .isEqualTo(
                        new Opened.Accepted<>(
                                EnvelopeCast.ANNA.id(),
                                MessageType.CHUNK,
                                "t\uFFFD",
                                new ChunkRequest(
                                        0, 0, true, "a\uFFFDb\uFFFD\uFFFDc\uFFFD", List.of())));
    }

    @Test
    void carriesAnyText() {
        long seed = 11;
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                int point = random.nextInt(random.nextBoolean() ? 0x200 : 0x110000);
                if (point < 0xD800 || point > 0xDFFF) text.appendCodePoint(point);
            }
            var payload = new VectorizeRequest(text.toString(), true, List.of(text.toString()));
            var sealed = anna.seal(MessageType.VECTORIZE, "t1", TO, payload);

            assertThat(open(sealed))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(
                            new Opened.Accepted<>(
                                    EnvelopeCast.ANNA.id(), MessageType.VECTORIZE, "t1", payload));
        }
    }

    @Test
    void neverSealsFloatingPointNumbers() {
        for (Object value :
                List.of(0.5, 0.5f, new double[] {1}, new float[] {1}, List.of(1.0), 1e300)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> anna.seal(MessageType.TRAIN, "t1", TO, new Anything(value)));
        }
    }

    @Test
    void neverSealsWhatIsNoObject() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> anna.seal(MessageType.TRAIN, "t1", TO, List.of(1)))
                .withMessageContaining("JSON object");
    }

    @Test
    void countsEveryRefusal() {
        for (int i = 0; i < 200; i++) open(new Sealed("x" + i));

        assertThat(ben.counts()).containsEntry(Refusal.NOT_JSON, 200L);
        assertThat(ben.counts()).containsOnlyKeys(Refusal.values());
    }

    private Opened<VectorizeRequest> open(Sealed sealed) {
        return ben.open(sealed, MessageType.VECTORIZE, TO, VectorizeRequest.class);
    }

    private void assertRefused(Sealed sealed, Refusal reason) {
        long before = ben.counts().getOrDefault(reason, 0L);

        var opened = open(sealed);

        assertThat(ben.counts()).as(sealed.json()).containsEntry(reason, before + 1);
        assertThat(opened).isInstanceOf(Opened.Rejected.class);
        assertThat(((Opened.Rejected<?>) opened).failure().code())
                .isEqualTo(
                        reason == Refusal.BAD_TIME
                                ? Failure.Code.CLOCKS_APART
                                : Failure.Code.REJECTED_MESSAGE);
    }

    /** As another implementation would do it. */
    private static Sealed signedByHand(String payload) {
        return VectorMaker.seal(
                new Envelope(
                        MessageType.VECTORIZE,
                        "t1",
                        EnvelopeCast.ANNA.id(),
                        EnvelopeCast.NETWORK,
                        TO,
                        EnvelopeCast.START.toEpochMilli(),
                        VectorMaker.nonce(payload)),
                payload,
                EnvelopeCast.ANNA);
    }
}
