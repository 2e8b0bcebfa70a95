package dev.kith.cli.process;

import dev.kith.cli.archive.StartArchive;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Payload;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes the archive that agents start with: an agent of its own comes up in a temporary folder,
 * takes in a document, finds it and leaves; then its JVM writes down what it has loaded and learnt.
 * Takes a quarter of a minute on a quiet machine, much longer on a busy one; uses no network.
 */
public final class Training {
    private static final Duration READY_MAX = Duration.ofMinutes(5);
    private static final Duration WRITING_MAX = Duration.ofMinutes(10);
    private static final Duration REQUEST = Duration.ofMinutes(1);
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final String NAME = "archive";
    private static final String TEXT =
            "An agent keeps documents. It cuts them into passages, embeds each, and stores copies."
                    + " Whoever asks later gets the passages that answer best.";

    private final Map<String, String> environment;
    private final List<String> prefix;
    private final AtomicReference<Optional<AgentProcess>> running =
            new AtomicReference<>(Optional.empty());

    /**
     * @param environment its KITH_AGENT_OPTS are the agent's too
     * @param aside whether all else goes before, where the system knows how
     */
    public Training(Map<String, String> environment, boolean aside) {
        this.environment = environment;
        this.prefix =
                aside && Files.isExecutable(NICE)
                        ? List.of(NICE.toString(), "-n", "19")
                        : List.of();
    }

    /**
     * Makes it, also where there is one already.
     *
     * @param archive where it will lie
     * @return false where another process makes it at this moment
     * @throws CommandFailed where it cannot be made; an earlier one stays
     */
    public boolean make(StartArchive archive) {
        try (FileChannel held = archive.lock();
                FileLock lock = held.tryLock()) {
            if (lock == null) return false;
            Path draft = archive.draft();
            Path folder = TempFolder.create("kith-archive-");
            try {
                write(draft, folder);
                archive.publish(draft);
            } finally {
                Files.deleteIfExists(draft);
                TempFolder.delete(folder);
            }
            return true;
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.FAILED, "cannot write " + archive.file() + ": " + e.getMessage(), e);
        }
    }

    private void write(Path draft, Path folder) {
        Map<String, String> flags = new HashMap<>(environment);
        flags.merge(
                "KITH_AGENT_OPTS",
                "-XX:AOTCacheOutput=" + draft,
                (given, own) -> given + " " + own);
        List<String> command = new ArrayList<>(prefix);
        command.addAll(AgentFlags.command(Optional.empty(), settings(folder), flags));
        AgentProcess agent = AgentProcess.start(NAME, command, folder.resolve("log"));
        running.set(Optional.of(agent));
        try {
            agent.awaitReady(READY_MAX);
            exercise(agent);
            agent.leave();
            if (!agent.awaitEnd(WRITING_MAX) || !Files.isRegularFile(draft)) {
                throw new CommandFailed(
                        ExitCode.FAILED, "the JVM wrote no archive; it said:\n" + agent.tail());
            }
        } finally {
            if (agent.alive()) agent.kill();
            running.set(Optional.empty());
        }
    }

    private Map<String, String> settings(Path folder) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("kith.node.name", NAME);
        settings.put("kith.node.data", folder.resolve("data").toString());
        settings.put("kith.node.host", "127.0.0.1");
        settings.put("kith.node.bind-host", "");
        settings.put("kith.node.port", "0");
        settings.put("kith.node.bind-port", "0");
        settings.put("kith.node.seeds", "");
        settings.put("kith.node.capabilities", "task,chunk,embed,aggregate,store,gateway");
        settings.put("kith.gateway.port", "0");
        settings.put("kith.management.port", "0");
        settings.put("kith.network.name", NAME);
        settings.put("kith.network.authority", folder.resolve("authority").toString());
        settings.put("kith.network.create", "true");
        settings.put("kith.network.copies", "1");
        settings.put("kith.idle.mode", "off");
        return settings;
    }

    private static void exercise(AgentProcess agent) {
        try (AgentClient client = new AgentClient(List.of(agent.http()), REQUEST)) {
            client.send("POST", "/v1/documents", document(), REQUEST).orFail();
            client.get("/v1/search?q=passages").orFail();
            client.get("/v1/network").orFail();
        }
    }

    private static Payload document() {
        return new Payload(
                Map.of("Content-Type", "text/plain", "Prefer", "wait=" + REQUEST.toSeconds()),
                () -> BodyPublishers.ofString(TEXT));
    }

    /** Ends it; what it wrote so far is deleted. */
    void stop() {
        running.get().ifPresent(AgentProcess::kill);
    }
}
