package dev.kith.model;

import java.util.Arrays;
import java.util.List;

/** Lists of words in settings. */
public final class Words {
    private Words() {}

    /**
     * A list, or one text with commas, as the environment and system properties give it.
     *
     * @param setting what a configuration holds: a list or a text
     */
    public static List<String> of(Object setting) {
        if (setting instanceof List<?> words) return words.stream().map(String::valueOf).toList();
        return Arrays.stream(String.valueOf(setting).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
