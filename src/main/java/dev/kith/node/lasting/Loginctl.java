package dev.kith.node.lasting;

import dev.kith.idle.linux.LinuxMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks systemd-logind by its own program; where there is none, not a second time. */
final class Loginctl implements LinuxMachine.SessionHints {
    private static final Logger LOG = LoggerFactory.getLogger(Loginctl.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private boolean absent;

    @Override
    public Map<String, String> of(String session) {
        if (absent || !session.matches("[A-Za-z0-9]+")) return Map.of();
        try {
            Process process =
                    new ProcessBuilder(
                                    List.of(
                                            "loginctl",
                                            "show-session",
                                            session,
                                            "--property=IdleHint",
                                            "--property=LockedHint"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return Map.of();
            }
            return words(process);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("there is no loginctl; whether a session is idle is not known", e);
            absent = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.of();
    }

    private static Map<String, String> words(Process ended) {
        Map<String, String> words = new HashMap<>();
        ended.inputReader(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> words.put(parts[0], parts[1]));
        return words;
    }
}
