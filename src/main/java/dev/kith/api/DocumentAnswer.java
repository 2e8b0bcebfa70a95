package dev.kith.api;

import java.util.Map;
import java.util.Optional;

/**
 * A document and its state.
 *
 * @param state of the version that is searched or, where there is none yet, of the newest: {@code
 *     pending}, {@code committed}, {@code failed}, {@code canceled}
 * @param updating whether a newer version than the shown one is on its way
 * @param version when it was put, ISO 8601
 * @param chars length of the text in UTF-16 code units
 * @param contentId CIDv1 of the text's UTF-8
 * @param text the source text; absent unless asked for
 */
public record DocumentAnswer(
        String id,
        String collection,
        String state,
        boolean updating,
        String version,
        String title,
        String format,
        Map<String, String> metadata,
        long chars,
        long chunks,
        String contentId,
        String task,
        Optional<String> reason,
        Optional<String> text) {}
