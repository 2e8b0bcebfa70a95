package dev.kith.reputation.live;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.Circle;
import dev.kith.reputation.Reputation;
import dev.kith.reputation.ReputationSettings;
import dev.kith.reputation.Roster;
import dev.kith.reputation.Score;
import dev.kith.reputation.WeighedBook;
import dev.kith.reputation.book.BookEntry;
import dev.kith.reputation.book.RatingBook;
import dev.kith.wire.board.Board;
import dev.kith.wire.board.RecordView;
import dev.kith.wire.record.Hash;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.SignedRecord;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The books of all raters, as far as they count, and what follows from them.
 *
 * <p>Only the books of members count, present ones and those that this agent has met: anybody can
 * make keys, and a member could praise itself under a thousand names. For the same reason entries
 * about agents that are neither met nor rated by this one are left out. For one thread.
 */
final class Opinions {
    private record Read(Hash hash, Optional<RatingBook> book) {}

    private final AgentId self;
    private final ReputationSettings settings;
    private final Supplier<Findings> findings;
    private final Set<AgentId> met = new LinkedHashSet<>();
    private final RecordView view = new RecordView(met::contains);
    private final Map<AgentId, Read> read = new HashMap<>();
    private RatingBook own;
    private Set<AgentId> rated;
    private final EnumSet<Capability> trades = EnumSet.noneOf(Capability.class);
    private boolean ownChanged;
    private Roster roster = new Roster();
    private Reputation reputation;

    /**
     * Nothing is heard yet.
     *
     * @param findings what was found by looking at results themselves
     */
    Opinions(RatingBook own, ReputationSettings settings, Supplier<Findings> findings) {
        this.findings = findings;
        this.self = own.rater();
        this.settings = settings;
        this.own = own;
        this.rated = subjects(own);
        this.reputation = new Reputation(self, roster, settings);
    }

    void hear(Board.News news) {
        view.hear(news);
    }

    /** What this agent itself says from now on. */
    void say(RatingBook book) {
        if (book.equals(own)) return;
        own = book;
        rated = subjects(book);
        ownChanged = true;
    }

    private static Set<AgentId> subjects(RatingBook book) {
        return book.entries().stream().map(BookEntry::subject).collect(Collectors.toSet());
    }

    /**
     * Takes note of who is a member.
     *
     * @return whether somebody was not known before; then {@link #weighAll} is due
     */
    boolean meet(Set<AgentId> members) {
        boolean news = met.addAll(members);
        var oldest = met.iterator();
        for (int i = met.size(); i > settings.membersMax(); i--) {
            oldest.next();
            oldest.remove();
        }
        return news;
    }

    /** Weighs all books anew, as of now, milliseconds since 1970: what is old has faded. */
    void weighAll(long now) {
        roster = new Roster();
        reputation = new Reputation(self, roster, settings);
        ownChanged = true;
        read.values().stream()
                .flatMap(known -> known.book().stream())
                .forEach(book -> reputation.accept(weigh(book, now)));
        weighChanged(now);
    }

    /** Weighs the books that have changed. */
    void weighChanged(long now) {
        if (ownChanged) reputation.accept(weigh(own, now));
        ownChanged = false;
        Map<AgentId, Read> gone = new HashMap<>(read);
        for (SignedRecord record : view.all(Kind.RATINGS, now)) {
            AgentId rater = record.claim().author();
            if (rater.equals(self)) continue;
            Read before = gone.remove(rater);
            if (before != null && before.hash().equals(record.hash())) continue;
            Optional<RatingBook> book = BookRecords.read(rater, record.claim().payload());
            read.put(rater, new Read(record.hash(), book));
            book.ifPresentOrElse(
                    said -> reputation.accept(weigh(said, now)), () -> reputation.forget(rater));
        }
        for (AgentId rater : gone.keySet()) {
            read.remove(rater);
            reputation.forget(rater);
        }
        reputation.know(new Circle(settings.credibility().founders(), met, quarantined()));
    }

    private Set<AgentId> quarantined() {
        Set<AgentId> all = view.quarantined();
        all.addAll(findings.get().convicted());
        return all;
    }

    private WeighedBook weigh(RatingBook book, long now) {
        book.entries().forEach(entry -> trades.add(entry.trade()));
        RatingBook ofKnown =
                new RatingBook(
                        book.rater(), book.entries().stream().filter(this::concernsUs).toList());
        AgentId rater = book.rater();
        Findings found = findings.get();
        return WeighedBook.of(
                ofKnown,
                roster,
                settings,
                now,
                subject -> rater.equals(self) || found.shown(rater, subject));
    }

    private boolean concernsUs(BookEntry entry) {
        return met.contains(entry.subject()) || rated.contains(entry.subject());
    }

    /** What follows from the books as they were weighed. */
    Beliefs beliefs() {
        Map<Capability, Map<AgentId, Score>> scores = new EnumMap<>(Capability.class);
        for (Capability trade : trades) scores.put(trade, reputation.scores(trade));
        Map<AgentId, Score> otherwise =
                EnumSet.complementOf(trades).stream()
                        .findFirst()
                        .<Map<AgentId, Score>>map(reputation::scores)
                        .orElse(Map.of());
        return new Beliefs(scores, otherwise, quarantined());
    }
}
