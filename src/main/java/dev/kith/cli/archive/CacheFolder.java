package dev.kith.cli.archive;

import java.nio.file.Path;
import java.util.Map;

/** Where agents of this machine keep what they can make again. */
public final class CacheFolder {
    private CacheFolder() {}

    /**
     * The folder that agents use when their configuration does not name another.
     *
     * @param environment for {@code KITH_NODE_CACHE}, {@code XDG_CACHE_HOME} and {@code HOME}
     */
    public static Path usual(Map<String, String> environment) {
        String named = environment.getOrDefault("KITH_NODE_CACHE", "");
        if (!named.isEmpty()) return Path.of(named).toAbsolutePath();
        String base = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path shared =
                base.isEmpty()
                        ? Path.of(environment.getOrDefault("HOME", "."), ".cache")
                        : Path.of(base);
        return shared.resolve("kith").toAbsolutePath();
    }
}
