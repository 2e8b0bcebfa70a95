package dev.kith.store.index;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.store.index.rank.Totals;
import dev.kith.store.index.rank.Words;
import dev.kith.wire.PartitionSearch.Candidate;
import dev.kith.wire.PartitionSearch.Query;
import dev.kith.wire.PartitionSearch.Statistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;

/**
 * A partition's index as a Lucene index of its own folder.
 *
 * <p>Every call throws {@link DamagedIndexException} when the files turn out to be wrong, and
 * {@link UncheckedIOException} when the disk fails or is full; after either the index is to be
 * closed, and deleted or opened again. A search throws {@link IllegalArgumentException} if its
 * vector cannot be read or has another dimension than the collection's.
 */
public final class LucenePartitionIndex implements PartitionIndex {
    /** Changes with what is written in the fields; an index of another format is built again. */
    private static final String FORMAT = "1";

    private final Path folder;
    private final IndexSettings settings;
    private final Words words = new Words();
    private final Totals totals = new Totals();
    private final Directory directory;
    private final IndexWriter writer;
    private final ReaderManager readers;
    private volatile long committed;

    private LucenePartitionIndex(
            Path folder, IndexSettings settings, Directory directory, long committed)
            throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.directory = directory;
        this.committed = committed;
        this.writer = new IndexWriter(directory, WriterConfig.of(settings));
        try {
            this.readers = new ReaderManager(writer);
        } catch (IOException | RuntimeException e) {
            writer.rollback(); // or its lock would outlive it
            throw e;
        }
    }

    /**
     * Opens the index in the folder as it was last committed, or begins a new one.
     *
     * @throws DamagedIndexException if it must be deleted and built again
     * @throws UncheckedIOException if the disk fails, or somebody else has it open
     */
    public static PartitionIndex open(Path folder, IndexSettings settings) {
        try {
            Directory directory = new MMapDirectory(folder);
            try {
                long committed = inspect(folder, directory, settings.checkAtStart());
                return new LucenePartitionIndex(folder, settings, directory, committed);
            } catch (IOException | RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw DamagedIndexException.of(folder, e);
        } catch (IllegalArgumentException e) { // numbers and codecs that nobody can have written
            throw new DamagedIndexException(folder, e);
        }
    }

    /** The sequence of the last commit; -1 where there is none. */
    private static long inspect(Path folder, Directory directory, boolean thoroughly)
            throws IOException {
        if (!DirectoryReader.indexExists(directory)) return -1;
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            Map<String, String> data = reader.getIndexCommit().getUserData();
            if (!FORMAT.equals(data.get("format"))) {
                throw new DamagedIndexException(folder, "its format is " + data.get("format"));
            }
            if (thoroughly) {
                for (LeafReaderContext leaf : reader.leaves()) leaf.reader().checkIntegrity();
            }
            return Long.parseLong(data.getOrDefault("sequence", "-1"));
        }
    }

    @Override
    public long committedSequence() {
        return committed;
    }

    @Override
    public void put(DocumentRecord record, List<Passage> passages) {
        if (passages.isEmpty()) {
            remove(record.key());
            return;
        }
        Term key = PassageFields.key(record.key());
        write(() -> writer.updateDocuments(key, PassageFields.documents(record, passages, words)));
    }

    @Override
    public void remove(DocumentKey key) {
        write(() -> writer.deleteDocuments(PassageFields.key(key)));
    }

    @Override
    public void commit(long sequence) {
        write(() -> {
            var data = Map.of("format", FORMAT, "sequence", Long.toString(sequence));
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
            committed = sequence;
        });
    }

    @Override
    public void refresh() {
        write(readers::maybeRefreshBlocking);
    }

    @Override
    public Statistics statistics(Query query) throws FilterException {
        return search(query, PassageSearch::statistics);
    }

    @Override
    public List<Candidate> candidates(Query query, Statistics global) throws FilterException {
        return search(query, search -> search.candidates(global));
    }

    @Override
    public long count(DocumentRecord record) {
        return read(reader -> new IndexSearcher(reader).count(PassageFields.versionQuery(record)));
    }

    @Override
    public long count() {
        return read(DirectoryReader::numDocs);
    }

    @Override
    public void check() {
        read(reader -> {
            for (LeafReaderContext leaf : reader.leaves()) leaf.reader().checkIntegrity();
            return 0;
        });
    }

    @Override
    public void expunge() {
        write(() -> writer.forceMergeDeletes(true));
    }

    @Override
    public boolean tidy() {
        write(() -> {
            writer.forceMerge(1, true); // how far is the policy's affair
            readers.maybeRefreshBlocking();
        });
        return writer.hasUncommittedChanges();
    }

    @Override
    public void close() {
        write(() -> IOUtils.close(readers, writer::rollback, directory, words));
    }

    private <T> T read(Reading<T> reading) {
        try {
            DirectoryReader reader = readers.acquire();
            try {
                return reading.of(reader);
            } finally {
                readers.release(reader);
            }
        } catch (IOException e) {
            throw DamagedIndexException.of(folder, e);
        }
    }

    private <T> T search(Query query, Searching<T> searching) throws FilterException {
        try {
            DirectoryReader reader = readers.acquire();
            try {
                return searching.in(new PassageSearch(reader, settings, totals, words, query));
            } finally {
                readers.release(reader);
            }
        } catch (IOException e) {
            throw DamagedIndexException.of(folder, e);
        } catch (UncheckedIOException e) {
            throw DamagedIndexException.of(folder, Objects.requireNonNull(e.getCause()));
        }
    }

    private void write(Writing writing) {
        try {
            writing.run();
        } catch (AlreadyClosedException e) {
            // Lucene closes itself when a write fails half way, and says why only here.
            if (writer.getTragicException() instanceof IOException why) {
                throw DamagedIndexException.of(folder, why);
            }
            throw e;
        } catch (IOException e) {
            throw DamagedIndexException.of(folder, e);
        }
    }

    /** What a search does with the state of the index that it is lent. */
    @FunctionalInterface
    private interface Searching<T> {
        T in(PassageSearch search) throws IOException;
    }

    /** What is read of the state of the index. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(DirectoryReader reader) throws IOException;
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }
}
