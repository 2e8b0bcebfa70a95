package dev.kith.chunk.sentence;

import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.process.CoreLabelTokenFactory;
import edu.stanford.nlp.process.PTBTokenizer;
import edu.stanford.nlp.process.WordToSentenceProcessor;
import edu.stanford.nlp.process.WordToSentenceProcessor.NewlineIsSentenceBreak;
import edu.stanford.nlp.util.logging.RedwoodConfiguration;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sentences by Stanford CoreNLP's {@code tokenize,ssplit}, which need no model files. The offsets
 * of its tokens are UTF-16, as ours.
 *
 * <p>The tokenizer's time is quadratic in the length of some runs without white space (48 KiB of
 * apostrophes take a minute). Characters of overlong runs are therefore hidden from it, one for
 * one, and between tokens an interrupt is obeyed.
 */
public final class CoreNlpSentences implements Sentences {
    private static final String OPTIONS =
            "invertible=true,untokenizable=noneDelete,tokenizeNLs=true";

    /** Longer than any word; at this length the tokenizer still takes milliseconds. */
    private static final int RUN_CHARS_MAX = 400;

    private static final char CJK_FIRST = '\u2E80';
    private static final char CJK_LAST = '\uD7FF';
    private static final char FULL_WIDTH_FIRST = '\uFF00';
    private static final char FULL_WIDTH_LAST = '\uFFEF';

    private final WordToSentenceProcessor<CoreLabel> grouping;

    /** Sends CoreNLP's own log to SLF4J, for the whole process. */
    public CoreNlpSentences() {
        RedwoodConfiguration.slf4j().apply();
        grouping = new WordToSentenceProcessor<>(NewlineIsSentenceBreak.TWO_CONSECUTIVE);
    }

    @Override
    public int[] starts(String text) throws InterruptedException {
        if (text.isEmpty()) return new int[0];
        IntStream others =
                grouping.process(tokens(hideLongRuns(text))).stream()
                        .filter(sentence -> !sentence.isEmpty())
                        .skip(1) // what stands before the first sentence belongs to it
                        .mapToInt(sentence -> sentence.getFirst().beginPosition());
        return IntStream.concat(IntStream.of(0), others).toArray();
    }

    /** All tokens, line ends among them. */
    static List<CoreLabel> tokens(String text) throws InterruptedException {
        var tokenizer =
                new PTBTokenizer<>(new StringReader(text), new CoreLabelTokenFactory(), OPTIONS);
        List<CoreLabel> tokens = new ArrayList<>(text.length() / 4);
        while (tokenizer.hasNext()) {
            if (Thread.interrupted()) throw new InterruptedException();
            tokens.add(tokenizer.next());
        }
        return tokens;
    }

    /** The same length; scripts that do without spaces stay as they are. */
    static String hideLongRuns(String text) {
        StringBuilder hidden = null;
        int runStart = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && !Character.isWhitespace(text.charAt(i))) continue;
            if (i - runStart > RUN_CHARS_MAX) {
                if (hidden == null) hidden = new StringBuilder(text);
                for (int at = runStart; at < i; at++) {
                    if (!isCjk(text.charAt(at))) hidden.setCharAt(at, 'x');
                }
            }
            runStart = i + 1;
        }
        return hidden == null ? text : hidden.toString();
    }

    private static boolean isCjk(char c) {
        return (c >= CJK_FIRST && c <= CJK_LAST) || (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST);
    }
}
