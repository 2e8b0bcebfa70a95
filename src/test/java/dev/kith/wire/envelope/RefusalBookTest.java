package dev.kith.wire.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.kith.identity.AgentKeys;
import dev.kith.model.AgentId;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Every refusal is counted; the log hears of each kind from each sender once. */
class RefusalBookTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(SignedEnvelopes.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final RefusalBook book = new RefusalBook();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    @Test
    void logsEachReasonOfEachSenderOnceAndCountsAll() {
        for (int i = 0; i < 100; i++) {
            book.enter(new RefusedException(Refusal.REPLAYED, "n"), sender(1));
            book.enter(new RefusedException(Refusal.REPLAYED, "n"), sender(2));
            book.enter(new RefusedException(Refusal.BAD_TIME, "n"), sender(2));
        }

        assertThat(book.counts())
                .containsEntry(Refusal.REPLAYED, 200L)
                .containsEntry(Refusal.BAD_TIME, 100L)
                .containsEntry(Refusal.BAD_SIGNATURE, 0L);
        assertThat(lines.list).hasSize(3).allMatch(line -> line.getLevel() == Level.WARN);
        assertThat(lines.list.getFirst().getFormattedMessage())
                .contains(sender(1).orElseThrow().did())
                .contains("it was seen before");
    }

    @Test
    void isNotFilledByInventedSenders() {
        for (int seed = 0; seed < 500; seed++) {
            book.enter(new RefusedException(Refusal.BAD_SIGNATURE, ""), sender(seed));
        }

        assertThat(book.counts()).containsEntry(Refusal.BAD_SIGNATURE, 500L);
        assertThat(lines.list).hasSizeLessThan(100);
    }

    @Test
    void writesOneShortLineWhateverTheSenderWrote() {
        String nasty = "a\nb\r\u001b[31m\u202e\u2028" + "x".repeat(10_000);

        book.enter(new RefusedException(Refusal.WRONG_NETWORK, nasty), Optional.empty());

        assertThat(lines.list.getFirst().getFormattedMessage())
                .hasSizeLessThan(500)
                .doesNotContainPattern("[\\p{Cntrl}\\u202e\\u2028]");
    }

    private static Optional<AgentId> sender(long seed) {
        byte[] secret = new byte[32];
        new Random(seed).nextBytes(secret);
        return Optional.of(AgentKeys.ofSeed(secret).id());
    }
}
