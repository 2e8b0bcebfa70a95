package dev.kith.store.index;

import dev.kith.model.CollectionName;
import dev.kith.model.Digests;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.store.index.PartitionIndex.Passage;
import dev.kith.store.index.rank.Words;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/**
 * How a passage lies in the index. Passages of all collections share the fields that name them;
 * what is searched has the collection in its field's name. However many metadata fields there are,
 * they take three Lucene fields: terms of name and value, and points of (hash of name, value) for
 * numbers and dates.
 */
final class PassageFields {
    static final String DOCUMENT = "document";
    static final String VERSION_TIME = "version-time";
    static final String VERSION_AGENT = "version-agent";
    static final String START = "start";
    static final String END = "end";

    private static final String KEY = "key";

    /** Longer terms are indexed by their hash: Lucene refuses those over 32 KiB. */
    private static final int TERM_CHARS_MAX = 1000;

    private static final FieldType BODY = body();

    private PassageFields() {}

    static String body(String collection) {
        return "body@" + collection;
    }

    /** How many words each passage has. */
    static String length(String collection) {
        return "length@" + collection;
    }

    static String vector(String collection, int dimension) {
        return "vector" + dimension + "@" + collection;
    }

    /** Whether a field of this name has the collection's vectors, of any dimension. */
    static boolean isVector(String field, String collection) {
        return field.startsWith("vector") && field.endsWith("@" + collection);
    }

    static String metadata(String collection) {
        return "metadata@" + collection;
    }

    static String numbers(String collection) {
        return "numbers@" + collection;
    }

    static String dates(String collection) {
        return "dates@" + collection;
    }

    /** What all passages of the document have in common. */
    static Term key(DocumentKey key) {
        return new Term(KEY, key.collection().value() + "\0" + key.id());
    }

    /** The passages of one version of a document. */
    static Query versionQuery(DocumentRecord record) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(key(record.key())), BooleanClause.Occur.FILTER)
                .add(
                        NumericDocValuesField.newSlowExactQuery(
                                VERSION_TIME, record.version().time()),
                        BooleanClause.Occur.FILTER)
                .build();
    }

    /** That a document has the field. */
    static BytesRef existsTerm(String name) {
        return term("?" + name);
    }

    /** That a document's field is this folded text. */
    static BytesRef sameTerm(String name, String value) {
        return term("=" + name + "\0" + value);
    }

    /** That a folded word stands in the document's title. */
    static BytesRef titleTerm(String word) {
        return term("#" + word);
    }

    private static BytesRef term(String text) {
        return text.length() <= TERM_CHARS_MAX
                ? new BytesRef(text)
                : new BytesRef("!" + Digests.base32(Digests.sha256(text)));
    }

    /** The first of a point's two dimensions: 64 bits, so that no two names meet. */
    static long hash(String name) {
        return ByteBuffer.wrap(Digests.sha256(name)).getLong();
    }

    /** The passages of one document, as Lucene documents made while they are asked for. */
    static Iterable<Document> documents(
            DocumentRecord record, List<Passage> passages, Words words) {
        List<IndexableField> shared = shared(record);
        String collection = record.key().collection().value();
        return () ->
                passages.stream()
                        .map(passage -> document(collection, shared, passage, words))
                        .iterator();
    }

    private static Document document(
            String collection, List<IndexableField> shared, Passage passage, Words words) {
        var document = new Document();
        shared.forEach(document::add);
        List<String> said = words.of(passage.text(), Integer.MAX_VALUE);
        float[] vector = passage.vector().components();
        document.add(new NumericDocValuesField(START, passage.start()));
        document.add(new NumericDocValuesField(END, passage.end()));
        document.add(new Field(body(collection), Words.stream(said), BODY));
        document.add(new NumericDocValuesField(length(collection), said.size()));
        document.add(
                new KnnFloatVectorField(
                        vector(collection, vector.length),
                        vector,
                        VectorSimilarityFunction.DOT_PRODUCT));
        return document;
    }

    private static List<IndexableField> shared(DocumentRecord record) {
        CollectionName collection = record.key().collection();
        List<IndexableField> fields = new ArrayList<>();
        fields.add(new StringField(KEY, key(record.key()).bytes(), Field.Store.NO));
        fields.add(new SortedDocValuesField(DOCUMENT, new BytesRef(record.key().id())));
        fields.add(new NumericDocValuesField(VERSION_TIME, record.version().time()));
        fields.add(new SortedDocValuesField(VERSION_AGENT, new BytesRef(record.version().agent())));
        addMetadata(fields, collection.value(), record);
        return fields;
    }

    private static void addMetadata(
            List<IndexableField> fields, String collection, DocumentRecord record) {
        Set<BytesRef> terms = new LinkedHashSet<>();
        Map<String, String> all = new HashMap<>();
        record.metadata().forEach((name, value) -> all.put(FieldValue.folded(name), value));
        if (!record.title().isBlank()) all.put("title", record.title());
        all.put("id", record.key().id());
        all.put("format", record.format());
        all.forEach((name, raw) -> {
            String value = FieldValue.folded(raw);
            terms.add(existsTerm(name));
            terms.add(sameTerm(name, value));
            addPoints(fields, collection, name, value);
        });
        FieldValue.words(FieldValue.folded(record.title()))
                .forEach(word -> terms.add(titleTerm(word)));
        for (BytesRef term : terms) {
            fields.add(new StringField(metadata(collection), term, Field.Store.NO));
        }
    }

    private static void addPoints(
            List<IndexableField> fields, String collection, String name, String value) {
        FieldValue.number(value)
                .ifPresent(number ->
                        fields.add(
                                new LongPoint(
                                        numbers(collection),
                                        hash(name),
                                        NumericUtils.doubleToSortableLong(number))));
        FieldValue.dates(value)
                .ifPresent(date ->
                        fields.add(new LongPoint(dates(collection), hash(name), date.first())));
    }

    private static FieldType body() {
        var type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }
}
