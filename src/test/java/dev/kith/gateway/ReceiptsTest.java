package dev.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.model.Chunk;
import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Receipt;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.task.Verifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Everyone can see who embedded a document, and whether that holds. */
class ReceiptsTest {
    private static final GatewayFixture GATEWAY = new GatewayFixture("");
    private static final AgentId AGENT = new AgentId("did:key:z6Mkagent00001");
    private static final DocumentKey KEY = new DocumentKey(new CollectionName("work"), "a/b");

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @Test
    void listsEveryReceiptAndWhatIsWrongWithIt() {
        var apart = new Verifier.Apart(AGENT, new Chunk(10, 20, 3, List.of()), 0.5);
        GATEWAY.verifier.verified.put(
                KEY,
                new Verifier.Verified(
                        record(),
                        List.of(checked(0, true), checked(1, false)),
                        new Verifier.Recomputed(
                                3, 1, List.of(apart), 1, Optional.of("another model"))));

        var reply = GATEWAY.get("/v1/receipts/a%2Fb?collection=work&sample=3");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(GATEWAY.verifier.sample).isEqualTo(3);
        assertThat(reply.field("/id")).isEqualTo("a/b");
        assertThat(reply.field("/receipts/0/agent")).isEqualTo(AGENT.did());
        assertThat(reply.field("/receipts/0/signed")).isEqualTo("true");
        assertThat(reply.field("/receipts/1/output_matches")).isEqualTo("false");
        assertThat(reply.field("/sample/agreed")).isEqualTo("1");
        assertThat(reply.field("/sample/apart/0/start")).isEqualTo("10");
        assertThat(reply.field("/sample/why")).isEqualTo("another model");
        assertThat(GATEWAY.get("/v1/receipts/a%2Fb?collection=work").status()).isEqualTo(200);
        assertThat(GATEWAY.verifier.sample).isZero();
    }

    @Test
    void refusesWhatIsNotThereOrMoreThanTheLimit() {
        assertThat(GATEWAY.get("/v1/receipts/never").status()).isEqualTo(404);
        assertThat(GATEWAY.get("/v1/receipts/a?sample=65").status()).isEqualTo(400);
        assertThat(GATEWAY.get("/v1/receipts/a?sample=-1").status()).isEqualTo(400);
        assertThat(GATEWAY.get("/v1/receipts/a?collection=%20").status()).isEqualTo(400);
        assertThat(GATEWAY.get("/v1/receipts/a?simple=1").status()).isEqualTo(400);
    }

    private static Verifier.Checked checked(int batch, boolean good) {
        var receipt =
                new Receipt(
                        AGENT,
                        "model",
                        "engine",
                        "avx2",
                        ContentId.of("in"),
                        ContentId.of("out"),
                        1_700_000_000_000L,
                        "signature");
        return new Verifier.Checked(0, batch, 2, receipt, good, true, good);
    }

    private static DocumentRecord record() {
        return new DocumentRecord(
                KEY,
                new Version(1L << 40, "agent"),
                DocumentState.COMMITTED,
                TaskId.of(KEY, ContentId.of("x")),
                ContentId.of("x"),
                ContentId.of("x"),
                "",
                "text",
                Map.of(),
                1,
                30,
                3,
                0,
                Optional.empty());
    }
}
