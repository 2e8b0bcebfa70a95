package dev.kith.chunk.sentence;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Sentences by the JDK's {@link BreakIterator} and by blank lines: coarser than CoreNLP, but it
 * takes any input in linear time.
 */
public final class PlainSentences implements Sentences {

    @Override
    public int[] starts(String text) {
        if (text.isEmpty()) return new int[0];
        IntStream.Builder starts = IntStream.builder();
        starts.add(0);
        int paragraph = 0;
        while (paragraph < text.length()) {
            int end = text.indexOf("\n\n", paragraph);
            int next = end < 0 ? text.length() : end + 2;
            BreakIterator iterator = BreakIterator.getSentenceInstance(Locale.ROOT);
            iterator.setText(text.substring(paragraph, next));
            for (int at = iterator.next(); at != BreakIterator.DONE; at = iterator.next()) {
                if (paragraph + at < text.length()) starts.add(paragraph + at);
            }
            paragraph = next;
        }
        return starts.build().distinct().toArray();
    }
}
