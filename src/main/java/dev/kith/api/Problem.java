package dev.kith.api;

import java.util.Optional;

/**
 * An error, as RFC 9457 has it.
 *
 * @param type {@code about:blank}, always: {@code code} is what clients match on
 * @param title the code in words
 * @param status the HTTP status
 * @param detail what happened, and what to do next
 * @param code the name of a {@code model.Failure.Code} in lower-case kebab, such as {@code
 *     invalid-input}
 * @param field the field or parameter that is wrong
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        Optional<String> field) {}
