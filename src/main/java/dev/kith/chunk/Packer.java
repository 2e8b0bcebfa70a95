package dev.kith.chunk;

import dev.kith.chunk.Units.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs units into chunks, as many as fit the target, each beginning with the last sentences of the
 * one before where these are short. A heading begins a chunk and repeats nothing.
 */
final class Packer {

    /**
     * One chunk to be.
     *
     * @param start UTF-16 offset in the segment
     * @param end after its last char
     */
    record Span(int start, int end) {}

    private final List<Unit> units;
    private final Tokens tokens;
    private final ChunkerSettings settings;

    private Packer(List<Unit> units, Tokens tokens, ChunkerSettings settings) {
        this.units = units;
        this.tokens = tokens;
        this.settings = settings;
    }

    /** Every unit is in at least one span; spans stand in reading order. */
    static List<Span> pack(List<Unit> units, Tokens tokens, ChunkerSettings settings) {
        return new Packer(units, tokens, settings).pack();
    }

    private List<Span> pack() {
        List<Span> spans = new ArrayList<>();
        int first = 0;
        boolean headingsOnly = true;
        for (int at = 0; at < units.size(); at++) {
            boolean heading = units.get(at).heading();
            if (at > first && heading && !headingsOnly) {
                spans.add(span(first, at - 1));
                first = at;
            } else if (at > first && !fits(first, at, mostTokens(headingsOnly && !heading))) {
                spans.add(span(first, at - 1));
                first = overlapBefore(at, first);
            }
            headingsOnly = heading && (headingsOnly || at == first);
        }
        if (first < units.size()) spans.add(span(first, units.size() - 1));
        return spans;
    }

    /** Where the chunk begins whose first new unit is {@code at}; never where the last one did. */
    private int overlapBefore(int at, int lastFirst) {
        int first = at;
        int tokensMax = settings.chunkTokensTarget() * settings.overlapPercentMax() / 100;
        for (int n = 0; n < settings.overlapSentencesMax(); n++) {
            int candidate = first - 1;
            boolean repeats =
                    candidate > lastFirst
                            && tokensIn(candidate, at - 1) <= tokensMax
                            && fits(candidate, at, settings.chunkTokensTarget());
            if (!repeats) break;
            first = candidate;
        }
        return first;
    }

    /** A heading is not left alone for the want of a few tokens. */
    private int mostTokens(boolean firstAfterHeadings) {
        int target = settings.chunkTokensTarget();
        return firstAfterHeadings ? Math.min(2 * target, settings.textTokensMax()) : target;
    }

    private boolean fits(int first, int last, int tokensMax) {
        int chars = units.get(last).end() - units.get(first).start();
        return tokensIn(first, last) <= tokensMax && chars <= settings.chunkCharsMax();
    }

    private int tokensIn(int first, int last) {
        return tokens.count(units.get(first).start(), units.get(last).end());
    }

    private Span span(int first, int last) {
        return new Span(units.get(first).start(), units.get(last).end());
    }
}
