package dev.kith.store.feed;

import dev.kith.model.DocumentRecord;
import dev.kith.model.Segment;
import dev.kith.store.partition.document.DocumentReader;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A version's source text, read segment by segment; keeps the last one read. */
public final class SourceText {
    private final DocumentReader reader;
    private final DocumentRecord record;
    private @Nullable Segment last;

    /** Of one version. */
    public SourceText(DocumentReader reader, DocumentRecord record) {
        this.reader = reader;
        this.record = record;
    }

    /**
     * The text from {@code start} to before {@code end}, UTF-16 indexes into the whole text.
     *
     * @param segment in which it begins
     * @return empty where the text is missing or the span is not in it
     */
    public Optional<String> passage(int segment, int start, int end) throws IOException {
        Optional<Segment> first = segment(segment);
        if (first.isEmpty() || start < first.get().start()) return Optional.empty();
        Segment part = first.get();
        int from = start - part.start();
        if (from > part.text().length()) return Optional.empty();
        if (end <= end(part)) {
            return Optional.of(part.text().substring(from, end - part.start()));
        }
        var text = new StringBuilder(part.text().substring(from));
        for (int i = segment + 1; text.length() < end - start; i++) {
            Optional<Segment> next = segment(i);
            if (next.isEmpty()) return Optional.empty();
            String more = next.get().text();
            text.append(more, 0, Math.min(more.length(), end - start - text.length()));
        }
        return Optional.of(text.toString());
    }

    /** The segment in which the character at {@code offset} is. */
    public Optional<Integer> segmentAt(int offset) throws IOException {
        int low = 0;
        int high = record.segments() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Optional<Segment> part = segment(middle);
            if (part.isEmpty()) return Optional.empty();
            if (offset < part.get().start()) high = middle - 1;
            else if (offset >= end(part.get())) low = middle + 1;
            else return Optional.of(middle);
        }
        return Optional.empty();
    }

    private Optional<Segment> segment(int index) throws IOException {
        Segment kept = last;
        if (kept != null && kept.index() == index) return Optional.of(kept);
        Optional<Segment> read = reader.segment(record.key(), record.version(), index);
        last = read.orElse(null);
        return read;
    }

    private static int end(Segment segment) {
        return segment.start() + segment.text().length();
    }
}
