package dev.kith.cli;

import dev.kith.cli.client.Surroundings;
import dev.kith.cli.terminal.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Runs a command in memory; waiting takes no time but moves the clock. */
public final class CommandRun {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> environment = new HashMap<>();
    private boolean terminal;
    private String in = "";
    private int code = -1;

    public CommandRun onTerminal() {
        terminal = true;
        return this;
    }

    public CommandRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public CommandRun stdin(String text) {
        in = text;
        return this;
    }

    public CommandRun run(String... arguments) {
        code = Kith.commandLine(surroundings()).execute(arguments);
        return this;
    }

    public Surroundings surroundings() {
        Console console =
                new Console(
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        terminal,
                        terminal,
                        80,
                        environment.containsKey("NO_COLOR"));
        return new Surroundings(
                console,
                environment,
                now::get,
                time -> {
                    pauses.add(time);
                    now.updateAndGet(instant -> instant.plus(time));
                },
                new SecureRandom());
    }

    public int code() {
        return code;
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
