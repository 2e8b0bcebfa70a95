package dev.kith.store.quorum;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Version;
import dev.kith.store.Copies;
import dev.kith.store.StoreRead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Several copies' pages of one question as one page: what any of them knows counts. */
final class Pages {
    /** How keys are sorted on disk: by the bytes of collection and id. */
    private static final Comparator<DocumentKey> KEYS =
            (a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b));

    private Pages() {}

    /**
     * Put together, as far as all of them reach.
     *
     * @param pages at least one, all after the same key
     */
    static Copies.Page merged(List<StoreRead.PageFound> pages) {
        Optional<DocumentKey> reach =
                pages.stream()
                        .filter(page -> !page.last() && !page.records().isEmpty())
                        .map(page -> page.records().getLast().key())
                        .min(KEYS);
        var documents = new TreeMap<DocumentKey, TreeMap<Version, DocumentRecord>>(KEYS);
        for (StoreRead.PageFound page : pages) {
            for (DocumentRecord record : page.records()) {
                if (reach.isPresent() && KEYS.compare(record.key(), reach.get()) > 0) continue;
                documents
                        .computeIfAbsent(record.key(), _ -> new TreeMap<>())
                        .merge(record.version(), record, DocumentRecord::merge);
            }
        }
        var records = new ArrayList<DocumentRecord>();
        documents.values().forEach(versions -> records.addAll(standing(versions.values())));
        return new Copies.Page(records, reach);
    }

    /** What is visible, and what is pending after it. */
    private static List<DocumentRecord> standing(Collection<DocumentRecord> versions) {
        var standing = new ArrayList<DocumentRecord>();
        for (DocumentRecord record : versions) {
            if (record.state().decides()) standing.clear();
            if (record.state() == DocumentState.COMMITTED
                    || record.state() == DocumentState.PENDING) {
                standing.add(record);
            }
        }
        return standing;
    }

    private static byte[] bytes(DocumentKey key) {
        String text = key.collection().value() + '\0' + key.id() + '\0';
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
