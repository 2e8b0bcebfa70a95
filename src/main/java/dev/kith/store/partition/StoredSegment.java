package dev.kith.store.partition;

import dev.kith.model.ContentId;
import dev.kith.model.Heading;
import dev.kith.model.Segment;
import dev.kith.store.log.Codec;
import dev.kith.store.log.DamagedRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A segment as it is stored: with the content id of its text, checked whenever it is read. */
final class StoredSegment {
    /** What stands before the text. */
    record Head(int start, String content, List<Heading> headings) {}

    private StoredSegment() {}

    static byte[] encode(Segment segment) {
        byte[] text = segment.text().getBytes(StandardCharsets.UTF_8);
        return Codec.encode(
                new Head(segment.start(), ContentId.of(text).cid(), segment.headings()), text);
    }

    static Segment decode(int index, byte[] value) throws IOException {
        Head head = Codec.head(value, Head.class);
        byte[] text = Codec.tail(value);
        if (!ContentId.of(text).cid().equals(head.content())) {
            throw new DamagedRecordException("segment " + head.content());
        }
        return new Segment(
                index, head.start(), new String(text, StandardCharsets.UTF_8), head.headings());
    }
}
