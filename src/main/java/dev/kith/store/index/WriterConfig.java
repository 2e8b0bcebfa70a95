package dev.kith.store.index;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/** How Lucene writes a partition's index: what vectors become, and when files are merged. */
final class WriterConfig {
    private static final int MERGES_WAITING_MAX = 6;

    /** Joined in well under a second, and below what gets a graph. */
    private static final int TIDY_PASSAGES_MAX = 3000;

    private WriterConfig() {}

    static IndexWriterConfig of(IndexSettings settings) {
        var merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(MERGES_WAITING_MAX, 1);
        KnnVectorsFormat vectors =
                new Lucene104HnswScalarQuantizedVectorsFormat(
                        ScalarEncoding.UNSIGNED_BYTE,
                        settings.graphLinks(),
                        settings.graphBeam(),
                        1,
                        null,
                        settings.graphSearchMin());
        // Whoever asks for deleted passages to go wants all of them to go.
        var files = new TieredMergePolicy().setForceMergeDeletesPctAllowed(0);
        return new IndexWriterConfig()
                .setMergePolicy(new TidyMerges(files, TIDY_PASSAGES_MAX))
                .setCodec(
                        new Lucene104Codec() {
                            @Override
                            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                                return vectors;
                            }
                        })
                .setSimilarity(new BM25Similarity())
                .setRAMBufferSizeMB(settings.ramBufferMib())
                .setMergeScheduler(merges)
                .setCommitOnClose(false);
    }
}
