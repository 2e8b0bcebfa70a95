package dev.kith.store.index;

import dev.kith.store.index.rank.Accepted;
import dev.kith.store.index.rank.Bm25;
import dev.kith.store.index.rank.KeywordRanking;
import dev.kith.store.index.rank.Order;
import dev.kith.store.index.rank.Totals;
import dev.kith.store.index.rank.VectorRanking;
import dev.kith.store.index.rank.WordScores;
import dev.kith.store.index.rank.Words;
import dev.kith.vector.UnitVector;
import dev.kith.wire.PartitionSearch.Candidate;
import dev.kith.wire.PartitionSearch.PassageId;
import dev.kith.wire.PartitionSearch.Query;
import dev.kith.wire.PartitionSearch.Statistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/** One query over one state of the index. */
final class PassageSearch {
    /** The graph finds well only when it is asked for so many (recall@10 of 0.98). */
    private static final int GRAPH_ASKED_MIN = 30;

    private final IndexReader reader;
    private final IndexSettings settings;
    private final Totals totals;
    private final Query query;
    private final KeywordRanking keywords;
    private final Optional<VectorRanking> vectors;
    private final org.apache.lucene.search.@Nullable Query filter;

    /**
     * @throws FilterException if the filter cannot be read
     * @throws IllegalArgumentException if the vector cannot be read, or has another dimension than
     *     the passages'
     */
    PassageSearch(
            IndexReader reader, IndexSettings settings, Totals totals, Words words, Query query)
            throws FilterException {
        this.reader = reader;
        this.settings = settings;
        this.totals = totals;
        this.query = query;
        String collection = query.collection();
        List<String> said = words.of(query.text(), settings.queryWordsMax());
        this.keywords = new KeywordRanking(reader, PassageFields.body(collection), said);
        this.vectors = vectors(reader, query);
        this.filter =
                Filters.parse(query.filter()).map(new FilterQueries(collection)::of).orElse(null);
    }

    private static Optional<VectorRanking> vectors(IndexReader reader, Query query) {
        if (query.vector().isEmpty()) return Optional.empty();
        UnitVector vector = UnitVector.fromBase64(query.vector());
        int dimension = vector.components().length;
        String field = PassageFields.vector(query.collection(), dimension);
        if (!has(reader, field::equals)
                && has(reader, name -> PassageFields.isVector(name, query.collection()))) {
            throw new IllegalArgumentException(
                    "the query's vector has "
                            + dimension
                            + " dimensions, those of collection "
                            + query.collection()
                            + " have not");
        }
        return Optional.of(new VectorRanking(reader, field, vector));
    }

    /** Whether there is a field with such a name in what is not deleted. */
    private static boolean has(IndexReader reader, Predicate<String> name) {
        for (LeafReaderContext leaf : reader.leaves()) {
            if (leaf.reader().numDocs() == 0) continue;
            for (FieldInfo info : leaf.reader().getFieldInfos()) {
                if (name.test(info.name)) return true;
            }
        }
        return false;
    }

    Statistics statistics() throws IOException {
        Totals.Sum sum = totals.of(reader, PassageFields.length(query.collection()));
        return new Statistics(sum.passages(), sum.words(), keywords.frequencies());
    }

    List<Candidate> candidates(Statistics global) throws IOException {
        var scoring =
                new Bm25(
                        settings.k1(),
                        settings.b(),
                        global.passages(),
                        global.tokens(),
                        global.frequencies());
        boolean words = query.mode().needsKeywords();
        boolean few = reader.maxDoc() <= settings.exactMax();
        var accepted = new Accepted(reader, filter);
        Optional<WordScores> all =
                words && few ? Optional.of(keywords.all(scoring)) : Optional.empty();
        int max = query.candidatesMax();
        int[] byWords = new int[0];
        if (all.isPresent()) byWords = all.get().best(accepted, max, this::name);
        else if (words) byWords = keywords.best(scoring, filter, max, this::name);
        int[] byMeaning =
                query.mode().needsVector() && vectors.isPresent()
                        ? nearest(vectors.get(), accepted)
                        : new int[0];
        int[] passages =
                IntStream.concat(IntStream.of(byWords), IntStream.of(byMeaning))
                        .sorted()
                        .distinct()
                        .toArray();
        double[] keyword =
                all.isPresent() ? all.get().of(passages) : keywords.scores(scoring, passages);
        double[] dense =
                vectors.isPresent() ? vectors.get().cosines(passages) : new double[passages.length];
        return named(passages, dense, keyword);
    }

    private int[] nearest(VectorRanking ranking, Accepted accepted) throws IOException {
        int max = query.candidatesMax();
        if (eligible() <= settings.exactMax()) return ranking.nearest(accepted, max, this::name);
        int asked = (int) Math.ceil(max * settings.overask());
        return ranking.nearby(filter, max, Math.max(asked, GRAPH_ASKED_MIN), this::name);
    }

    /** How many passages may be answered at all. */
    private long eligible() throws IOException {
        long all = totals.of(reader, PassageFields.length(query.collection())).passages();
        if (filter == null || all <= settings.exactMax()) return all;
        var searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        return searcher.count(filter);
    }

    private Order.Name name(int passage) throws IOException {
        List<LeafReaderContext> leaves = reader.leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(passage, leaves));
        int own = passage - leaf.docBase;
        var documents = DocValues.getSorted(leaf.reader(), PassageFields.DOCUMENT);
        var starts = DocValues.getNumeric(leaf.reader(), PassageFields.START);
        return new Order.Name(
                Names.text(documents, own), Math.toIntExact(Names.number(starts, own)));
    }

    private List<Candidate> named(int[] passages, double[] dense, double[] keyword)
            throws IOException {
        List<Candidate> candidates = new ArrayList<>(passages.length);
        int i = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            int end = leaf.docBase + leaf.reader().maxDoc();
            if (i == passages.length || passages[i] >= end) continue;
            var names = new Names(leaf.reader());
            for (; i < passages.length && passages[i] < end; i++) {
                PassageId id = names.of(passages[i] - leaf.docBase);
                candidates.add(new Candidate(id, dense[i], keyword[i]));
            }
        }
        return candidates;
    }

    /** Reads the names of passages of one segment; each after the one before. */
    private static final class Names {
        private final SortedDocValues documents;
        private final NumericDocValues times;
        private final SortedDocValues agents;
        private final NumericDocValues starts;
        private final NumericDocValues ends;

        private Names(LeafReader leaf) throws IOException {
            documents = DocValues.getSorted(leaf, PassageFields.DOCUMENT);
            times = DocValues.getNumeric(leaf, PassageFields.VERSION_TIME);
            agents = DocValues.getSorted(leaf, PassageFields.VERSION_AGENT);
            starts = DocValues.getNumeric(leaf, PassageFields.START);
            ends = DocValues.getNumeric(leaf, PassageFields.END);
        }

        private PassageId of(int passage) throws IOException {
            return new PassageId(
                    text(documents, passage),
                    number(times, passage),
                    text(agents, passage),
                    Math.toIntExact(number(starts, passage)),
                    Math.toIntExact(number(ends, passage)));
        }

        private static String text(SortedDocValues values, int passage) throws IOException {
            if (!values.advanceExact(passage)) throw new IllegalStateException("unnamed passage");
            return values.lookupOrd(values.ordValue()).utf8ToString();
        }

        private static long number(NumericDocValues values, int passage) throws IOException {
            if (!values.advanceExact(passage)) throw new IllegalStateException("unnamed passage");
            return values.longValue();
        }
    }
}
