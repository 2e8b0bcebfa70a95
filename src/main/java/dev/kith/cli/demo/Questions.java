package dev.kith.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.Json;
import dev.kith.cli.source.Item;
import dev.kith.cli.terminal.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes questions of documents as they pass: their titles or first sentences. Keeps a few that lie
 * evenly over the whole input, whatever its length.
 */
final class Questions {
    private static final int WORDS_MIN = 3;
    private static final int WORDS_MAX = 12;
    private static final Pattern MARKUP = Pattern.compile("<[^>]*>|[#*_`=~>|\\[\\]{}]+|-{2,}");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s|\\n\\s*\\n");
    private static final Pattern FILE_NAME = Pattern.compile("\\S+\\.[A-Za-z0-9]{1,5}");
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{N}'-]*");

    private final int wanted;
    private final List<String> kept = new ArrayList<>();
    private long seen;
    private long step = 1;

    /**
     * @param wanted how many questions there should be in the end
     */
    Questions(int wanted) {
        this.wanted = wanted;
    }

    /** Takes note of a document. */
    void see(Item item) {
        if (seen++ % step != 0 || !(item instanceof Item.Line line)) return;
        question(line.json()).ifPresent(kept::add);
        if (kept.size() >= 4 * wanted) {
            List<String> half = new ArrayList<>();
            for (int i = 0; i < kept.size(); i += 2) half.add(kept.get(i));
            kept.clear();
            kept.addAll(half);
            step *= 2;
        }
    }

    /** The questions. */
    List<String> chosen() {
        List<String> distinct = kept.stream().distinct().toList();
        if (distinct.size() <= wanted) return distinct;
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            chosen.add(distinct.get(i * distinct.size() / wanted));
        }
        return chosen;
    }

    /** The title where it says something, else the first sentence that does. */
    static Optional<String> question(String json) {
        JsonNode document;
        try {
            document = Json.LENIENT.readTree(json);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        String title = document.path("title").asText();
        if (!FILE_NAME.matcher(title.strip()).matches() && words(title).size() >= WORDS_MIN) {
            return Optional.of(cut(title));
        }
        String text = document.path("text").asText();
        String head =
                MARKUP.matcher(text.substring(0, Math.min(text.length(), 4000))).replaceAll(" ");
        return SENTENCE_END
                .splitAsStream(head)
                .filter(sentence -> words(sentence).size() >= WORDS_MIN + 3)
                .findFirst()
                .map(Questions::cut);
    }

    private static String cut(String text) {
        return String.join(" ", words(Words.flat(text)).stream().limit(WORDS_MAX).toList());
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(found -> found.group()).toList();
    }
}
