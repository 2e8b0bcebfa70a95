package dev.kith.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A line that shows how far something is: only on a terminal, only once it has taken a second, at
 * most ten times a second. Safe to use from any thread.
 *
 * <pre>  [##########----------] 512 documents, 1.2 MB/s, 14 s left</pre>
 */
public final class Progress implements AutoCloseable {
    private static final Duration FIRST_AFTER = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final int BAR_COLUMNS = 24;
    private static final double SURE_FROM = 0.02;

    private final Console console;
    private final InstantSource clock;
    private final Instant begun;
    private Instant drawn;
    private boolean visible;

    public Progress(Console console, InstantSource clock) {
        this.console = console;
        this.clock = clock;
        this.begun = clock.instant();
        this.drawn = begun;
    }

    /** Since it began. */
    public Duration elapsed() {
        return Duration.between(begun, clock.instant());
    }

    /**
     * Shows a bar.
     *
     * @param share done, 0 to 1
     * @param text what is said behind the bar
     */
    public synchronized void show(double share, String text) {
        if (!due()) return;
        double bounded = Math.clamp(share, 0.0, 1.0);
        int filled = (int) Math.floor(bounded * BAR_COLUMNS);
        String bar = "#".repeat(filled) + "-".repeat(BAR_COLUMNS - filled);
        draw("[" + bar + "] " + text + left(bounded));
    }

    /** Shows a line without a bar, for what has no known end. */
    public synchronized void show(String text) {
        if (due()) draw(text + ", " + Units.time(elapsed()));
    }

    private String left(double share) {
        if (share < SURE_FROM || share >= 1) return "";
        long seconds = Math.round(elapsed().toMillis() / 1000.0 / share * (1 - share));
        String time = seconds < 60 ? seconds + " s" : Units.time(Duration.ofSeconds(seconds));
        return ", " + time + " left";
    }

    private boolean due() {
        Instant now = clock.instant();
        return console.errTerminal()
                && Duration.between(begun, now).compareTo(FIRST_AFTER) >= 0
                && Duration.between(drawn, now).compareTo(BETWEEN) >= 0;
    }

    private void draw(String line) {
        drawn = clock.instant();
        visible = true;
        console.err().print("\r" + Words.shorten(line, console.width() - 1) + "\u001b[K");
        console.err().flush();
    }

    /** Prints a line that stays, above the bar. */
    public synchronized void say(String line) {
        clear();
        console.err().println(line);
    }

    /** Takes the line away for now. */
    public synchronized void clear() {
        if (visible) console.err().print("\r\u001b[K");
        visible = false;
        console.err().flush();
    }

    /** Takes the line away. */
    @Override
    public synchronized void close() {
        clear();
    }
}
