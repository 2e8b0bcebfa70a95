package dev.kith.store.index.rank;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Which passages may be found: those that are not deleted and pass the filter. */
public final class Accepted {
    private final @Nullable Weight filter;

    /** All live ones, or those that a filter leaves. */
    public Accepted(IndexReader reader, @Nullable Query filter) throws IOException {
        if (filter == null) {
            this.filter = null;
            return;
        }
        var searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        this.filter =
                searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
    }

    /** Those of one segment, by their numbers in it. */
    Bits of(LeafReaderContext leaf) throws IOException {
        Bits live = leaf.reader().getLiveDocs();
        int max = leaf.reader().maxDoc();
        if (filter == null) return live == null ? new Bits.MatchAllBits(max) : live;
        Scorer passing = filter.scorer(leaf);
        if (passing == null) return new Bits.MatchNoBits(max);
        BitSet bits = BitSet.of(passing.iterator(), max);
        if (live == null) return bits;
        for (int i = 0; i < max; i++) {
            if (bits.get(i) && !live.get(i)) bits.clear(i);
        }
        return bits;
    }
}
