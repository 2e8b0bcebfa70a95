package dev.kith.cli.client;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/** Words of which an option takes one, in small letters as people type them. */
public final class Choice {
    private Choice() {}

    /**
     * The constant of this word.
     *
     * @throws TypeConversionException naming all words where there is none
     */
    public static <E extends Enum<E>> E of(Class<E> type, String word) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException(
                                "'" + word + "' is none of " + String.join(", ", words(type))));
    }

    /** All words, for shells that complete them. */
    public static <E extends Enum<E>> List<String> words(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(Choice::word).toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
