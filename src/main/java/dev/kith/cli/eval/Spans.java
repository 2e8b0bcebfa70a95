package dev.kith.cli.eval;

import dev.kith.api.SearchAnswer.Hit;
import java.util.List;
import java.util.Optional;

/** Finds where an answer stands in the text as it is stored. */
final class Spans {
    private Spans() {}

    /**
     * Characters of a stored text.
     *
     * @param start UTF-16 index
     */
    record Span(String document, int start, int end) {
        /** Whether the hit's passage has at least one character of it. */
        boolean touches(Hit hit) {
            return hit.id().equals(document) && hit.start() < end && hit.end() > start;
        }
    }

    /**
     * The answer's place in the stored text. The agent may have put the title before the text, and
     * may have normalised it: so the place is computed from both lengths and corrected to where the
     * answer's words really are.
     *
     * @param text the document's, as the set has it
     * @param stored the same, as the agent has it
     */
    static Span place(DataSet.Answer answer, String text, String stored) {
        int prefix = stored.endsWith(text) ? stored.length() - text.length() : prefix(text, stored);
        int points = text.codePointCount(0, text.length());
        int start = prefix + text.offsetByCodePoints(0, Math.min(answer.start(), points));
        int end = prefix + text.offsetByCodePoints(0, Math.min(answer.end(), points));
        Span computed = new Span(answer.document(), start, end);
        if (stored.startsWith(answer.text(), start)) return computed;
        return nearest(answer, stored, start).orElse(computed);
    }

    private static int prefix(String text, String stored) {
        String head = text.substring(0, Math.min(40, text.length()));
        return Math.max(0, stored.indexOf(head));
    }

    private static Optional<Span> nearest(DataSet.Answer answer, String stored, int start) {
        if (answer.text().isEmpty()) return Optional.empty();
        int before = stored.lastIndexOf(answer.text(), start);
        int after = stored.indexOf(answer.text(), Math.max(0, start));
        int place = before;
        if (before < 0 || (after >= 0 && after - start < start - before)) place = after;
        return place < 0
                ? Optional.empty()
                : Optional.of(new Span(answer.document(), place, place + answer.text().length()));
    }

    /** Whether one of the first {@code cut} passages has a part of one of the answers. */
    static boolean hit(List<Hit> passages, List<Span> spans, int cut) {
        return passages.stream()
                .limit(cut)
                .anyMatch(hit -> spans.stream().anyMatch(span -> span.touches(hit)));
    }
}
