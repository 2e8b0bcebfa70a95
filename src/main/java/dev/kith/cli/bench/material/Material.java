package dev.kith.cli.bench.material;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kith.api.Json;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.source.Item;
import dev.kith.cli.source.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/**
 * Plain documents without end: the same number gives the same text.
 *
 * @param name for the person
 * @param texts the text of each document, counted from 0
 */
public record Material(String name, LongFunction<String> texts) {
    private static final String FOLDER = "/handbook/";
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\n+");
    private static final Pattern MARKUP = Pattern.compile("[#*_`|>\\[\\]()]+");
    private static final int SENTENCE_CHARS_MIN = 40;
    private static final int SENTENCE_CHARS_MAX = 400;
    private static final int SENTENCES_MIN = 4;
    private static final int SENTENCES_MAX = 44;
    private static final int SENTENCES_IN_PARAGRAPH = 6;
    private static final int QUESTION_WORDS_MIN = 4;
    private static final int QUESTION_WORDS_MAX = 10;

    /** Documents of the handbook's sentences in an order that chance chooses. */
    public static Material generated(long seed) {
        List<String> sentences = sentences();
        return new Material(
                "prose made of the handbook's sentences, seed " + seed,
                number -> {
                    var random = new SplittableRandom(seed * 1_000_003 + number);
                    int count = random.nextInt(SENTENCES_MIN, SENTENCES_MAX + 1);
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < count; i++) {
                        if (i > 0) text.append(i % SENTENCES_IN_PARAGRAPH == 0 ? "\n\n" : " ");
                        text.append(sentences.get(random.nextInt(sentences.size())));
                    }
                    return text.toString();
                });
    }

    /**
     * Documents of files, read as {@code kith ingest} reads them but taken as plain text; over and
     * over, each time with another first line.
     *
     * @throws CommandFailed where there is none
     */
    public static Material of(String path) {
        Sources.Wishes wishes =
                new Sources.Wishes("", Optional.empty(), Optional.empty(), Optional.empty(), false);
        List<String> texts = new ArrayList<>();
        new Sources(wishes, item -> text(item).ifPresent(texts::add))
                .read(List.of(path), InputStream.nullInputStream());
        if (texts.isEmpty()) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND, "no documents in " + path + "; name another --corpus");
        }
        return new Material(
                path + ", " + texts.size() + " documents",
                number -> {
                    int index = (int) (number % texts.size());
                    long pass = number / texts.size();
                    String text = texts.get(index);
                    return pass == 0 ? text : "Pass " + (pass + 1) + ".\n\n" + text;
                });
    }

    private static Optional<String> text(Item item) {
        if (!(item instanceof Item.Line line)) return Optional.empty();
        try {
            String text = Json.LENIENT.readTree(line.json()).path("text").asText();
            return Optional.of(text).filter(known -> !known.isBlank());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The text of a document. */
    public String text(long number) {
        return texts.apply(number);
    }

    /** A few words of a document that follow each other, as a question; each number another. */
    public String question(long number) {
        var random = new SplittableRandom(number);
        String[] words = text(number).split("\\s+", -1);
        int length = random.nextInt(QUESTION_WORDS_MIN, QUESTION_WORDS_MAX + 1);
        int from = random.nextInt(Math.max(1, words.length - length));
        return String.join(
                        " ",
                        Arrays.asList(words).subList(from, Math.min(words.length, from + length)))
                .strip();
    }

    private static List<String> sentences() {
        return read("index.txt")
                .lines()
                .map(String::strip)
                .filter(file -> !file.isEmpty())
                .flatMap(file -> SENTENCE_END.splitAsStream(read(file)))
                .map(sentence -> MARKUP.matcher(sentence).replaceAll(" ").strip())
                .filter(sentence ->
                        sentence.length() >= SENTENCE_CHARS_MIN
                                && sentence.length() <= SENTENCE_CHARS_MAX)
                .distinct()
                .toList();
    }

    private static String read(String file) {
        try (InputStream in = Material.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new CommandFailed(
                        ExitCode.FAILED,
                        "this build has no handbook (" + file + "); name a folder with --corpus");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.FAILED, "cannot read the handbook: " + e, e);
        }
    }
}
