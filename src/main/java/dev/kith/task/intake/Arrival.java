package dev.kith.task.intake;

import dev.kith.model.ContentId;
import dev.kith.model.Digests;
import dev.kith.model.Failure;
import dev.kith.model.Heading;
import dev.kith.model.Segment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One source text as it arrives: counted, hashed and cut, piece by piece. Holds no more of the text
 * than was not taken yet. Pure, but not thread-safe.
 */
final class Arrival {
    /** What a segment takes in a message besides its text, about. */
    private static final int SEGMENT_BYTES = 200;

    private static final int HEADING_BYTES = 30;

    private final SourceDoor.Cutter cutter;
    private final long charsMax;
    private final int groupBytes;
    private final MessageDigest digest = Digests.sha256();
    private final Deque<Segment> cut = new ArrayDeque<>();
    private long cutBytes;
    private long chars;
    private int segments;
    private boolean blank = true;

    /**
     * An arrival.
     *
     * @param charsMax longest text, in UTF-16 units
     * @param groupBytes about the most bytes of segments in one group
     */
    Arrival(SourceDoor.Cutter cutter, long charsMax, int groupBytes) {
        this.cutter = cutter;
        this.charsMax = charsMax;
        this.groupBytes = groupBytes;
    }

    static Arrival of(Means means, List<Heading> headings) {
        return new Arrival(
                means.sources().cutter(headings),
                means.limits().documentCharsMax(),
                means.limits().writeBytesMax());
    }

    /** The next piece; TOO_LARGE once it is too long. */
    Optional<Failure> add(String piece) {
        chars += piece.length();
        if (chars > charsMax) {
            return Optional.of(
                    new Failure(
                            Failure.Code.TOO_LARGE,
                            "the text has more than " + charsMax + " characters"));
        }
        digest.update(piece.getBytes(StandardCharsets.UTF_8));
        blank = blank && piece.isBlank();
        keep(cutter.feed(piece));
        return Optional.empty();
    }

    /** The end of the text; INVALID_INPUT if it says nothing. */
    Optional<Failure> end() {
        keep(cutter.finish());
        if (!blank) return Optional.empty();
        return Optional.of(Outcomes.BLANK);
    }

    /**
     * Segments to write, in groups of one message each, oldest first.
     *
     * @param all whether what would not fill a message is wanted too
     */
    List<List<Segment>> take(boolean all) {
        var groups = new ArrayList<List<Segment>>();
        while (!cut.isEmpty() && (all || cutBytes > groupBytes)) groups.add(group());
        return groups;
    }

    /** Whether all that is not taken yet fits into one message. */
    boolean fitsOneMessage() {
        return cutBytes <= groupBytes || cut.size() <= 1;
    }

    /** Content id of the text; only once, at the end. */
    ContentId text() {
        return ContentId.ofDigest(digest.digest());
    }

    int chars() {
        return (int) chars;
    }

    int segments() {
        return segments;
    }

    private void keep(List<Segment> complete) {
        for (Segment segment : complete) {
            cut.add(segment);
            cutBytes += bytes(segment);
            segments++;
        }
    }

    private List<Segment> group() {
        var group = new ArrayList<Segment>();
        long bytes = 0;
        while (!cut.isEmpty()) {
            long next = bytes(cut.element());
            if (!group.isEmpty() && bytes + next > groupBytes) break;
            bytes += next;
            group.add(cut.remove());
        }
        cutBytes -= bytes;
        return group;
    }

    private static long bytes(Segment segment) {
        long bytes = SEGMENT_BYTES + utf8(segment.text());
        for (Heading heading : segment.headings()) bytes += HEADING_BYTES + utf8(heading.text());
        return bytes;
    }

    private static long utf8(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
