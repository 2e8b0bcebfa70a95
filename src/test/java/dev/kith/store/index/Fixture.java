package dev.kith.store.index;

import com.typesafe.config.ConfigFactory;
import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.SearchMode;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.store.index.PartitionIndex.Passage;
import dev.kith.vector.UnitVector;
import dev.kith.wire.PartitionSearch.Candidate;
import dev.kith.wire.PartitionSearch.Query;
import dev.kith.wire.PartitionSearch.Statistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Documents, queries and settings that the tests of the index share. */
final class Fixture {
    static final IndexSettings SETTINGS =
            IndexSettings.from(
                    ConfigFactory.parseResources("kith/index.conf")
                            .resolve()
                            .getConfig("kith.store-index"));

    static final ContentId CONTENT = ContentId.of("");

    private Fixture() {}

    static IndexSettings exactUpTo(int exactMax) {
        return new IndexSettings(
                SETTINGS.k1(),
                SETTINGS.b(),
                exactMax,
                SETTINGS.overask(),
                SETTINGS.graphLinks(),
                SETTINGS.graphBeam(),
                SETTINGS.graphSearchMin(),
                SETTINGS.ramBufferMib(),
                SETTINGS.queryWordsMax(),
                SETTINGS.checkAtStart());
    }

    static DocumentKey key(String collection, String id) {
        return new DocumentKey(new CollectionName(collection), id);
    }

    static DocumentRecord document(DocumentKey key, long time) {
        return document(key, time, "", Map.of());
    }

    static DocumentRecord document(
            DocumentKey key, long time, String title, Map<String, String> metadata) {
        return new DocumentRecord(
                key,
                new Version(time, "abcdefgh"),
                DocumentState.COMMITTED,
                TaskId.of(key, CONTENT),
                CONTENT,
                CONTENT,
                title,
                "plain",
                metadata,
                1,
                1000,
                1,
                0,
                Optional.empty());
    }

    static UnitVector vector(RandomGenerator random, int dimension) {
        float[] components = new float[dimension];
        for (int i = 0; i < dimension; i++) components[i] = (float) random.nextGaussian();
        return UnitVector.of(components);
    }

    static Passage passage(int start, String text, UnitVector vector) {
        return new Passage(start, start + 1 + text.length(), text, vector);
    }

    static Query words(String collection, String text) {
        return new Query(collection, text, "", SearchMode.KEYWORD, "", 100);
    }

    /** What a whole network of these partitions would answer, passages of all of them together. */
    static List<Candidate> gather(List<PartitionIndex> partitions, Query query)
            throws FilterException {
        long passages = 0;
        long tokens = 0;
        Map<String, Long> frequencies = new HashMap<>();
        for (PartitionIndex partition : partitions) {
            Statistics own = partition.statistics(query);
            passages += own.passages();
            tokens += own.tokens();
            own.frequencies().forEach((word, n) -> frequencies.merge(word, n, Long::sum));
        }
        var global = new Statistics(passages, tokens, frequencies);
        List<Candidate> all = new ArrayList<>();
        for (PartitionIndex partition : partitions) {
            all.addAll(partition.candidates(query, global));
        }
        return all;
    }
}
