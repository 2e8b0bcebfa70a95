package dev.kith.embed.profile;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Counts a text in the model's own tokens, without the model. Neither special tokens nor a limit
 * are in the count. Safe to use from many threads.
 */
public final class ModelTokenizer implements AutoCloseable {
    private final HuggingFaceTokenizer tokens;

    private ModelTokenizer(HuggingFaceTokenizer tokens) {
        this.tokens = tokens;
    }

    /**
     * Opens the tokenizer of a profile; its model is neither unpacked nor read.
     *
     * @param cache Kith's cache folder
     * @throws IllegalArgumentException if the file is missing or no tokenizer
     */
    public static ModelTokenizer open(ModelProfile profile, Path cache) {
        Natives.prepare(cache);
        return open(ModelFiles.check(profile.tokenizer(), cache, "tokenizer.json").file());
    }

    /** Opens a tokenizer file; {@link Natives#prepare} has been called. */
    public static ModelTokenizer open(Path file) {
        return new ModelTokenizer(
                load(
                        file,
                        Map.of(
                                "addSpecialTokens", "false",
                                "truncation", "do_not_truncate",
                                "padding", "do_not_pad")));
    }

    /**
     * The same tokenizer as the model needs it: special tokens added, cut at {@code tokensMax},
     * unpadded, whatever the file itself says about length.
     */
    public static HuggingFaceTokenizer cutting(Path file, int tokensMax) {
        String most = Integer.toString(tokensMax);
        return load(
                file,
                Map.of(
                        "addSpecialTokens", "true",
                        "truncation", "longest_first",
                        "maxLength", most,
                        "modelMaxLength", most,
                        "padding", "do_not_pad"));
    }

    private static HuggingFaceTokenizer load(Path file, Map<String, String> options) {
        try {
            return HuggingFaceTokenizer.newInstance(file, options);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(file + " is not a tokenizer file", e);
        }
    }

    /** Number of tokens in the text. */
    public int count(String text) {
        return text.isEmpty() ? 0 : encode(text).getIds().length;
    }

    /**
     * Where each token begins.
     *
     * @return UTF-16 indices into the text, one a token, never falling
     */
    public int[] tokenStarts(String text) {
        if (text.isEmpty()) return new int[0];
        CharSpan[] spans = encode(text).getCharTokenSpans();
        int[] starts = new int[spans.length];
        int codePoints = 0;
        int index = 0;
        for (int i = 0; i < spans.length; i++) {
            int start = spans[i] == null ? codePoints : Math.max(spans[i].getStart(), codePoints);
            index = text.offsetByCodePoints(index, start - codePoints);
            codePoints = start;
            starts[i] = index;
        }
        return starts;
    }

    private Encoding encode(String text) {
        return tokens.encode(wellFormed(text));
    }

    /**
     * The text with every lone surrogate replaced by U+FFFD, index for index: the native side takes
     * well-formed text only.
     */
    public static String wellFormed(String text) {
        if (IntStream.range(0, text.length()).noneMatch(i -> isLone(text, i))) return text;
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) if (isLone(text, i)) chars[i] = '\uFFFD';
        return new String(chars);
    }

    private static boolean isLone(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c)
                && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    @Override
    public void close() {
        tokens.close();
    }
}
