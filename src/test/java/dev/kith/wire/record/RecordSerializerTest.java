package dev.kith.wire.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes give a value or the one failure, and take memory in proportion to their length. */
class RecordSerializerTest {
    private static final long SEED = 41;
    private static final int HEAD = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Random random = new Random(SEED);
    private final byte[] valid = RecordSerializer.write(RecordCast.honest().subList(0, 12));

    @Test
    void readsWhatItWrote() throws Exception {
        List<SignedRecord> records = RecordCast.honest();

        assertThat(RecordSerializer.read(RecordSerializer.write(records))).isEqualTo(records);
    }

    @Test
    void survivesRandomBytes() {
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(600)];
            random.nextBytes(bytes);
            if (bytes.length > HEAD && random.nextBoolean()) {
                bytes[0] = 1;
                Arrays.fill(bytes, 1, 4, (byte) 0);
                bytes[HEAD] = (byte) random.nextInt(6);
            }
            readOrRefuse(bytes);
        }
    }

    @Test
    void survivesFlippedBits() {
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = valid.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            readOrRefuse(bytes);
        }
    }

    @Test
    void refusesEveryPartOfAWholeAndWhateverIsAddedToIt() {
        for (int length = 0; length < valid.length; length++) {
            byte[] part = Arrays.copyOf(valid, length);
            assertThatThrownBy(() -> RecordSerializer.read(part))
                    .isInstanceOf(BadRecordException.class);
        }
        assertThatThrownBy(() -> RecordSerializer.read(Arrays.copyOf(valid, valid.length + 1)))
                .isInstanceOf(BadRecordException.class);
        assertThatThrownBy(() -> RecordSerializer.read(new byte[RecordSerializer.BYTES_MAX + 1]))
                .isInstanceOf(BadRecordException.class);
    }

    @Test
    void promisesOfMuchToComeCostNothing() {
        byte[] huge = new byte[300];
        huge[0] = 1;
        huge[3] = 31; // 7,936 records
        huge[HEAD] = 3;
        Arrays.fill(huge, HEAD + 2, HEAD + 46, (byte) 'a');
        huge[HEAD + 46 + 15] = 1; // version 1
        Arrays.fill(huge, HEAD + 2 + 44 + 24 + 32 + 1, HEAD + 2 + 44 + 24 + 32 + 4, (byte) 0x7f);
        readOrRefuse(huge);

        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) readOrRefuse(huge);
        long each = (THREADS.getCurrentThreadAllocatedBytes() - before) / 100;

        assertThat(each).isLessThan(20_000);
    }

    @Test
    void keepsProofsWhole() throws Exception {
        SignedRecord one = RecordCast.record(0, 2, "one");
        SignedRecord other = RecordCast.record(0, 2, "other");
        Proof proof = Slot.of(one).join(Slot.of(other)).fork().orElseThrow();
        Proofs proofs = Proofs.empty(RecordCast.check()).put(proof);

        byte[] bytes = RecordSerializer.write(proofs.records());
        List<SignedRecord> read = RecordSerializer.read(bytes);

        assertThat(Proofs.of(RecordCast.check(), RecordSerializer.proofs(read))).isEqualTo(proofs);
        assertThatThrownBy(() -> RecordSerializer.proofs(List.of(one)))
                .isInstanceOf(BadRecordException.class);
        assertThatThrownBy(() -> RecordSerializer.proofs(List.of(one, one)))
                .isInstanceOf(BadRecordException.class);
    }

    /** Anything else that is thrown fails the test. */
    private static void readOrRefuse(byte[] bytes) {
        try {
            List<SignedRecord> records = RecordSerializer.read(bytes);
            assertThat(RecordSerializer.write(records)).isEqualTo(bytes);
        } catch (BadRecordException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }
}
