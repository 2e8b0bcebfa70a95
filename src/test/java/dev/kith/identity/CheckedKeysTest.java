package dev.kith.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whether a key was seen before changes nothing but the time that a check takes. */
class CheckedKeysTest {
    private static final byte[] MESSAGE = "put documents in".getBytes(StandardCharsets.UTF_8);
    private static final AgentId NO_KEY = new AgentId("did:key:z6Mk" + "z".repeat(44));

    @Test
    void saysTheSameWhetherItKnowsTheKeyOrNot() {
        var random = new Random(7);
        var keys = new CheckedKeys(3);
        for (int i = 0; i < 60; i++) {
            AgentKeys agent = AgentKeysTest.keys(random.nextInt(6));
            byte[] signature = agent.sign(MESSAGE);
            if (random.nextBoolean()) signature[random.nextInt(64)] ^= 1;

            assertThat(keys.verify(agent.id(), MESSAGE, signature))
                    .isEqualTo(AgentKeys.verify(agent.id(), MESSAGE, signature));
        }
    }

    @Test
    void neverRemembersABadKeyAsGood() {
        var keys = new CheckedKeys(3);
        AgentId small = AgentKeys.idOf(HexFormat.of().parseHex("01" + "00".repeat(31)));
        byte[] signature = new byte[64];
        signature[0] = 1;

        for (int i = 0; i < 3; i++) {
            assertThat(keys.verify(small, MESSAGE, signature)).isFalse();
            assertThat(keys.verify(NO_KEY, MESSAGE, signature)).isFalse();
            assertThat(keys.verify(AgentKeysTest.keys(1).id(), MESSAGE, new byte[63])).isFalse();
        }
    }
}
