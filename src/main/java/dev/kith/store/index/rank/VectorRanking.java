package dev.kith.store.index.rank;

import dev.kith.vector.UnitVector;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Passages by meaning: the cosine of their vectors with the query's. */
public final class VectorRanking {
    /** More than float rounding can move a score of (1 + cosine) / 2, in up to 4096 dimensions. */
    private static final float ROUNDING = 1e-4f;

    private final IndexReader reader;
    private final String field;
    private final float[] query;

    /**
     * @param field where the passages' vectors of this dimension are
     */
    public VectorRanking(IndexReader reader, String field, UnitVector query) {
        this.reader = reader;
        this.field = field;
        this.query = query.components();
    }

    /** The {@code max} nearest of all, by comparing every vector. */
    public int[] nearest(Accepted accepted, int max, Order order) throws IOException {
        var scan = new Scan();
        for (LeafReaderContext leaf : reader.leaves()) scan(leaf, accepted, scan);
        return best(scan.near(max), max, order);
    }

    /**
     * The {@code max} nearest of {@code asked} that the graph finds, nearly always the nearest of
     * all.
     */
    public int[] nearby(@Nullable Query filter, int max, int asked, Order order)
            throws IOException {
        var knn = new KnnFloatVectorQuery(field, query, Math.max(max, asked), filter);
        ScoreDoc[] found = searcher().search(knn, Math.max(max, asked)).scoreDocs;
        return best(Arrays.stream(found).mapToInt(hit -> hit.doc).sorted().toArray(), max, order);
    }

    /**
     * The cosines of these passages, 0 where a passage has no vector in this field: products summed
     * in {@code double}, always in the same order, so that every processor comes to the same
     * number.
     *
     * @param passages numbers in the whole reader, ascending
     */
    public double[] cosines(int... passages) throws IOException {
        double[] cosines = new double[passages.length];
        int i = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            int end = leaf.docBase + leaf.reader().maxDoc();
            if (i == passages.length || passages[i] >= end) continue;
            FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
            KnnVectorValues.DocIndexIterator at = vectors == null ? null : vectors.iterator();
            for (; i < passages.length && passages[i] < end; i++) {
                if (vectors == null || at == null) continue;
                int passage = passages[i] - leaf.docBase;
                if (at.docID() < passage) at.advance(passage);
                if (at.docID() == passage) cosines[i] = cosine(vectors.vectorValue(at.index()));
            }
        }
        return cosines;
    }

    private double cosine(float[] vector) {
        // four sums, since each addition waits for the one before it in its sum
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i + 3 < query.length; i += 4) {
            first += (double) query[i] * vector[i];
            second += (double) query[i + 1] * vector[i + 1];
            third += (double) query[i + 2] * vector[i + 2];
            fourth += (double) query[i + 3] * vector[i + 3];
        }
        for (; i < query.length; i++) first += (double) query[i] * vector[i];
        return first + second + (third + fourth);
    }

    private int[] best(int[] ascending, int max, Order order) throws IOException {
        double[] cosines = cosines(ascending);
        var best = new Best(max, order);
        for (int i = 0; i < ascending.length; i++) best.offer(ascending[i], cosines[i]);
        return best.passages();
    }

    private void scan(LeafReaderContext leaf, Accepted accepted, Scan scan) throws IOException {
        FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
        if (vectors == null || vectors.size() == 0) return;
        VectorScorer scorer = vectors.rescorer(query);
        DocIdSetIterator passages = scorer.iterator();
        Bits here = accepted.of(leaf);
        for (int doc = passages.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = passages.nextDoc()) {
            if (here.get(doc)) scan.add(leaf.docBase + doc, scorer.score());
        }
    }

    private IndexSearcher searcher() {
        var searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        return searcher;
    }

    /** Every passage with its score as the processor sums it. */
    private static final class Scan {
        private int[] passages = new int[256];
        private float[] scores = new float[256];
        private int size;

        private void add(int passage, float score) {
            if (size == passages.length) {
                passages = Arrays.copyOf(passages, size * 2);
                scores = Arrays.copyOf(scores, size * 2);
            }
            passages[size] = passage;
            scores[size++] = score;
        }

        /** All that rounding alone may keep from the {@code max} best, ascending by number. */
        private int[] near(int max) {
            if (size <= max) return Arrays.copyOf(passages, size);
            float[] sorted = Arrays.copyOf(scores, size);
            Arrays.sort(sorted);
            float least = sorted[size - max] - ROUNDING;
            int[] near = new int[size];
            int found = 0;
            for (int i = 0; i < size; i++) {
                if (scores[i] >= least) near[found++] = passages[i];
            }
            return Arrays.copyOf(near, found);
        }
    }
}
