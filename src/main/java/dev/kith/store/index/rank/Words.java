package dev.kith.store.index.rank;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Text to the words that BM25 counts: Unicode word breaks (UAX #29), lower case, English stop words
 * left out, Porter's stems. Any thread may call it.
 */
public final class Words implements Closeable {
    private final Analyzer analyzer = new EnglishAnalyzer();

    /** The first {@code max} words, in order, repeated as often as they occur. */
    public List<String> of(String text, int max) {
        List<String> words = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (words.size() < max && stream.incrementToken()) words.add(term.toString());
        } catch (IOException e) { // a string cannot fail to be read
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** The words as Lucene wants them, so that a text is taken apart only once. */
    public static TokenStream stream(List<String> words) {
        return new Replay(words.iterator());
    }

    @Override
    public void close() {
        analyzer.close();
    }

    private static final class Replay extends TokenStream {
        private final Iterator<String> words;
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        private Replay(Iterator<String> words) {
            this.words = words;
        }

        @Override
        public boolean incrementToken() {
            if (!words.hasNext()) return false;
            clearAttributes();
            term.append(words.next());
            return true;
        }
    }
}
