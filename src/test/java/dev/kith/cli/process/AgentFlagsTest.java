package dev.kith.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent is small unless somebody wants another heap or collector; then the JVM chooses. */
class AgentFlagsTest {
    private static final String SERIAL = "-XX:+UseSerialGC";

    private static List<String> flags(String given) {
        return AgentFlags.java(List.of(), Map.of("KITH_AGENT_OPTS", given));
    }

    @Test
    void isSmallByItself() {
        assertThat(flags("-Dother=1")).contains("-Xmx1g", SERIAL, "-Dother=1");
        assertThat(AgentFlags.java(List.of(), Map.of())).contains("-Xmx1g", SERIAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-Xmx4g", "-XX:+UseG1GC", "-XX:MaxRAMPercentage=25", "-XX:+UseZGC -Da=b"})
    void namesNoCollectorToWhomeverWantsAnotherHeapOrCollector(String given) {
        List<String> flags = flags(given);

        assertThat(flags).doesNotContain(SERIAL);
        String last = given.split(" ", -1)[0];
        assertThat(flags.lastIndexOf(last)).as("wins").isGreaterThan(flags.indexOf("-Xmx1g"));
    }
}
