package dev.kith.wire.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.identity.AgentKeys;
import dev.kith.model.ContentId;
import dev.kith.model.Receipt;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A receipt holds its author to exactly what it says, in one network. */
class ReceiptSealTest {
    private static final ContentId INPUT = ContentId.of("texts");
    private static final ContentId OUTPUT = ContentId.of("vectors");

    private final ReceiptSeal seal = new ReceiptSeal(EnvelopeCast.NETWORK);
    private final Receipt good = seal.sign(EnvelopeCast.signer(EnvelopeCast.ANNA), work("m"));

    @Test
    void isGoodAsItWasSigned() {
        assertThat(good.agent()).isEqualTo(EnvelopeCast.ANNA.id());
        assertThat(seal.verify(AgentKeys::verify, good)).isTrue();
    }

    @Test
    void isBadInAnotherNetwork() {
        assertThat(new ReceiptSeal("n1other").verify(AgentKeys::verify, good)).isFalse();
    }

    @Test
    void isBadWithAnyPartAltered() {
        String signature = good.signature();
        var author = good.agent();
        var ben = EnvelopeCast.BEN.id();
        long time = good.time();
        assertThat(
                        List.of(
                                new Receipt(ben, "m", "e", "i", INPUT, OUTPUT, time, signature),
                                new Receipt(author, "x", "e", "i", INPUT, OUTPUT, time, signature),
                                new Receipt(author, "m", "x", "i", INPUT, OUTPUT, time, signature),
                                new Receipt(author, "m", "e", "x", INPUT, OUTPUT, time, signature),
                                new Receipt(author, "m", "e", "i", OUTPUT, OUTPUT, time, signature),
                                new Receipt(author, "m", "e", "i", INPUT, INPUT, time, signature),
                                new Receipt(author, "m", "e", "i", INPUT, OUTPUT, 1, signature),
                                new Receipt(author, "m", "e", "i", INPUT, OUTPUT, time, ""),
                                new Receipt(author, "m", "e", "i", INPUT, OUTPUT, time, "#"),
                                new Receipt(
                                        author,
                                        "m",
                                        "e",
                                        "i",
                                        INPUT,
                                        OUTPUT,
                                        time,
                                        signature + "==")))
                .noneMatch(receipt -> seal.verify(AgentKeys::verify, receipt));
    }

    @Test
    void hasNoLineBreaksThatCouldMoveABoundary() {
        var signer = EnvelopeCast.signer(EnvelopeCast.ANNA);

        assertThatIllegalArgumentException().isThrownBy(() -> seal.sign(signer, work("m\nx")));
    }

    private static ReceiptSeal.Work work(String model) {
        return new ReceiptSeal.Work(
                model, "e", "i", INPUT, OUTPUT, EnvelopeCast.START.toEpochMilli());
    }
}
