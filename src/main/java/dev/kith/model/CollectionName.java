package dev.kith.model;

import java.util.regex.Pattern;

/**
 * Names a set of documents that are searched together.
 *
 * @param value 1 to 64 of {@code a-z 0-9 . _ -}, beginning with a letter or digit
 */
public record CollectionName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public CollectionName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "collection must be 1 to 64 of a-z 0-9 . _ - and begin with a letter or digit: "
                            + value);
        }
    }
}
