package dev.kith.cli.client;

import dev.kith.cli.terminal.Console;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/** What a command runs in; tests bring their own. */
public record Surroundings(
        Console console,
        Map<String, String> environment,
        InstantSource clock,
        Pause pause,
        SecureRandom random) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
