package dev.kith.node.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A configuration is taken whole or refused with key, place and remedy. */
class ConfigurationTest {
    @TempDir Path folder;

    @Test
    void readsAFileOverTheDefaults() throws IOException {
        var config = Configuration.load(file("include \"application\"\nkith.node.port = 4711"));

        NodeSettings node = NodeSettings.from(config.getConfig("kith.node"));
        assertThat(node.port()).isEqualTo(4711);
        assertThat(node.host()).isEqualTo("127.0.0.1");
        assertThat(node.capabilities()).contains(Capability.STORE, Capability.EMBED);
    }

    @Test
    void namesAMisspeltKeyAndTheRightOne() throws IOException {
        var file = file("include \"application\"\n\nkith.node.prot = 4711");

        assertThatThrownBy(() -> Configuration.load(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown key kith.node.prot")
                .hasMessageContaining("agent.conf: 3")
                .hasMessageContaining("did you mean kith.node.port");
    }

    @Test
    void namesAMissingFile() {
        assertThatThrownBy(() -> Configuration.load(Optional.of(folder.resolve("none.conf"))))
                .hasMessageContaining("none.conf")
                .hasMessageContaining("--config");
    }

    @Test
    void refusesBrokenSyntaxWithItsPlace() throws IOException {
        var file = file("kith.node { port = ");

        assertThatThrownBy(() -> Configuration.load(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("agent.conf");
    }

    @ParameterizedTest
    @MethodSource("localAgents")
    void startsTheAgentsInDeploy(Path file) {
        var config = Configuration.load(Optional.of(file));

        assertThat(NodeSettings.from(config.getConfig("kith.node")).seeds()).hasSize(3);
        assertThat(NetworkSettings.from(config.getConfig("kith.network")).name())
                .isEqualTo("local");
    }

    static Stream<Path> localAgents() {
        return Stream.of(1, 2, 3).map(i -> Path.of("deploy", "local", "agent-" + i + ".conf"));
    }

    @Test
    void keepsDataUnderTheXdgFolders() {
        var config = Configuration.load(Optional.empty());
        var node = NodeSettings.from(config.getConfig("kith.node"));
        var network = NetworkSettings.from(config.getConfig("kith.network"));

        var folders =
                Folders.of(
                        node,
                        network,
                        "attic",
                        Map.of("HOME", "/home/ann", "XDG_CACHE_HOME", "/c"));

        assertThat(folders.data()).isEqualTo(Path.of("/home/ann/.local/share/kith/home/attic"));
        assertThat(folders.cache()).isEqualTo(Path.of("/c/kith"));
    }

    @Test
    void makesAMemberOfTheSettings() {
        var config = Configuration.load(Optional.empty());
        var node = NodeSettings.from(config.getConfig("kith.node"));

        var member = MemberConfig.of(config, node, new ManagementSettings("127.0.0.1", -1));

        assertThat(member.getStringList("pekko.cluster.roles"))
                .isEqualTo(List.of("aggregate", "chunk", "embed", "gateway", "store", "task"));
        assertThat(member.getInt("pekko.management.http.port")).isZero();
    }

    @Test
    void listensElsewhereThanOthersReachItWhereSaid() throws IOException {
        var config =
                Configuration.load(
                        file(
                                "include \"application\"\nkith.node { host = kith.example,"
                                        + " port = 4711, bind-host = \"10.0.0.7\","
                                        + " bind-port = 17355, anchor = true }"));
        var node = NodeSettings.from(config.getConfig("kith.node"));

        var artery =
                MemberConfig.of(config, node, new ManagementSettings("127.0.0.1", -1))
                        .getConfig("pekko.remote.artery");

        assertThat(artery.getString("canonical.hostname")).isEqualTo("kith.example");
        assertThat(artery.getInt("canonical.port")).isEqualTo(4711);
        assertThat(artery.getString("bind.hostname")).isEqualTo("10.0.0.7");
        assertThat(artery.getInt("bind.port")).isEqualTo(17355);
    }

    @Test
    void refusesAListeningPortWithoutTheOneThatOthersReach() throws IOException {
        var config =
                Configuration.load(
                        file("include \"application\"\nkith.node { port = 0, bind-port = 17355 }"));

        assertThatThrownBy(() -> NodeSettings.from(config.getConfig("kith.node")))
                .hasMessageContaining("kith.node.bind-port is 17355")
                .hasMessageContaining("kith.node.port");
    }

    @Test
    void carriesTheAnchorAsARole() throws IOException {
        var config = Configuration.load(file("include \"application\"\nkith.node.anchor = true"));
        var node = NodeSettings.from(config.getConfig("kith.node"));

        var member = MemberConfig.of(config, node, new ManagementSettings("127.0.0.1", -1));

        assertThat(member.getStringList("pekko.cluster.roles")).contains("anchor", "store");
    }

    private Optional<Path> file(String text) throws IOException {
        return Optional.of(Files.writeString(folder.resolve("agent.conf"), text));
    }
}
