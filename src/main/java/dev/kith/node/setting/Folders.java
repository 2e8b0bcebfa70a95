package dev.kith.node.setting;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where an agent keeps things, after the XDG Base Directory Specification.
 *
 * @param data its key, certificate and documents
 * @param cache models and native libraries, shared by the machine's agents
 */
public record Folders(Path data, Path cache) {

    /**
     * The folders of an agent.
     *
     * @param environment the process's, for {@code HOME}, {@code XDG_DATA_HOME}, {@code
     *     XDG_CACHE_HOME}
     */
    public static Folders of(
            NodeSettings node,
            NetworkSettings network,
            String name,
            Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", ".");
        Path data =
                node.data().isEmpty()
                        ? base(environment, "XDG_DATA_HOME", Path.of(home, ".local", "share"))
                                .resolve("kith")
                                .resolve(network.name())
                                .resolve(name)
                        : Path.of(node.data());
        Path cache =
                node.cache().isEmpty()
                        ? base(environment, "XDG_CACHE_HOME", Path.of(home, ".cache"))
                                .resolve("kith")
                        : Path.of(node.cache());
        return new Folders(data.toAbsolutePath(), cache.toAbsolutePath());
    }

    private static Path base(Map<String, String> environment, String variable, Path usual) {
        String value = environment.getOrDefault(variable, "");
        return value.isEmpty() ? usual : Path.of(value);
    }
}
