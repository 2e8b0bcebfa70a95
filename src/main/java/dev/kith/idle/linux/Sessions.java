package dev.kith.idle.linux;

import dev.kith.idle.Moment;
import dev.kith.idle.linux.LinuxMachine.SessionHints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is logged in at the machine's own screen, by the files of systemd-logind, and whether that
 * session is idle, by asking it. It is asked rarely, but at once when a device may have been
 * touched.
 */
final class Sessions {
    private static final String FOLDER = "run/systemd/sessions";
    private static final Duration ASK = Duration.ofSeconds(10);
    private static final Duration ASK_LEAST = Duration.ofSeconds(1);

    /**
     * The machine's own screens.
     *
     * @param inUse whether a session there is neither idle nor locked
     * @param terminals their text terminals, as files
     */
    record Seat(boolean inUse, List<String> terminals) {}

    private final SystemFiles files;
    private final SessionHints hints;
    private Optional<Duration> asked = Optional.empty();
    private List<String> active = List.of();
    private boolean inUse;

    Sessions(SystemFiles files, SessionHints hints) {
        this.files = files;
        this.hints = hints;
    }

    /**
     * How it is.
     *
     * @param quiet how long devices have been silent; empty where that is not known
     */
    Seat read(Moment now, Optional<Duration> quiet) {
        List<String> desktops = new ArrayList<>();
        List<String> terminals = new ArrayList<>();
        for (String id : files.names(FOLDER)) {
            if (id.endsWith(".ref")) continue;
            Map<String, String> session = words(FOLDER + "/" + id);
            if (!atTheScreen(session)) continue;
            String terminal = session.getOrDefault("TTY", "");
            if (!session.getOrDefault("TYPE", "").equals("tty")) desktops.add(id);
            else if (!terminal.isEmpty()) terminals.add("dev/" + terminal);
        }
        if (!desktops.equals(active) || due(now.uptime(), quiet)) {
            active = List.copyOf(desktops);
            asked = Optional.of(now.uptime());
            inUse = active.stream().map(hints::of).anyMatch(Sessions::awake);
        }
        return new Seat(inUse, terminals);
    }

    private boolean due(Duration uptime, Optional<Duration> quiet) {
        if (active.isEmpty()) return false;
        Duration ago = uptime.minus(asked.orElse(Duration.ZERO));
        boolean touched = quiet.isPresent() && quiet.get().compareTo(ago) < 0;
        return ago.compareTo(ASK) >= 0 || (touched && !inUse && ago.compareTo(ASK_LEAST) >= 0);
    }

    private static boolean atTheScreen(Map<String, String> session) {
        return session.getOrDefault("CLASS", "").startsWith("user")
                && !session.getOrDefault("SEAT", "").isEmpty()
                && !session.getOrDefault("REMOTE", "0").equals("1")
                && session.getOrDefault("ACTIVE", "0").equals("1");
    }

    /** One of which nothing more is known may well be in use. */
    private static boolean awake(Map<String, String> hints) {
        return !hints.getOrDefault("IdleHint", "no").equals("yes")
                && !hints.getOrDefault("LockedHint", "no").equals("yes");
    }

    private Map<String, String> words(String path) {
        Map<String, String> words = new HashMap<>();
        for (String line : files.lines(path)) {
            int equals = line.indexOf('=');
            if (equals > 0) words.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return words;
    }
}
