package dev.kith.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Lists of words in settings. */
public final class Words {
    private Words() {}

    /**
     * A list, or one text with commas, as the environment and system properties give it.
     *
     * @param setting what a configuration holds: a list, a text, or a list whose places are keys,
     *     counted from 0 ({@code -Dkith.node.seeds.0=…})
     */
    public static List<String> of(Object setting) {
        if (setting instanceof Map<?, ?> places) {
            return places.entrySet().stream()
                    .sorted(Comparator.comparingInt(e -> Integer.parseInt("" + e.getKey())))
                    .map(e -> String.valueOf(e.getValue()))
                    .toList();
        }
        if (setting instanceof List<?> words) return words.stream().map(String::valueOf).toList();
        return Arrays.stream(String.valueOf(setting).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
