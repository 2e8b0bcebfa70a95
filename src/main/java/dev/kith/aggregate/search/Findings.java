package dev.kith.aggregate.search;

import dev.kith.model.Receipt;
import dev.kith.model.SearchMode;
import dev.kith.wire.PartitionSearch.Candidate;
import dev.kith.wire.PartitionSearch.CandidatesFound;
import dev.kith.wire.PartitionSearch.Passage;
import dev.kith.wire.PartitionSearch.PassageId;
import dev.kith.wire.PartitionSearch.PassagesFound;
import dev.kith.wire.PartitionSearch.Reply;
import dev.kith.wire.PartitionSearch.Statistics;
import dev.kith.wire.PartitionSearch.StatisticsFound;
import dev.kith.wire.SearchResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Puts the partitions' answers of one round together; pure. */
final class Findings {
    private static final double MILLION = 1e6;

    private Findings() {}

    /** The collection's statistics: every partition's, summed. */
    static Statistics summed(List<Reply> replies) {
        long passages = 0;
        long tokens = 0;
        var frequencies = new HashMap<String, Long>();
        for (Reply reply : replies) {
            if (!(reply instanceof StatisticsFound found)) continue;
            passages += found.statistics().passages();
            tokens += found.statistics().tokens();
            found.statistics().frequencies().forEach((w, n) -> frequencies.merge(w, n, Long::sum));
        }
        return new Statistics(passages, tokens, frequencies);
    }

    /** All partitions' candidates. */
    static List<Candidate> candidates(List<Reply> replies) {
        var all = new ArrayList<Candidate>();
        for (Reply reply : replies) {
            if (reply instanceof CandidatesFound found) all.addAll(found.candidates());
        }
        return all;
    }

    /** The winners' passages by the partition that named them. */
    static Map<Integer, List<PassageId>> wanted(
            List<Fusion.Ranked> winners, List<Reply> candidates) {
        var partitions = new HashMap<PassageId, Integer>();
        for (Reply reply : candidates) {
            if (!(reply instanceof CandidatesFound found)) continue;
            found.candidates().forEach(c -> partitions.put(c.passage(), found.partition()));
        }
        var wanted = new TreeMap<Integer, List<PassageId>>();
        for (Fusion.Ranked winner : winners) {
            PassageId passage = winner.candidate().passage();
            Integer partition = partitions.get(passage);
            if (partition == null) continue;
            wanted.computeIfAbsent(partition, _ -> new ArrayList<>()).add(passage);
        }
        return wanted;
    }

    /** The winners whose passages came, best first; one that is gone by now is left out. */
    static List<SearchResult.Hit> hits(List<Fusion.Ranked> winners, List<Reply> passages) {
        var texts = new HashMap<PassageId, Passage>();
        for (Reply reply : passages) {
            if (!(reply instanceof PassagesFound found)) continue;
            found.passages().forEach(passage -> texts.put(passage.id(), passage));
        }
        var hits = new ArrayList<SearchResult.Hit>();
        for (Fusion.Ranked winner : winners) {
            Passage passage = texts.get(winner.candidate().passage());
            if (passage != null) hits.add(hit(winner, passage));
        }
        return hits;
    }

    /**
     * What may be served: no hit that was ranked by a vector of an agent that is proven wrong. What
     * was found by its words alone stays.
     */
    static SearchResult believed(
            SearchResult found, SearchMode mode, Predicate<Receipt> disbelieved) {
        if (mode == SearchMode.KEYWORD) return found;
        return new SearchResult(
                found.hits().stream().filter(hit -> !disbelieved.test(hit.receipt())).toList(),
                found.partitionsAnswered(),
                found.partitionsTotal(),
                found.failure());
    }

    private static SearchResult.Hit hit(Fusion.Ranked winner, Passage passage) {
        return new SearchResult.Hit(
                passage.id().document(),
                passage.id().versionTime(),
                passage.id().start(),
                passage.id().end(),
                passage.passage(),
                passage.headings(),
                passage.title(),
                passage.metadata(),
                Math.round(winner.score() * MILLION),
                Math.round(winner.candidate().dense() * MILLION),
                Math.round(winner.candidate().keyword() * MILLION),
                passage.text(),
                passage.receipt());
    }
}
