package dev.kith.wire.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.identity.AgentKeys;
import dev.kith.identity.CheckedKeys;
import dev.kith.model.AgentId;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What counts is what its author signed for this network and purpose, in the one right spelling.
 */
class RecordCheckTest {
    /** Order of Ed25519's group: 2^252 + 27742317777372353535851937790883648493. */
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private final RecordCheck check = RecordCast.check();
    private final SignedRecord record = RecordCast.record(0, 1, "text");

    @Test
    void takesWhatItsAuthorSigned() {
        assertThat(check.valid(record)).isTrue();
    }

    @Test
    void refusesEveryFlippedBit() {
        for (int bit = 0; bit < 512; bit++) {
            assertThat(check.valid(RecordCast.flipped(record, bit))).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void refusesASecondSpellingOfTheSameSignature() {
        byte[] signature = record.signature();
        BigInteger s = BigInteger.ZERO;
        for (int i = 63; i >= 32; i--) {
            s = s.shiftLeft(8).or(BigInteger.valueOf(signature[i] & 0xff));
        }
        BigInteger again = s.add(ORDER);
        for (int i = 32; i < 64; i++) {
            signature[i] = again.shiftRight(8 * (i - 32)).byteValue();
        }

        assertThat(check.valid(new SignedRecord(record.claim(), signature))).isFalse();
    }

    @Test
    void refusesKeysThatSignAnything() {
        AgentId small = AgentKeys.idOf(HexFormat.of().parseHex("01" + "00".repeat(31)));
        byte[] signature = new byte[64];
        signature[0] = 1;
        Claim claim = RecordCast.claim(Kind.CAPABILITY, small, 0, 1, "");

        assertThat(check.valid(new SignedRecord(claim, signature))).isFalse();
    }

    @Test
    void refusesSignaturesOfAnotherLength() {
        for (int length : new int[] {0, 63, 65}) {
            assertThatThrownBy(() -> new SignedRecord(record.claim(), new byte[length]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void takesNoSignatureForAnotherPurposeOrNetwork() {
        AgentId author = RecordCast.agent(0).id();

        assertThat(
                        check.valid(
                                RecordCast.moved(
                                        record,
                                        RecordCast.claim(Kind.RATINGS, author, 0, 1, "text"))))
                .isFalse();
        assertThat(check.valid(record.claim().sign("net-2", RecordCast.agent(0)))).isFalse();
    }

    @Test
    void letsNobodyBeginANewEpochWithoutConsent() {
        SignedRecord fresh = RecordCast.record(Kind.CAPABILITY, 0, 1, 1, "again");

        assertThat(RecordCast.check(RecordCheck.Recovery.NONE).valid(fresh)).isFalse();
        assertThat(check.valid(fresh)).isTrue();
    }

    @Test
    void verifiesEachRecordOnceAndForgetsWhatIsLongUnused() {
        var asked = new AtomicInteger();
        var keys = new CheckedKeys(10);
        var counting =
                new RecordCheck(
                        RecordCast.NETWORK,
                        (agent, message, signature) -> {
                            asked.incrementAndGet();
                            return keys.verify(agent, message, signature);
                        },
                        RecordCheck.Recovery.NONE,
                        2);
        SignedRecord forged = RecordCast.flipped(record, 1);

        for (int i = 0; i < 5; i++) {
            assertThat(counting.valid(record)).isTrue();
            assertThat(counting.valid(forged)).isFalse();
        }
        assertThat(asked).hasValue(2);

        for (int version = 2; version < 5; version++) {
            counting.valid(RecordCast.record(0, version, ""));
        }
        counting.valid(record);
        assertThat(asked).hasValue(6);
    }
}
