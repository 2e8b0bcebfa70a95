package dev.kith.cli.terminal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
public final class Units {
    private static final List<String> BYTES = List.of("B", "kB", "MB", "GB", "TB", "PB");

    private Units() {}

    /** Bytes in decimal units with at most one decimal: {@code 14.4 MB}. */
    public static String bytes(long bytes) {
        double value = (double) bytes;
        int unit = 0;
        while (value >= 999.5 && unit < BYTES.size() - 1) {
            value /= 1000;
            unit++;
        }
        return decimal(value, unit == 0 || value >= 99.95 ? 0 : 1) + " " + BYTES.get(unit);
    }

    /** A count with thousands apart: {@code 12,345}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A count of things: {@code 1 document}, {@code 2 documents}. */
    public static String count(long count, String thing) {
        return count(count) + " " + thing + (count == 1 ? "" : "s");
    }

    /** Something per second: three digits that count. */
    public static String rate(double perSecond) {
        return decimal(perSecond, perSecond >= 100 ? 0 : perSecond >= 10 ? 1 : 2);
    }

    /** A number with so many decimals. */
    public static String decimal(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** A stretch of time: {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String time(Duration time) {
        if (time.compareTo(Duration.ofSeconds(10)) < 0) {
            return decimal(time.toMillis() / 1000.0, 1) + " s";
        }
        long seconds = Math.round(time.toMillis() / 1000.0);
        if (seconds < 60) return seconds + " s";
        if (seconds < 3600) return seconds / 60 + " min " + seconds % 60 + " s";
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
