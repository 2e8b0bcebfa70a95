package dev.kith.cli.process;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a network's authority lies when nobody says otherwise. */
public final class AuthorityFolder {
    private AuthorityFolder() {}

    /**
     * {@code authority} beside the data folders of the network's agents.
     *
     * @param network the network's name; null for KITH_NETWORK_NAME or {@code home}
     */
    public static Path usual(Map<String, String> environment, @Nullable String network) {
        String base = environment.getOrDefault("XDG_DATA_HOME", "");
        Path shared =
                base.isEmpty()
                        ? Path.of(environment.getOrDefault("HOME", "."), ".local", "share")
                        : Path.of(base);
        String called =
                network != null ? network : environment.getOrDefault("KITH_NETWORK_NAME", "home");
        return shared.resolve("kith").resolve(called).resolve("authority").toAbsolutePath();
    }
}
