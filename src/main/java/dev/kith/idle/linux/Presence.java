package dev.kith.idle.linux;

import dev.kith.idle.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long ago a person last did something at the machine.
 *
 * <pre>
 *   keyboard's and touchpad's own interrupts ─────────────► somebody was there at that moment
 *   a session at the screen, not idle, not locked ─┬ USB interrupts ► then, at the latest
 *                                                  └ no such lines ─► now
 *   a terminal that was typed into ───────────────────────► somebody was there at that moment
 * </pre>
 *
 * USB interrupts alone prove nobody: a disk has them too. But where they are silent, nobody moves a
 * mouse, however long a desktop that never calls itself idle has been left.
 */
final class Presence {
    private final SystemFiles files;
    private final Sessions sessions;
    private final boolean remote;
    private final Interrupts interrupts;

    Presence(SystemFiles files, Sessions sessions, boolean remote) {
        this.files = files;
        this.sessions = sessions;
        this.remote = remote;
        this.interrupts = new Interrupts(files);
    }

    /** Empty where nothing tells of anybody. */
    Optional<Duration> unused(Moment now) {
        interrupts.read(now.uptime());
        Sessions.Seat seat = sessions.read(now, interrupts.quiet(now.uptime()));
        Stream<Duration> typed =
                Stream.concat(
                                seat.terminals().stream(),
                                remote ? remoteTerminals() : Stream.empty())
                        .flatMap(file -> files.lastRead(file).stream())
                        .map(time -> since(time, now.wall()));
        Optional<Duration> desktop =
                seat.inUse()
                        ? Optional.of(interrupts.quiet(now.uptime()).orElse(Duration.ZERO))
                        : Optional.empty();
        return Stream.concat(
                        typed,
                        Stream.concat(
                                interrupts.keysQuiet(now.uptime()).stream(), desktop.stream()))
                .min(Comparator.naturalOrder());
    }

    private Stream<String> remoteTerminals() {
        return files.names("dev/pts").stream()
                .filter(name -> !name.equals("ptmx"))
                .map(name -> "dev/pts/" + name);
    }

    private static Duration since(Instant time, Instant now) {
        return time.isAfter(now) ? Duration.ZERO : Duration.between(time, now);
    }
}
