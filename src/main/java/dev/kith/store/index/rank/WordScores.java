package dev.kith.store.index.rank;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;

/**
 * What the words of a query count in every passage, the same numbers as {@link
 * KeywordRanking#scores} has; 0 where none occurs.
 */
public final class WordScores {
    private final IndexReader reader;
    private final double[] scores;

    /** Takes the scores by the passages' numbers in the whole reader. */
    WordScores(IndexReader reader, double[] scores) {
        this.reader = reader;
        this.scores = scores;
    }

    /**
     * The {@code max} accepted passages with the highest scores; fewer, where fewer have a word.
     */
    public int[] best(Accepted accepted, int max, Order order) throws IOException {
        var best = new Best(max, order);
        for (LeafReaderContext leaf : reader.leaves()) {
            Bits here = accepted.of(leaf);
            for (int i = 0; i < leaf.reader().maxDoc(); i++) {
                double score = scores[leaf.docBase + i];
                if (score > 0 && here.get(i)) best.offer(leaf.docBase + i, (float) score);
            }
        }
        return best.passages();
    }

    /** The scores of these passages, in their order. */
    public double[] of(int... passages) {
        double[] own = new double[passages.length];
        for (int i = 0; i < own.length; i++) own[i] = (float) scores[passages[i]];
        return own;
    }
}
