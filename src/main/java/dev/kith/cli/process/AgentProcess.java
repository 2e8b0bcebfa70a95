package dev.kith.cli.process;

import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** An agent that runs in the background as a process of its own, logging to a file. */
public final class AgentProcess implements AutoCloseable {
    private static final Duration LEAVE = Duration.ofSeconds(15);
    private static final int TAIL_LINES = 15;

    private final String name;
    private final Path log;
    private final Process process;
    private final CompletableFuture<ReadyLine> ready = new CompletableFuture<>();

    private AgentProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts an agent.
     *
     * @param settings keys under {@code kith} and their values
     * @param log file for all it says
     */
    public static AgentProcess start(
            String name, Map<String, String> settings, Path log, Map<String, String> environment) {
        return start(name, AgentFlags.command(Optional.empty(), settings, environment), log);
    }

    /** Starts an agent by a command of one's own. */
    static AgentProcess start(String name, List<String> command, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        try {
            AgentProcess agent = new AgentProcess(name, log, builder.start());
            Thread.ofVirtual().name("stdout of " + name).start(agent::listen);
            return agent;
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.FAILED, "cannot start an agent: " + e.getMessage(), e);
        }
    }

    private void listen() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                ReadyLine.parse(line).ifPresent(ready::complete);
            }
            ready.completeExceptionally(new IOException("it ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /**
     * Waits until it can serve.
     *
     * @throws CommandFailed with the end of its log, where it does not come up in time
     */
    public ReadyLine awaitReady(Duration patience) {
        try {
            return ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            String what =
                    e instanceof TimeoutException
                            ? "is not ready after " + patience.toSeconds() + " s"
                            : "ended before it was ready";
            throw new CommandFailed(
                    ExitCode.FAILED, "agent " + name + " " + what + "; it said:\n" + tail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.FAILED, "interrupted", e);
        }
    }

    /** Whether it is ready already. */
    public boolean isReady() {
        return ready.isDone() && !ready.isCompletedExceptionally();
    }

    /** The last lines of its log. */
    public String tail() {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - TAIL_LINES), all.size()));
        } catch (IOException | UncheckedIOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Where it answers; known once it is ready. */
    public URI http() {
        return awaitReady(Duration.ZERO.plusMillis(1)).http();
    }

    /** Waits until it has ended; false where it has not by then. */
    boolean awaitEnd(Duration patience) {
        return await(patience);
    }

    /** Ends it as a power cut would, with the processes that it has started. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        await(LEAVE);
    }

    /** Asks it to leave, without waiting. */
    public void leave() {
        process.destroy();
    }

    /** Asks it to leave, and ends it where it does not. */
    @Override
    public void close() {
        process.destroy();
        if (!await(LEAVE)) kill();
    }

    private boolean await(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
