package dev.kith.node.lasting;

import dev.kith.idle.IdleSettings;
import dev.kith.idle.IdleWatch;
import dev.kith.idle.Machine;
import dev.kith.idle.Manners;
import dev.kith.idle.Moment;
import dev.kith.idle.linux.LinuxMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at this machine in the background, as {@code kith.idle} wants it.
 *
 * @param settings those that hold on this machine
 */
public record Idling(IdleSettings settings, IdleWatch watch, ScheduledExecutorService timer)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Idling.class);
    private static final String OWN_ROOT = "/";

    /** Where nothing hangs on it, it is looked at for the vitals only. */
    private static final int SELDOM = 60;

    /**
     * Has looked once, and goes on.
     *
     * @param environment for {@code CI}, which tells that no person is meant to notice
     */
    public static Idling begin(IdleSettings settings, Map<String, String> environment) {
        Machine machine = machine(settings);
        String ci = environment.getOrDefault("CI", "");
        boolean unattended = !ci.isEmpty() && !ci.equals("false");
        var here = settings.on(unattended ? Machine.Kind.UNKNOWN : machine.kind());
        LOG.info(
                "kith.idle.mode = {} on a machine of kind {}{}: it {}",
                word(settings.mode()),
                word(machine.kind()),
                unattended ? " under CI" : "",
                here.watchful() ? "pauses for its person and other programs" : "never pauses");
        var manners = new Manners(here, ZoneId.systemDefault());
        var watch =
                new IdleWatch(
                        machine,
                        manners,
                        () -> new Moment(Instant.now(), Duration.ofNanos(System.nanoTime())));
        var timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("kith-idle").factory());
        long pause = here.sampleInterval().toMillis() * (here.watchful() ? 1 : SELDOM);
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> look(watch), pause, pause, TimeUnit.MILLISECONDS);
        return new Idling(here, watch, timer);
    }

    private static Machine machine(IdleSettings settings) {
        int cores = Runtime.getRuntime().availableProcessors();
        if (settings.mode() == IdleSettings.Mode.OFF) return Machine.unknown(cores);
        boolean own = settings.machineRoot().equals(OWN_ROOT);
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        if (own && !linux) return Machine.unknown(cores);
        return new LinuxMachine(
                Path.of(settings.machineRoot()),
                own ? new Loginctl() : LinuxMachine.SessionHints.NONE,
                settings.person().remote());
    }

    /** A look that fails must not be the last one. */
    private static void look(IdleWatch watch) {
        try {
            watch.look();
        } catch (RuntimeException e) {
            LOG.error("this machine could not be looked at; its agent stays as it is", e);
        }
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    /** Looks no more. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
