package dev.kith.store.index;

import dev.kith.model.DocumentKey;
import dev.kith.store.index.PartitionIndex.Passage;
import dev.kith.store.index.rank.Words;
import dev.kith.vector.UnitVector;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.SmallFloat;

/** All live passages in a list, searched by looking at every one: what an index must agree with. */
final class Reference {
    private record Live(String document, Passage passage, List<String> words) {}

    /** One passage's place in a ranking. */
    record Ranked(String document, int start, double score) {}

    private final Words words = new Words();
    private final Map<DocumentKey, List<Passage>> documents = new HashMap<>();

    void put(DocumentKey key, List<Passage> passages) {
        documents.put(key, passages);
    }

    void remove(DocumentKey key) {
        documents.remove(key);
    }

    List<Ranked> byMeaning(String collection, UnitVector query, int max) {
        return live(collection).stream()
                .map(live -> ranked(live, live.passage().vector().cosine(query)))
                .sorted(ORDER)
                .limit(max)
                .toList();
    }

    List<Ranked> byWords(String collection, String query, double k1, double b, int max) {
        List<Live> all = live(collection);
        double lengthMean = all.stream().mapToInt(l -> l.words().size()).average().orElse(1);
        Map<String, Integer> occurs = new HashMap<>();
        for (Live live : all) {
            Set<String> once = new HashSet<>(live.words());
            once.forEach(word -> occurs.merge(word, 1, Integer::sum));
        }
        return all.stream()
                .map(live -> {
                    double score = 0;
                    for (String word : words.of(query, 1000)) {
                        int n = occurs.getOrDefault(word, 0);
                        double idf = Math.log(1 + (all.size() - n + 0.5) / (n + 0.5));
                        // lengths are kept in one byte, exact up to 40 words
                        int length =
                                SmallFloat.byte4ToInt(SmallFloat.intToByte4(live.words().size()));
                        double times = live.words().stream().filter(word::equals).count();
                        score += idf * times / (times + k1 * (1 - b + b * length / lengthMean));
                    }
                    return ranked(live, score);
                })
                .filter(ranked -> ranked.score() > 0)
                .sorted(ORDER)
                .limit(max)
                .toList();
    }

    /** Scores that differ by rounding only are equal. */
    static final Comparator<Ranked> ORDER =
            Comparator.<Ranked>comparingLong(ranked -> -Math.round(ranked.score() * 1e6))
                    .thenComparing(Ranked::document)
                    .thenComparingInt(Ranked::start);

    private static Ranked ranked(Live live, double score) {
        return new Ranked(live.document(), live.passage().start(), score);
    }

    private List<Live> live(String collection) {
        return documents.entrySet().stream()
                .filter(entry -> entry.getKey().collection().value().equals(collection))
                .flatMap(entry ->
                        entry.getValue().stream()
                                .map(passage ->
                                        new Live(
                                                entry.getKey().id(),
                                                passage,
                                                words.of(passage.text(), 10_000))))
                .toList();
    }
}
