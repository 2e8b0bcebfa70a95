package dev.kith.idle.linux;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When the lines that keyboards, touchpads and mice interrupt on last did so.
 *
 * <p>Source: proc_interrupts(5). A line has a number for each processor, then words for what is on
 * it.
 */
final class Interrupts {
    /** PS/2, and touch devices by their ACPI ids: nothing else interrupts on these. */
    private static final Pattern KEYS =
            Pattern.compile(
                    "i8042|i2c[_-]hid|psmouse|"
                            + "(?:ELAN|SYNA|MSFT|ALPS|WCOM|GXTP|CUST|DELL|FTCS|GDIX|ASUE|ASUP)"
                            + "[0-9A-F]{4}:\\d\\d");

    private static final Pattern USB = Pattern.compile("[xeou]hci[_-]hcd");

    /** A count, and when it last was another. */
    private static final class Line {
        private long count = -1;
        private Optional<Duration> changed = Optional.empty();

        void read(long now, Duration uptime) {
            if (count >= 0 && now != count) changed = Optional.of(uptime);
            count = now;
        }
    }

    private final SystemFiles files;
    private final Line keys = new Line();
    private final Line all = new Line();
    private Optional<Duration> first = Optional.empty();
    private boolean known;

    Interrupts(SystemFiles files) {
        this.files = files;
    }

    void read(Duration uptime) {
        long keyCount = 0;
        long allCount = 0;
        known = false;
        for (String line : files.lines("proc/interrupts")) {
            boolean key = KEYS.matcher(line).find();
            if (!key && !USB.matcher(line).find()) continue;
            known = true;
            long count = count(line);
            allCount += count;
            if (key) keyCount += count;
        }
        if (!known) return;
        if (first.isEmpty()) first = Optional.of(uptime);
        keys.read(keyCount, uptime);
        all.read(allCount, uptime);
    }

    /** How long keyboard and touchpad have been silent; empty where they never were heard. */
    Optional<Duration> keysQuiet(Duration uptime) {
        return keys.changed.map(uptime::minus);
    }

    /**
     * How long all lines that may have such a device on them have been silent, as far as they were
     * watched; empty where there are none.
     */
    Optional<Duration> quiet(Duration uptime) {
        return known ? all.changed.or(() -> first).map(uptime::minus) : Optional.empty();
    }

    private static long count(String line) {
        long sum = 0;
        String[] words = line.substring(line.indexOf(':') + 1).strip().split("\\s+", -1);
        for (String word : words) {
            if (word.isEmpty() || !word.chars().allMatch(Character::isDigit)) break;
            sum += SystemFiles.parsed(word).orElse(0L);
        }
        return sum;
    }
}
