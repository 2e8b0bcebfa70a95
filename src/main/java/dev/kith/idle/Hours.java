package dev.kith.idle;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days and hours by the clock on the wall, such as {@code mon-fri 18:00-08:00; sat,sun
 * 00:00-24:00}. A window that ends at or before its beginning ends on the next day; the days are
 * those on which it begins. When clocks are put forward or back a window begins and ends at its
 * hours all the same, and so lasts an hour less or more.
 */
public final class Hours {
    private static final Pattern WINDOW =
            Pattern.compile("(?:([a-z,\\s-]+?)\\s+)?(\\d{1,2}:\\d{2})\\s*-\\s*(\\d{1,2}:\\d{2})");
    private static final List<String> DAYS =
            List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int MINUTES_OF_DAY = 24 * 60;

    /** In minutes of a day; {@code to} is above the day's where it ends on the next one. */
    private record Window(Set<DayOfWeek> days, int from, int to) {
        boolean contains(DayOfWeek day, int minute) {
            return (days.contains(day) && minute >= from && minute < to)
                    || (days.contains(day.minus(1)) && minute + MINUTES_OF_DAY < to);
        }
    }

    private final List<Window> windows;

    private Hours(List<Window> windows) {
        this.windows = List.copyOf(windows);
    }

    /**
     * Reads hours.
     *
     * @param text windows with semicolons between; empty for any time
     * @throws IllegalArgumentException saying what cannot be read
     */
    public static Hours parse(String text) {
        var windows = new ArrayList<Window>();
        for (String part : text.toLowerCase(Locale.ROOT).split(";", -1)) {
            if (!part.isBlank()) windows.add(window(part.strip()));
        }
        return new Hours(windows);
    }

    /** Whether the time is in one of the windows; any is where there are none. */
    public boolean contain(ZonedDateTime time) {
        LocalTime local = time.toLocalTime();
        int minute = local.getHour() * 60 + local.getMinute();
        return windows.isEmpty()
                || windows.stream()
                        .anyMatch(window -> window.contains(time.getDayOfWeek(), minute));
    }

    private static Window window(String text) {
        Matcher parts = WINDOW.matcher(text);
        if (!parts.matches()) throw wrong(text);
        String days = parts.group(1);
        int from = minute(parts.group(2), text);
        int to = minute(parts.group(3), text);
        if (from == MINUTES_OF_DAY || from == to) throw wrong(text);
        return new Window(
                days == null ? EnumSet.allOf(DayOfWeek.class) : days(days, text),
                from,
                to <= from ? to + MINUTES_OF_DAY : to);
    }

    private static Set<DayOfWeek> days(String days, String text) {
        Set<DayOfWeek> all = EnumSet.noneOf(DayOfWeek.class);
        for (String part : days.split(",", -1)) {
            String[] ends = part.strip().split("\\s*-\\s*", -1);
            if (ends.length > 2) throw wrong(text);
            DayOfWeek last = day(ends[ends.length - 1], text);
            DayOfWeek next = day(ends[0], text);
            while (next != last) {
                all.add(next);
                next = next.plus(1);
            }
            all.add(last);
        }
        return all;
    }

    private static DayOfWeek day(String word, String text) {
        int index = DAYS.indexOf(word);
        if (index < 0) throw wrong(text);
        return DayOfWeek.of(index + 1);
    }

    private static int minute(String clock, String text) {
        String[] parts = clock.split(":", -1);
        int minutes = Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
        if (minutes > MINUTES_OF_DAY || Integer.parseInt(parts[1]) > 59) throw wrong(text);
        return minutes;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no window; write such as 'mon-fri 18:00-08:00'");
    }
}
