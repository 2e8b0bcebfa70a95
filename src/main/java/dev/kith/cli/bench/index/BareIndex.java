package dev.kith.cli.bench.index;

import dev.kith.cli.bench.material.Cloud;
import dev.kith.store.index.IndexSettings;
import dev.kith.vector.UnitVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/** One Lucene index with nothing but the vectors and their numbers; the same graph settings. */
final class BareIndex implements Rival {
    private static final String VECTOR = "vector";
    private static final String NUMBER = "number";

    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    private BareIndex(Directory directory, DirectoryReader reader) {
        this.directory = directory;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
    }

    /**
     * Builds it.
     *
     * @param folder a new one
     */
    static BareIndex build(Path folder, IndexSettings settings, Cloud cloud, int vectors) {
        try {
            Directory directory = new MMapDirectory(folder);
            try (var writer = new IndexWriter(directory, configuration(settings))) {
                for (int i = 0; i < vectors; i++) {
                    var document = new Document();
                    document.add(
                            new KnnFloatVectorField(
                                    VECTOR,
                                    cloud.vector(i).components(),
                                    VectorSimilarityFunction.DOT_PRODUCT));
                    document.add(new NumericDocValuesField(NUMBER, i));
                    writer.addDocument(document);
                }
            }
            return new BareIndex(directory, DirectoryReader.open(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IndexWriterConfig configuration(IndexSettings settings) {
        KnnVectorsFormat vectors =
                new Lucene104HnswScalarQuantizedVectorsFormat(
                        ScalarEncoding.UNSIGNED_BYTE,
                        settings.graphLinks(),
                        settings.graphBeam(),
                        1,
                        null,
                        settings.graphSearchMin());
        return new IndexWriterConfig()
                .setCodec(
                        new Lucene104Codec() {
                            @Override
                            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                                return vectors;
                            }
                        })
                .setRAMBufferSizeMB(settings.ramBufferMib());
    }

    @Override
    public int[] nearest(UnitVector query, int wanted, int effort) {
        float[] target = query.components();
        var near = new KnnFloatVectorQuery(VECTOR, target, effort);
        try {
            ScoreDoc[] found =
                    searcher.search(
                                    RescoreTopNQuery.createFullPrecisionRescorerQuery(
                                            near, target, VECTOR, effort),
                                    wanted)
                            .scoreDocs;
            return Arrays.stream(found).mapToInt(this::number).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int number(ScoreDoc hit) {
        try {
            List<LeafReaderContext> leaves = reader.leaves();
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
            NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), NUMBER);
            if (!numbers.advanceExact(hit.doc - leaf.docBase)) throw new IllegalStateException();
            return Math.toIntExact(numbers.longValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        IOUtils.closeWhileHandlingException(reader, directory);
    }
}
