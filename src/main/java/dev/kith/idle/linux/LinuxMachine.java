package dev.kith.idle.linux;

import dev.kith.idle.Machine;
import dev.kith.idle.Moment;
import dev.kith.idle.Readings;
import java.nio.file.Path;
import java.util.Map;

/** A machine with Linux, by its files. Not thread-safe: it remembers what it read before. */
public final class LinuxMachine implements Machine {
    /** Asks systemd-logind what its files do not say. May take a moment, but never long. */
    @FunctionalInterface
    public interface SessionHints {

        /** Nobody to ask. */
        SessionHints NONE = _ -> Map.of();

        /**
         * What is known of a session.
         *
         * @param session its id
         * @return {@code IdleHint}, {@code IdleSinceHintMonotonic}, {@code LockedHint}, as {@code
         *     loginctl show-session} has them; empty where nobody answers
         */
        Map<String, String> of(String session);
    }

    private final Kind kind;
    private final Processors processors;
    private final Limits limits;
    private final Batteries batteries;
    private final Heat heat;
    private final Presence presence;

    /**
     * A machine.
     *
     * @param root folder that the system's {@code proc}, {@code sys}, {@code run} and {@code dev}
     *     are in; {@code /} for this system's own
     * @param hints what systemd-logind says of a session
     * @param remote whether who is logged in over the network counts as using it
     */
    public LinuxMachine(Path root, SessionHints hints, boolean remote) {
        var files = new SystemFiles(root);
        this.kind = new Chassis(files).kind();
        this.limits = new Limits(files);
        this.processors = new Processors(files);
        this.batteries = new Batteries(files);
        this.heat = new Heat(files);
        this.presence = new Presence(files, new Sessions(files, hints), remote);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Readings read(Moment now) {
        var used = processors.read(now);
        return new Readings(
                limits.cores(used.online()),
                used.others(),
                limits.memoryAvailable(),
                batteries.read(),
                heat.left(),
                presence.unused(now));
    }
}
