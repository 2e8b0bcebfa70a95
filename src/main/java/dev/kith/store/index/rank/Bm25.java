package dev.kith.store.index.rank;

import java.util.Map;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.util.BytesRef;

/**
 * BM25 with statistics of the whole collection in place of this index's own.
 *
 * <p>Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
 * 2009, §3.2, without the constant factor k1 + 1; idf = ln(1 + (N − n + 0.5) / (n + 0.5)), so that
 * no word ever counts against a passage.
 */
public final class Bm25 extends BM25Similarity {
    private final long passages;
    private final float lengthMean;
    private final Map<String, Long> frequencies;

    /**
     * @param frequencies in how many passages each word occurs; a missing word occurs in none
     */
    public Bm25(double k1, double b, long passages, long words, Map<String, Long> frequencies) {
        super((float) k1, (float) b);
        this.passages = passages;
        this.lengthMean = words > 0 && passages > 0 ? (float) (words / (double) passages) : 1;
        this.frequencies = frequencies;
    }

    @Override
    protected float avgFieldLength(CollectionStatistics ours) {
        return lengthMean;
    }

    @Override
    public Explanation idfExplain(CollectionStatistics ours, TermStatistics term) {
        return Explanation.match(rarity(term.term().utf8ToString()), "idf over the collection");
    }

    /** Scores one word that stands {@code times} in the query. */
    SimScorer scorer(String word, int times) {
        var unread = new CollectionStatistics("", 1, 1, 1, 1); // replaced by the overrides above
        return scorer(times, unread, new TermStatistics(new BytesRef(word), 1, 1));
    }

    private float rarity(String word) {
        long occurs = frequencies.getOrDefault(word, 0L);
        // A passage that came between the two rounds may be counted in one only.
        long all = Math.max(passages, occurs);
        return (float) Math.log(1 + (all - occurs + 0.5) / (occurs + 0.5));
    }
}
