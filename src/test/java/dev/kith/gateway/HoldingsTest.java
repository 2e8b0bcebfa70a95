package dev.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whoever deletes a document can see what every copy still has of it, and when nothing is left. */
class HoldingsTest {
    private static final GatewayFixture GATEWAY = new GatewayFixture("");

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @Test
    void tellsWhatEachCopyStillHolds() {
        var reply = GATEWAY.get("/v1/copies/never%2Fthere?collection=work");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("/id")).isEqualTo("never/there");
        assertThat(reply.field("/copies/0/state")).isEqualTo("deleted");
        assertThat(reply.field("/copies/1/erasable")).isEqualTo("true");
        assertThat(reply.field("/copies/1/set_aside")).isEqualTo("1");
        assertThat(reply.field("/gone")).isEqualTo("false");
    }

    @Test
    void refusesWhatIsNoCollection() {
        assertThat(GATEWAY.get("/v1/copies/a?collection=%20").status()).isEqualTo(400);
    }
}
