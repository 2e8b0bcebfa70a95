package dev.kith.store.index.rank;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.Similarity.SimScorer;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * Passages by words: any of the query's words may match, and each counts as often as it is said.
 */
public final class KeywordRanking {
    private final IndexReader reader;
    private final String field;
    private final Map<String, Integer> times = new LinkedHashMap<>();

    /**
     * @param field where the passages' words are
     * @param words the query's words, analysed
     */
    public KeywordRanking(IndexReader reader, String field, List<String> words) {
        this.reader = reader;
        this.field = field;
        words.forEach(word -> times.merge(word, 1, Integer::sum));
    }

    /** In how many live passages each word of the query occurs; words that do not are left out. */
    public Map<String, Long> frequencies() throws IOException {
        Map<String, Long> found = new LinkedHashMap<>();
        for (String word : times.keySet()) {
            long occurs = 0;
            for (LeafReaderContext leaf : reader.leaves()) occurs += frequency(leaf.reader(), word);
            if (occurs > 0) found.put(word, occurs);
        }
        return found;
    }

    private long frequency(LeafReader leaf, String word) throws IOException {
        Bits live = leaf.getLiveDocs();
        if (live == null) return leaf.docFreq(new Term(field, word));
        PostingsEnum postings = leaf.postings(new Term(field, word), PostingsEnum.NONE);
        if (postings == null) return 0;
        long occurs = 0;
        while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            if (live.get(postings.docID())) occurs++;
        }
        return occurs;
    }

    /**
     * The scores of all passages: where there are few, quicker than to find out which need none.
     */
    public WordScores all(Bm25 scoring) throws IOException {
        double[] scores = new double[reader.maxDoc()];
        for (var entry : times.entrySet()) {
            var term = new Term(field, entry.getKey());
            SimScorer scorer = scoring.scorer(entry.getKey(), entry.getValue());
            for (LeafReaderContext leaf : reader.leaves()) add(term, scorer, leaf, scores);
        }
        return new WordScores(reader, scores);
    }

    private void add(Term term, SimScorer scorer, LeafReaderContext leaf, double[] scores)
            throws IOException {
        PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.FREQS);
        NumericDocValues norms = leaf.reader().getNormValues(field);
        if (postings == null || norms == null) return;
        for (int passage = postings.nextDoc();
                passage != DocIdSetIterator.NO_MORE_DOCS;
                passage = postings.nextDoc()) {
            if (!norms.advanceExact(passage)) continue;
            scores[leaf.docBase + passage] += scorer.score(postings.freq(), norms.longValue());
        }
    }

    /** The {@code max} passages with the highest scores, of however many. */
    public int[] best(Bm25 scoring, @Nullable Query filter, int max, Order order)
            throws IOException {
        if (times.isEmpty()) return new int[0];
        var query = new BooleanQuery.Builder();
        times.forEach((word, count) -> {
            Query term = new TermQuery(new Term(field, word));
            query.add(count == 1 ? term : new BoostQuery(term, count), Occur.SHOULD);
        });
        query.setMinimumNumberShouldMatch(1);
        if (filter != null) query.add(filter, Occur.FILTER);
        var searcher = new IndexSearcher(reader);
        searcher.setSimilarity(scoring);
        searcher.setQueryCache(null);
        return searcher.search(query.build(), new Collecting(max, order));
    }

    /**
     * The scores of these passages, 0 where no word occurs: each word's as Lucene scores it, summed
     * in the query's order, so that every copy comes to the same number.
     *
     * @param passages numbers in the whole reader, ascending
     */
    public double[] scores(Bm25 scoring, int... passages) throws IOException {
        double[] scores = new double[passages.length];
        for (var entry : times.entrySet()) {
            var term = new Term(field, entry.getKey());
            add(term, scoring.scorer(entry.getKey(), entry.getValue()), passages, scores);
        }
        for (int i = 0; i < scores.length; i++) scores[i] = (float) scores[i];
        return scores;
    }

    private void add(Term term, SimScorer scorer, int[] passages, double[] scores)
            throws IOException {
        int i = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            int end = leaf.docBase + leaf.reader().maxDoc();
            if (i == passages.length || passages[i] >= end) continue;
            PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.FREQS);
            NumericDocValues norms = leaf.reader().getNormValues(field);
            for (; i < passages.length && passages[i] < end; i++) {
                if (postings == null || norms == null) continue;
                int passage = passages[i] - leaf.docBase;
                if (postings.docID() < passage) postings.advance(passage);
                if (postings.docID() != passage || !norms.advanceExact(passage)) continue;
                scores[i] += scorer.score(postings.freq(), norms.longValue());
            }
        }
    }

    /** Collects in one thread, telling Lucene which scores are hopeless. */
    private record Collecting(int max, Order order) implements CollectorManager<Keeper, int[]> {
        @Override
        public Keeper newCollector() {
            return new Keeper(new Best(max, order));
        }

        @Override
        public int[] reduce(Collection<Keeper> keepers) {
            return keepers.stream().flatMapToInt(k -> Arrays.stream(k.best.passages())).toArray();
        }
    }

    private record Keeper(Best best) implements Collector {
        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.TOP_SCORES;
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext leaf) {
            return new LeafKeeper(best, leaf.docBase);
        }
    }

    private static final class LeafKeeper implements LeafCollector {
        private final Best best;
        private final int base;
        private @Nullable Scorable scorer;

        private LeafKeeper(Best best, int base) {
            this.best = best;
            this.base = base;
        }

        @Override
        public void setScorer(Scorable now) throws IOException {
            scorer = now;
            raise(now);
        }

        @Override
        public void collect(int passage) throws IOException {
            Scorable now = Objects.requireNonNull(scorer);
            if (best.offer(base + passage, now.score())) raise(now);
        }

        /** Equal scores stay in the race: the order decides among them. */
        private void raise(Scorable now) throws IOException {
            if (best.full()) now.setMinCompetitiveScore((float) best.least());
        }
    }
}
