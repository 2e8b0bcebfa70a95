package dev.kith.store.index.rank;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/**
 * How many live passages there are and how many words they have. Counted once for each segment and
 * its deletions, then remembered as long as that is open.
 */
public final class Totals {
    private final Map<IndexReader.CacheKey, Map<String, Sum>> known = new ConcurrentHashMap<>();

    /**
     * Counts over live passages.
     *
     * @param passages how many have the field
     * @param words the field's values, summed
     */
    public record Sum(long passages, long words) {
        private Sum plus(Sum other) {
            return new Sum(passages + other.passages, words + other.words);
        }
    }

    /** Sums a numeric field that holds every passage's number of words. */
    public Sum of(IndexReader reader, String field) throws IOException {
        Sum sum = new Sum(0, 0);
        for (LeafReaderContext leaf : reader.leaves()) sum = sum.plus(ofLeaf(leaf.reader(), field));
        return sum;
    }

    private Sum ofLeaf(LeafReader leaf, String field) throws IOException {
        if (leaf.getFieldInfos().fieldInfo(field) == null) return new Sum(0, 0);
        Map<String, Sum> sums = remembered(leaf);
        Sum before = sums.get(field);
        if (before != null) return before;
        Sum counted = count(leaf, field);
        sums.put(field, counted);
        return counted;
    }

    private Map<String, Sum> remembered(LeafReader leaf) {
        IndexReader.CacheHelper helper = leaf.getReaderCacheHelper();
        return known.computeIfAbsent(
                helper.getKey(),
                key -> {
                    helper.addClosedListener(known::remove);
                    return new ConcurrentHashMap<>();
                });
    }

    private static Sum count(LeafReader leaf, String field) throws IOException {
        NumericDocValues lengths = DocValues.getNumeric(leaf, field);
        Bits live = leaf.getLiveDocs();
        long passages = 0;
        long words = 0;
        while (lengths.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            if (live != null && !live.get(lengths.docID())) continue;
            passages++;
            words += lengths.longValue();
        }
        return new Sum(passages, words);
    }
}
