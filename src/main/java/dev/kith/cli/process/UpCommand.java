package dev.kith.cli.process;

import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kith up}: runs an agent in this terminal. */
@Command(
        name = "up",
        description = {
            "Run an agent here until Ctrl-C.",
            "Without --seed and --config it begins a network of its own, or goes on with it. An"
                    + " agent on another machine joins with --seed and the network's authority"
                    + " folder, or after `kith network admit`.",
            "KITH_AGENT_OPTS has more flags for the agent's JVM, such as -Xmx4g."
        })
public final class UpCommand implements Callable<Integer> {
    private final Globals globals;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file of settings that begins with: include \"application\".")
    private @Nullable Path config;

    @Option(names = "--name", paramLabel = "NAME", description = "What people call this agent.")
    private @Nullable String name;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where it keeps its key and its documents.")
    private @Nullable Path data;

    @Option(
            names = "--seed",
            paramLabel = "HOST:PORT",
            description = "An agent to join; may be given more than once.")
    private List<String> seeds = new ArrayList<>();

    @Option(
            names = "--capabilities",
            paramLabel = "NAMES",
            description = "What it does, of: task,chunk,embed,aggregate,store,gateway.")
    private @Nullable String capabilities;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The address that other agents reach it at.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "For other agents; 0: a free one.")
    private @Nullable Integer port;

    @Option(names = "--http-port", paramLabel = "PORT", description = "For you; 0: a free one.")
    private @Nullable Integer httpPort;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "For Pekko Management; 0: a free one, -1: none.")
    private @Nullable Integer managementPort;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "The embedding model: default, fast or full; the same in the whole network.")
    private @Nullable String profile;

    @Option(names = "--network", paramLabel = "NAME", description = "The network's name.")
    private @Nullable String network;

    @Option(
            names = "--authority",
            paramLabel = "FOLDER",
            description = "The folder with the network's authority.key and authority.crt.")
    private @Nullable Path authority;

    @Option(
            names = {"-D", "--set"},
            paramLabel = "KEY=VALUE",
            mapFallbackValue = "true",
            description = "Any setting, such as -D kith.network.copies=2.")
    private Map<String, String> others = new HashMap<>();

    public UpCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        List<String> command =
                AgentFlags.command(
                        Optional.ofNullable(config),
                        settings(),
                        globals.surroundings().environment());
        var later = new LaterTraining(globals.surroundings(), globals::note);
        try {
            return new Foreground(globals.console(), later::begin).run(command);
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.FAILED, "cannot start an agent: " + e.getMessage(), e);
        } finally {
            later.stop();
        }
    }

    /** What the options say, as settings. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        put(settings, "kith.node.name", name);
        put(settings, "kith.node.data", data == null ? null : data.toAbsolutePath());
        put(settings, "kith.node.seeds", seeds.isEmpty() ? null : String.join(",", seeds));
        put(settings, "kith.node.capabilities", capabilities);
        put(settings, "kith.node.host", host);
        put(settings, "kith.node.port", port);
        put(settings, "kith.gateway.port", httpPort);
        put(settings, "kith.management.port", managementPort);
        put(settings, "kith.embed.model", profile);
        put(settings, "kith.network.name", network);
        authority(settings);
        settings.putAll(others);
        return settings;
    }

    private void authority(Map<String, String> settings) {
        if (authority != null) {
            settings.put("kith.network.authority", authority.toAbsolutePath().toString());
            if (seeds.isEmpty()) settings.put("kith.network.create", "true");
        } else if (config == null
                && !globals.surroundings().environment().containsKey("KITH_NETWORK_AUTHORITY")) {
            Path usual = AuthorityFolder.usual(globals.surroundings().environment(), network);
            boolean first = seeds.isEmpty();
            if (first || Files.isDirectory(usual)) {
                settings.put("kith.network.authority", usual.toString());
            }
            if (first) settings.put("kith.network.create", "true");
        }
    }

    private static void put(Map<String, String> settings, String key, @Nullable Object value) {
        if (value != null) settings.put(key, value.toString());
    }
}
