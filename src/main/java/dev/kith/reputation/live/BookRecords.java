package dev.kith.reputation.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.book.BookEntry;
import dev.kith.reputation.book.Masses;
import dev.kith.reputation.book.RatingBook;
import dev.kith.wire.envelope.PayloadJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * A rating book as JSON without floating-point numbers. Whatever an agent may have signed, reading
 * it gives a book or nothing. What it holds of trades that are not known here is left out.
 */
final class BookRecords {
    private static final ObjectMapper JSON = PayloadJson.mapper();

    /** Weights of evidence are written in these parts of a full rating. */
    private static final double PARTS = 10_000;

    /** In full ratings; whoever claims more could make the sums of others overflow. */
    private static final double MASS_MAX = 1e9;

    private static final int HEAD = 5;
    private static final int MASSES = 4;
    private static final int SLOT = 1 + MASSES;

    /**
     * A book.
     *
     * @param subjects dids that the entries number from 0
     * @param trades roles that the entries number from 0
     * @param entries each of them subject, trade, time of the latest rating, passes, fails, the
     *     four weights (pass, late, error, fail), and for each slot of the recent past its number
     *     and four weights
     */
    record Page(List<String> subjects, List<String> trades, List<List<Long>> entries) {
        Page {
            subjects = List.copyOf(subjects);
            trades = List.copyOf(trades);
            entries = entries.stream().map(List::copyOf).toList();
        }
    }

    private BookRecords() {}

    /** The book in so many bytes at most: those of its entries that were touched last. */
    static ByteString write(RatingBook book, int bytesMax) {
        RatingBook kept = book;
        ByteString bytes = bytes(kept);
        while (bytes.size() > bytesMax && !kept.entries().isEmpty()) {
            int count = kept.entries().size();
            long fitting = (long) count * bytesMax / bytes.size();
            kept = kept.newest((int) Math.min(count - 1L, fitting));
            bytes = bytes(kept);
        }
        return bytes;
    }

    private static ByteString bytes(RatingBook book) {
        try {
            return ByteString.fromArrayUnsafe(JSON.writeValueAsBytes(page(book)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written: " + book, e);
        }
    }

    static Page page(RatingBook book) {
        List<String> subjects = new ArrayList<>();
        List<String> trades =
                Arrays.stream(Capability.values())
                        .filter(trade -> book.entries().stream().anyMatch(e -> e.trade() == trade))
                        .map(Capability::role)
                        .toList();
        List<List<Long>> entries = new ArrayList<>();
        for (BookEntry entry : book.entries()) {
            String subject = entry.subject().did();
            if (subjects.isEmpty() || !subjects.getLast().equals(subject)) subjects.add(subject);
            entries.add(row(entry, subjects.size() - 1, trades.indexOf(entry.trade().role())));
        }
        return new Page(subjects, trades, entries);
    }

    private static List<Long> row(BookEntry entry, long subject, long trade) {
        List<Long> row = new ArrayList<>();
        row.add(subject);
        row.add(trade);
        row.add(entry.lastTime());
        row.add(entry.passes());
        row.add(entry.fails());
        add(row, entry.masses());
        for (BookEntry.Slot slot : entry.recent()) {
            row.add(slot.number());
            add(row, slot.masses());
        }
        return row;
    }

    private static void add(List<Long> row, Masses masses) {
        for (double mass :
                new double[] {masses.pass(), masses.late(), masses.error(), masses.fail()}) {
            row.add(Math.round(Math.min(MASS_MAX, mass) * PARTS));
        }
    }

    /** The book in these bytes, if there is one that this rater could have written. */
    static Optional<RatingBook> read(AgentId rater, ByteString payload) {
        try {
            return Optional.ofNullable(JSON.readValue(payload.toArray(), Page.class))
                    .map(page -> book(rater, page));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * The book on a page.
     *
     * @throws IllegalArgumentException if that is none
     */
    static RatingBook book(AgentId rater, Page page) {
        List<AgentId> subjects = page.subjects().stream().map(AgentId::new).toList();
        List<Optional<Capability>> trades = page.trades().stream().map(BookRecords::trade).toList();
        List<BookEntry> entries = new ArrayList<>();
        for (List<Long> row : page.entries()) {
            if (row.size() < HEAD + MASSES || (row.size() - HEAD - MASSES) % SLOT != 0) {
                throw new IllegalArgumentException("an entry has " + row.size() + " numbers");
            }
            AgentId subject = pick(subjects, row.get(0));
            pick(trades, row.get(1)).ifPresent(trade -> entries.add(entry(subject, trade, row)));
        }
        return new RatingBook(rater, entries);
    }

    private static BookEntry entry(AgentId subject, Capability trade, List<Long> row) {
        List<BookEntry.Slot> slots = new ArrayList<>();
        long before = -1;
        for (int at = HEAD + MASSES; at < row.size(); at += SLOT) {
            if (row.get(at) <= before) throw new IllegalArgumentException("slots out of order");
            before = row.get(at);
            slots.add(new BookEntry.Slot(before, masses(row, at + 1)));
        }
        return new BookEntry(
                subject, trade, masses(row, HEAD), row.get(3), row.get(4), row.get(2), slots);
    }

    private static Masses masses(List<Long> row, int at) {
        for (Long mass : row.subList(at, at + MASSES)) {
            if (mass / PARTS > MASS_MAX) throw new IllegalArgumentException("too much: " + mass);
        }
        return new Masses(
                row.get(at) / PARTS,
                row.get(at + 1) / PARTS,
                row.get(at + 2) / PARTS,
                row.get(at + 3) / PARTS);
    }

    private static Optional<Capability> trade(String role) {
        return Arrays.stream(Capability.values()).filter(t -> t.role().equals(role)).findFirst();
    }

    private static <T> T pick(List<T> from, long number) {
        if (number < 0 || number >= from.size()) {
            throw new IllegalArgumentException("no number " + number + " of " + from.size());
        }
        return from.get((int) number);
    }
}
