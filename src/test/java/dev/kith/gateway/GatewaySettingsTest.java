package dev.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.Test;

/** Settings are what their file says, and wrong ones stop the agent with a sentence. */
class GatewaySettingsTest {
    @Test
    void keysAndComponentsAreTheSameWords() {
        var keys = GatewayFixture.config("").getConfig("kith.gateway").root().keySet();
        List<String> components =
                Stream.of(GatewaySettings.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(n -> n.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                        .toList();

        assertThat(keys).containsExactlyInAnyOrderElementsOf(components);
    }

    @Test
    void refusesLimitsThatContradictEachOther() {
        assertThatThrownBy(() -> settings("held-bytes-max = 1 MiB"))
                .hasMessageContaining("kith.gateway.held-bytes-max = 1048576")
                .hasMessageContaining("markup-bytes-max");
        assertThatThrownBy(() -> settings("wait-max = 1 h"))
                .hasMessageContaining("kith.gateway.idle-timeout");
    }

    @Test
    void listensOnLoopbackOnly() {
        ActorTestKit kit = ActorTestKit.create("refused", GatewayFixture.config(""));
        try (var running = new GatewayFixture("")) {
            assertThatThrownBy(() ->
                            Gateway.start(kit.system(), settings("host = 0.0.0.0"), running.doors))
                    .hasMessageContaining("kith.gateway.host = 0.0.0.0")
                    .hasMessageContaining("use 127.0.0.1");
        } finally {
            kit.shutdownTestKit();
        }
    }

    @Test
    void saysWhichKeyToChangeWhereThePortIsTaken() {
        ActorTestKit kit = ActorTestKit.create("taken", GatewayFixture.config(""));
        try (var running = new GatewayFixture("")) {
            int port = running.gateway.address().getPort();
            var second = Gateway.start(kit.system(), settings("port = " + port), running.doors);

            assertThatThrownBy(() -> GatewayFixture.soon(second))
                    .rootCause()
                    .isInstanceOf(java.net.BindException.class);
            assertThatThrownBy(() -> GatewayFixture.soon(second))
                    .hasStackTraceContaining("kith.gateway.port = " + port)
                    .hasStackTraceContaining("KITH_GATEWAY_PORT");
        } finally {
            kit.shutdownTestKit();
        }
    }

    private static GatewaySettings settings(String overrides) {
        return GatewaySettings.from(GatewayFixture.config(overrides).getConfig("kith.gateway"));
    }
}
