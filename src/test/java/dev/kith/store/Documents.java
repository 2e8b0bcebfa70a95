package dev.kith.store;

import dev.kith.model.AgentId;
import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Receipt;
import dev.kith.model.Segment;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.vector.UnitVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Documents for tests: each is one short text in two segments of one chunk each. */
public final class Documents {
    public static final AgentId AGENT =
            new AgentId("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
    private static final String FIRST = "First part of ";
    private static final Receipt RECEIPT =
            new Receipt(
                    AGENT,
                    "model",
                    "engine",
                    "cpu",
                    ContentId.of("in"),
                    ContentId.of("out"),
                    1,
                    "signature");

    private Documents() {}

    public static DocumentKey key(String id) {
        return new DocumentKey(new CollectionName("notes"), id);
    }

    public static Version version(long millis) {
        return new Version(Version.tick(0, millis), "agent");
    }

    /** Its text, which says id and version. */
    public static String text(String id, long millis) {
        return FIRST + id + "; second part, version " + millis + ".";
    }

    public static DocumentRecord pending(String id, long millis) {
        var content = ContentId.of(text(id, millis));
        return new DocumentRecord(
                key(id),
                version(millis),
                DocumentState.PENDING,
                TaskId.of(key(id), content),
                content,
                content,
                "Title of " + id,
                "plain",
                Map.of("year", "1999"),
                2,
                text(id, millis).length(),
                0,
                millis + 60_000,
                Optional.empty());
    }

    public static DocumentRecord committed(String id, long millis) {
        return pending(id, millis).with(DocumentState.COMMITTED, 2, Optional.empty());
    }

    public static DocumentRecord in(DocumentState state, String id, long millis) {
        int chunks = state == DocumentState.COMMITTED ? 2 : 0;
        return pending(id, millis).with(state, chunks, Optional.empty());
    }

    public static List<Segment> segments(String id, long millis) {
        String text = text(id, millis);
        int cut = FIRST.length() + id.length() + 2;
        return List.of(
                new Segment(0, 0, text.substring(0, cut), List.of()),
                new Segment(1, cut, text.substring(cut), List.of()));
    }

    public static List<ChunkBatch> batches(String id, long millis) {
        var batches = new ArrayList<ChunkBatch>();
        for (Segment segment : segments(id, millis)) {
            int end = segment.start() + segment.text().length();
            var chunk = new Chunk(segment.start(), end, 5, List.of("Heading"));
            String vector = UnitVector.of(1, segment.index(), (float) (millis % 7)).toBase64();
            batches.add(
                    new ChunkBatch(segment.index(), 0, List.of(chunk), List.of(vector), RECEIPT));
        }
        return batches;
    }

    public static StoreWrite put(String id, long millis) {
        return new StoreWrite.PutDocument(pending(id, millis), segments(id, millis));
    }

    public static StoreWrite chunks(String id, long millis) {
        return new StoreWrite.PutChunks(key(id), version(millis), batches(id, millis));
    }

    public static StoreWrite commit(String id, long millis) {
        return new StoreWrite.Settle(committed(id, millis));
    }

    public static StoreWrite settle(DocumentState state, String id, long millis) {
        return new StoreWrite.Settle(in(state, id, millis));
    }

    /** A record as another copy hands it on that has not got its parts. */
    public static StoreWrite stored(DocumentRecord record) {
        return new StoreWrite.PutStored(
                record.key(), record.version(), List.of(), Optional.of(record));
    }

    /** All that it takes to make a version visible. */
    public static List<StoreWrite> whole(String id, long millis) {
        return List.of(put(id, millis), chunks(id, millis), commit(id, millis));
    }
}
