package dev.kith.idle.linux;

import dev.kith.idle.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * What the processors did since the reading before, for this program and its like and for all
 * others. The load average would not do: it counts this program too, and is minutes late.
 *
 * <p>Source: proc_stat(5) and proc_pid_stat(5).
 */
final class Processors {
    private static final int USER = 0;
    private static final int IDLE = 3;
    private static final int IOWAIT = 4;
    private static final int STEAL = 7;

    /** As far as the kernel shows in {@code /proc/stat}, in ticks since it began. */
    private record Ticks(long all, long busy, long own) {}

    /**
     * How they were used.
     *
     * @param online how many there are
     * @param others share of them that other programs used; empty the first time
     */
    record Use(int online, Optional<Double> others) {}

    private final SystemFiles files;
    private final Siblings siblings;
    private Optional<Ticks> before = Optional.empty();
    private Optional<Double> others = Optional.empty();

    Processors(SystemFiles files) {
        this.files = files;
        this.siblings = new Siblings(files);
    }

    Use read(Moment now) {
        var lines = files.lines("proc/stat");
        int online = (int) lines.stream().filter(line -> line.matches("cpu\\d+ .*")).count();
        if (online == 0) return new Use(Runtime.getRuntime().availableProcessors(), others);
        Optional<Ticks> ticks = ticks(lines.getFirst(), now.uptime());
        if (before.isPresent() && ticks.isPresent()) {
            long all = ticks.get().all - before.get().all;
            long busy = ticks.get().busy - before.get().busy;
            long own = ticks.get().own - before.get().own;
            if (all > 0) others = Optional.of(Math.clamp((double) (busy - own) / all, 0.0, 1.0));
        }
        before = ticks;
        return new Use(online, others);
    }

    private Optional<Ticks> ticks(String line, Duration uptime) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length <= STEAL + 1) return Optional.empty();
        long all = 0;
        long resting = 0;
        for (int i = USER; i <= STEAL; i++) {
            long value = SystemFiles.parsed(words[i + 1]).orElse(0L);
            all += value;
            if (i == IDLE || i == IOWAIT || i == STEAL) resting += value;
        }
        return Optional.of(new Ticks(all, all - resting, siblings.ticks(uptime)));
    }
}
