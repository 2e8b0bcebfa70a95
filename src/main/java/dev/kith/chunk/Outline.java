package dev.kith.chunk;

import dev.kith.model.Heading;
import java.util.ArrayList;
import java.util.List;

/**
 * Which headings are in force where; asked in reading order, so that a whole document costs one
 * walk.
 */
public final class Outline {
    /** What one heading takes beside its text: field names, numbers, quotes, escaped twice. */
    private static final int HEADING_BYTES = 60;

    private final List<Heading> headings;
    private final List<Heading> inForce = new ArrayList<>();
    private int next;

    /** An outline of {@code headings}, which stand in the order of their offsets. */
    public Outline(List<Heading> headings) {
        this.headings = headings;
    }

    /**
     * The headings above {@code offset} or beginning there, outermost first.
     *
     * @param offset not less than in the call before
     */
    public List<Heading> at(int offset) {
        while (next < headings.size() && headings.get(next).offset() <= offset) {
            Heading heading = headings.get(next++);
            while (!inForce.isEmpty() && inForce.getLast().level() >= heading.level()) {
                inForce.removeLast();
            }
            inForce.add(heading);
        }
        return List.copyOf(inForce);
    }

    /**
     * What a chunker is told of a segment's headings: those in force where it begins, then those in
     * it, as many as fit.
     *
     * @param headings of the whole document, in the order of their offsets
     * @param bytesMax what they may take in a message; {@code headings-bytes-max}
     */
    public static List<Heading> within(List<Heading> headings, Segment segment, int bytesMax) {
        List<Heading> wanted = new ArrayList<>(new Outline(headings).at(segment.start()));
        headings.stream()
                .filter(heading -> heading.offset() > segment.start())
                .filter(heading -> heading.offset() < segment.end())
                .forEach(wanted::add);
        List<Heading> fitting = new ArrayList<>();
        int left = bytesMax;
        for (Heading heading : wanted) {
            left -= HEADING_BYTES + EscapedSize.bytes(heading.text());
            if (left < 0) break;
            fitting.add(heading);
        }
        return List.copyOf(fitting);
    }
}
