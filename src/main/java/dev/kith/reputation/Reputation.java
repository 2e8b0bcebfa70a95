package dev.kith.reputation;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far one agent believes each other.
 *
 * <pre>
 *   own book ──► own means ──► credibility of each rater ─┐
 *   others' books ────────────────────────────────────────┴──► row of scores
 * </pre>
 *
 * A changed book of another rater costs one comparison of that book with the own one, and the row
 * is added up anew when it is next asked for: one pass over all entries of all books. Books are
 * weighed as of the moment they were handed in; hand them in again to let them fade. The order in
 * which books come does not matter. For one thread.
 */
public final class Reputation {
    private final AgentId self;
    private final Roster roster;
    private final ReputationSettings settings;
    private final SortedMap<AgentId, WeighedBook> books = new TreeMap<>();
    private final Map<AgentId, Credibility> credibilities = new HashMap<>();
    private final Map<Capability, Row> rows = new EnumMap<>(Capability.class);
    private Circle circle = Circle.NOBODY;
    private double[] own = new double[0];

    /**
     * An agent's view, of nobody yet.
     *
     * @param self the evaluator; its own book is the measure of all others
     * @param roster the one that all books are weighed with
     */
    public Reputation(AgentId self, Roster roster, ReputationSettings settings) {
        this.self = self;
        this.roster = roster;
        this.settings = settings;
    }

    /** Says who is known otherwise. */
    public void know(Circle known) {
        if (known.equals(circle)) return;
        circle = known;
        credibilities.clear();
        rows.clear();
    }

    /** Takes a rater's book in place of its former one. */
    public void accept(WeighedBook book) {
        books.put(book.rater(), book);
        changed(book.rater());
    }

    /** Lets go of a rater's book. */
    public void forget(AgentId rater) {
        if (books.remove(rater) != null) changed(rater);
    }

    private void changed(AgentId rater) {
        rows.clear();
        if (!rater.equals(self)) {
            credibilities.remove(rater);
            return;
        }
        credibilities.clear();
        own = new double[roster.size() * WeighedBook.TRADES];
        Arrays.fill(own, Double.NaN);
        WeighedBook book = books.get(self);
        if (book == null) return;
        for (int i = 0; i < book.count(); i++) own[book.place(i)] = book.mean(i);
    }

    /** How much a rater counts; of one without a book, as if it were empty. */
    public Credibility credibility(AgentId rater) {
        if (rater.equals(self)) return Credibility.OWN;
        if (circle.quarantined().contains(rater)) return Credibility.NONE;
        Credibility known = credibilities.get(rater);
        if (known != null) return known;
        WeighedBook book = books.getOrDefault(rater, WeighedBook.empty(rater, settings));
        Credibility found = Credibility.of(book, own, circle, settings.credibility());
        credibilities.put(rater, found);
        return found;
    }

    /** How far an agent is believed in a trade; an unknown one has nothing but the prior. */
    public Score score(AgentId subject, Capability trade) {
        return score(roster.number(subject), trade, row(trade));
    }

    /** The scores of all agents that the roster knows, this one left out. */
    public SortedMap<AgentId, Score> scores(Capability trade) {
        Row row = row(trade);
        SortedMap<AgentId, Score> scores = new TreeMap<>();
        for (int i = 0; i < roster.size(); i++) {
            if (roster.agent(i).equals(self)) continue;
            scores.put(roster.agent(i), score(i, trade, row));
        }
        return scores;
    }

    private Score score(int subject, Capability trade, Row row) {
        Belief integrity = row.integrity(subject);
        return new Score(
                roster.agent(subject),
                trade,
                integrity,
                row.reliability(subject),
                integrity.counted().lowerBound(settings.score().boundDeviations()),
                row.raters(subject));
    }

    private Row row(Capability trade) {
        Row known = rows.get(trade);
        if (known != null) return known;
        Row row = new Row(trade, roster.size(), settings);
        for (WeighedBook book : books.values()) {
            if (book.rater().equals(self)) row.addOwn(book);
            else row.add(book, credibility(book.rater()));
        }
        rows.put(trade, row);
        return row;
    }
}
