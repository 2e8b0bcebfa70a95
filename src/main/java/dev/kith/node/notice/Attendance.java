package dev.kith.node.notice;

import dev.kith.registry.Directory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs who comes and goes, one line each: the libraries' own words on it are turned off. */
final class Attendance implements Consumer<Directory.Event> {
    private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);

    private final Set<String> away = ConcurrentHashMap.newKeySet();
    private final BooleanSupplier leaving;

    /**
     * Nobody is known yet.
     *
     * @param leaving whether this agent itself leaves: what it sees of the others then says nothing
     */
    Attendance(BooleanSupplier leaving) {
        this.leaving = leaving;
    }

    @Override
    public void accept(Directory.Event event) {
        if (leaving.getAsBoolean()) return;
        switch (event.status()) {
            case "unreachable" -> {
                if (!away.add(event.name())) return;
                LOG.warn(
                        "{} is not reached; its work goes on elsewhere, and it is tried again all"
                                + " the time; if it should be on, look at its machine and network",
                        event.name());
            }
            case "up" -> {
                if (away.remove(event.name())) LOG.info("{} is reached again", event.name());
                else LOG.info("{} is here", event.name());
            }
            case "removed" -> {
                boolean lost = away.remove(event.name());
                LOG.info("{} {}", event.name(), lost ? "is given up for now" : "has left");
            }
            default -> LOG.debug("{} is {}", event.name(), event.status());
        }
    }
}
