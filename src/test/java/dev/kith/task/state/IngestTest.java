package dev.kith.task.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.identity.AgentKeys;
import dev.kith.model.AgentId;
import dev.kith.model.Heading;
import dev.kith.model.Segment;
import dev.kith.task.run.Task;
import dev.kith.task.testing.Samples;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.envelope.EnvelopeSettings;
import dev.kith.wire.envelope.SignedEnvelopes;
import dev.kith.wire.envelope.Signer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A version that is to be indexed arrives through the real envelope as it was sent. */
class IngestTest {
    private static final AgentKeys KEYS = AgentKeys.ofSeed(new byte[32]);

    @Test
    void survivesTheEnvelope() {
        var envelopes = envelopes();
        var record = Samples.record("notes/ä.txt", 1, 5);
        var segment =
                new Segment(0, 0, "One\n\"two\" \\ \u0000 😀", List.of(new Heading(0, 1, "One")));
        var ingest = new Ingest(record, List.of(segment));

        var sealed =
                envelopes.seal(
                        MessageType.INGEST,
                        record.task().value(),
                        Task.audience(record.task()),
                        ingest);

        var opened =
                envelopes.open(
                        sealed, MessageType.INGEST, Task.audience(record.task()), Ingest.class);
        assertThat(opened)
                .isEqualTo(
                        new Opened.Accepted<>(
                                KEYS.id(), MessageType.INGEST, record.task().value(), ingest));
    }

    private static SignedEnvelopes envelopes() {
        var signer =
                new Signer() {
                    @Override
                    public AgentId id() {
                        return KEYS.id();
                    }

                    @Override
                    public byte[] sign(byte[] message) {
                        return KEYS.sign(message);
                    }
                };
        return new SignedEnvelopes(
                new SignedEnvelopes.Setting(
                        "n1abcdefghijklmnopqrstuvwxyz",
                        signer,
                        AgentKeys::verify,
                        InstantSource.fixed(Instant.ofEpochSecond(1)),
                        new SecureRandom()),
                new EnvelopeSettings(1 << 20, 16, Duration.ofMinutes(5), 1000, 1000));
    }
}
