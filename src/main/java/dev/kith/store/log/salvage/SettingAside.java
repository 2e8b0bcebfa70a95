package dev.kith.store.log.salvage;

import dev.kith.store.log.FolderSwap;
import dev.kith.store.log.RecordLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens LevelDB databases; one that is proven damaged is set aside as {@code log.damaged-<time>},
 * and a new one is begun with whatever could be read of it.
 *
 * <pre>
 *   examine ──sound──────────────────────────────────────────────► open
 *      │ damaged
 *      ▼
 *   read what can be read into log.new ──► log is set aside ──► log.new becomes log ──► open
 * </pre>
 *
 * Nothing is ever deleted by it. What was read may be incomplete, so a copy that was made thus
 * never counts as whole before it has been compared with another.
 */
public final class SettingAside implements RecordLog.Opener {
    private static final Logger LOG = LoggerFactory.getLogger(SettingAside.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** What follows from a database that is set aside. */
    @FunctionalInterface
    public interface Aftermath {
        /**
         * The database in {@code folder} is about to be set aside, and goes on without something.
         */
        void begins(Path folder) throws IOException;
    }

    private final RecordLog.Opener opener;
    private final InstantSource clock;
    private final Aftermath aftermath;
    private final Set<Path> suspects = ConcurrentHashMap.newKeySet();

    /** Opens by {@code opener}, and has {@code aftermath} done before a database is set aside. */
    public SettingAside(RecordLog.Opener opener, InstantSource clock, Aftermath aftermath) {
        this.opener = opener;
        this.clock = clock;
        this.aftermath = aftermath;
    }

    @Override
    public RecordLog open(Path folder) throws IOException {
        var swap = new FolderSwap(folder);
        swap.recover();
        boolean thorough = suspects.contains(folder);
        Optional<String> damage = Examination.of(folder, thorough);
        if (damage.isPresent()) setAside(swap, damage.get());
        try {
            RecordLog log = opener.open(folder);
            suspects.remove(folder);
            return log;
        } catch (IOException | RuntimeException e) {
            suspects.add(folder);
            throw e;
        }
    }

    @Override
    public RecordLog again(Path folder, boolean bulk) throws IOException {
        return opener.again(folder, bulk);
    }

    @Override
    public void probe(Path folder) throws IOException {
        opener.probe(folder);
    }

    @Override
    public void suspect(Path folder) {
        suspects.add(folder);
    }

    private void setAside(FolderSwap swap, String damage) throws IOException {
        long kept;
        try (RecordLog sorting = opener.open(swap.sorting());
                RecordLog next = opener.open(swap.next())) {
            kept = Salvage.copy(swap.folder(), sorting, next);
        }
        Path aside =
                swap.folder()
                        .resolveSibling(
                                swap.folder().getFileName()
                                        + ".damaged-"
                                        + TIME.format(clock.instant()));
        aftermath.begins(swap.folder());
        swap.setAside(aside);
        swap.clear();
        LOG.error(
                "the database in {} is damaged ({}) and was set aside as {}; {} values of it could"
                        + " be read and go on, what is missing is fetched from other copies. Check"
                        + " this disk, and keep that folder until it is said to be needed no more",
                swap.folder(),
                damage,
                aside.getFileName(),
                kept);
    }
}
