package dev.kith.cli.backup;

import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Versions of documents that are sent together: the backup's first line, then theirs.
 *
 * @param head the first line's bytes, as a range
 */
record Batch(Range head, List<Range> versions) {
    Batch {
        versions = List.copyOf(versions);
    }

    /** Bytes of the file, from one place to before another; the document they are of. */
    record Range(long from, long to, String name) {
        long bytes() {
            return to - from;
        }
    }

    long bytes() {
        return versions.stream().mapToLong(Range::bytes).sum();
    }

    /** The same with only these of its versions. */
    Batch only(List<Range> left) {
        return new Batch(head, left);
    }

    /** What is sent; read from the file as it goes. */
    InputStream open(Archive archive) {
        var slices = new ArrayList<InputStream>();
        slices.add(archive.slice(head.from(), head.to()));
        for (Range range : versions) slices.add(archive.slice(range.from(), range.to()));
        return new SequenceInputStream(Collections.enumeration(slices));
    }
}
