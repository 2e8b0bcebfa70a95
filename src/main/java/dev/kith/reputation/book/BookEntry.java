package dev.kith.reputation.book;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that one rater has seen of one agent in one trade.
 *
 * @param masses weights of all ratings as of {@code lastTime}
 * @param passes how many results were right
 * @param fails how many were wrong
 * @param lastTime of the latest rating, milliseconds since 1970
 * @param recent the short window's slots that have something in them, oldest first, at most four
 */
public record BookEntry(
        AgentId subject,
        Capability trade,
        Masses masses,
        long passes,
        long fails,
        long lastTime,
        List<Slot> recent)
        implements Comparable<BookEntry> {
    private static final Comparator<BookEntry> ORDER =
            Comparator.comparing(BookEntry::subject).thenComparing(BookEntry::trade);

    /**
     * A quarter of the short window.
     *
     * @param number counted from 1970
     * @param masses weights of its ratings as of its end
     */
    public record Slot(long number, Masses masses) {}

    public BookEntry {
        if (passes < 0 || fails < 0 || lastTime < 0) {
            throw new IllegalArgumentException(
                    "negative: " + passes + " passes, " + fails + " fails, at " + lastTime);
        }
        recent = List.copyOf(recent);
        if (recent.size() > Weighing.SLOTS) {
            throw new IllegalArgumentException("too many slots: " + recent.size());
        }
    }

    /** The first rating of a subject in a trade. */
    static BookEntry first(Rating rating, Weighing weighing) {
        return new BookEntry(
                        rating.subject(),
                        rating.trade(),
                        Masses.NONE,
                        0,
                        0,
                        rating.time(),
                        List.of())
                .with(rating, weighing);
    }

    /** With one more rating; the order in which ratings come does not matter. */
    BookEntry with(Rating rating, Weighing weighing) {
        long time = rating.time();
        long last = Math.max(lastTime, time);
        Masses one = Masses.of(rating.verdict(), weighing.weight(rating));
        return new BookEntry(
                subject,
                trade,
                masses.later(last - lastTime, weighing).plus(one.later(last - time, weighing)),
                passes + (rating.verdict() == Verdict.PASS ? 1 : 0),
                fails + (rating.verdict() == Verdict.FAIL ? 1 : 0),
                last,
                slots(one, time, last, weighing));
    }

    private List<Slot> slots(Masses one, long time, long last, Weighing weighing) {
        long number = weighing.slot(time);
        long oldest = weighing.slot(last) - Weighing.SLOTS + 1;
        Masses atEnd = one.later(weighing.slotEnd(number) - time, weighing);
        List<Slot> slots = new ArrayList<>(Weighing.SLOTS);
        boolean placed = number < oldest;
        for (Slot slot : recent) {
            if (slot.number() < oldest) continue;
            if (!placed && number <= slot.number()) {
                placed = true;
                boolean same = number == slot.number();
                slots.add(new Slot(number, same ? slot.masses().plus(atEnd) : atEnd));
                if (same) continue;
            }
            slots.add(slot);
        }
        if (!placed) slots.add(new Slot(number, atEnd));
        return slots;
    }

    /** All of it as of now; nothing where nothing was said for the whole long window. */
    public Masses at(long now, Weighing weighing) {
        long age = Math.max(0, now - lastTime);
        if (age > weighing.windowLong().toMillis()) return Masses.NONE;
        return masses.later(age, weighing);
    }

    /** What was said within the short window, as of now; what is dated after it waits. */
    public Masses recentAt(long now, Weighing weighing) {
        long latest = weighing.slot(now);
        Masses sum = Masses.NONE;
        for (Slot slot : recent) {
            if (slot.number() <= latest - Weighing.SLOTS || slot.number() > latest) continue;
            long age = now - weighing.slotEnd(slot.number());
            sum = sum.plus(slot.masses().later(age, weighing));
        }
        return sum;
    }

    @Override
    public int compareTo(BookEntry other) {
        return ORDER.compare(this, other);
    }
}
