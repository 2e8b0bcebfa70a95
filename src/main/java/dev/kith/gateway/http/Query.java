package dev.kith.gateway.http;

import dev.kith.api.Problem;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one request. A route reads all that it knows, then asks {@link #wrong()}: the
 * first that was wrong, or one that it has not asked for. Until then every wrong one reads as its
 * fallback.
 */
public final class Query {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m)");
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private @Nullable Problem problem;

    /** Reads what stands behind the {@code ?}; empty for none. */
    public Query(String raw) {
        if (raw.isEmpty()) return;
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) add(pair);
        }
    }

    /** A parameter's text. */
    public Optional<String> text(String name) {
        known.add(name);
        return Optional.ofNullable(values.get(name));
    }

    /** A text of at most {@code charsMax} characters. */
    public Optional<String> text(String name, int charsMax) {
        Optional<String> text = text(name);
        if (text.isPresent() && text.get().length() > charsMax) {
            fail(name, name + " is longer than " + charsMax + " characters");
            return Optional.empty();
        }
        return text;
    }

    /** A whole number. */
    public int number(String name, int fallback, int min, int max) {
        Optional<String> text = text(name);
        if (text.isEmpty()) return fallback;
        if (text.get().matches("-?\\d{1,9}")) {
            int number = Integer.parseInt(text.get());
            if (number >= min && number <= max) return number;
        }
        fail(name, name + " must be a whole number from " + min + " to " + max + ": " + text.get());
        return fallback;
    }

    /** One of some words; the first is the fallback. */
    public String word(String name, List<String> words) {
        Optional<String> text = text(name);
        if (text.isEmpty()) return words.getFirst();
        if (words.contains(text.get())) return text.get();
        String choice = String.join(", ", words.stream().filter(w -> !w.isEmpty()).toList());
        fail(name, name + " must be one of " + choice + ": " + text.get());
        return words.getFirst();
    }

    /** True or false; false where it is absent. */
    public boolean flag(String name) {
        return word(name, List.of("false", "true")).equals("true");
    }

    /** A time such as {@code 500ms}, {@code 2s} or {@code 5m}, at most {@code max}. */
    public Optional<Duration> time(String name, Duration max) {
        Optional<String> text = text(name);
        if (text.isEmpty()) return Optional.empty();
        Optional<Duration> time = duration(text.get());
        if (time.isPresent() && time.get().isPositive() && time.get().compareTo(max) <= 0) {
            return time;
        }
        fail(
                name,
                name
                        + " must be a time such as 500ms, 2s or 5m, at most "
                        + max.toSeconds()
                        + "s: "
                        + text.get());
        return Optional.empty();
    }

    /** All parameters that begin with {@code prefix}, by the rest of their names. */
    public Map<String, String> prefixed(String prefix) {
        var found = new TreeMap<String, String>();
        values.forEach((name, value) -> {
            if (!name.startsWith(prefix)) return;
            known.add(name);
            found.put(name.substring(prefix.length()), value);
        });
        return found;
    }

    /** Notes that a parameter, or a part of the path, is wrong; the first stays. */
    public void fail(String name, String detail) {
        if (problem == null) problem = Problems.field(name, detail);
    }

    /** What is wrong with the parameters, now that all known ones have been read. */
    public Optional<Problem> wrong() {
        for (String name : values.keySet()) {
            if (!known.contains(name)) fail(name, "unknown parameter " + name + choices());
        }
        return Optional.ofNullable(problem);
    }

    private String choices() {
        if (known.isEmpty()) return "; there are none here";
        return "; there are " + String.join(", ", known.stream().sorted().toList());
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String rawName = equals < 0 ? pair : pair.substring(0, equals);
        String rawValue = equals < 0 ? "" : pair.substring(equals + 1);
        Optional<String> name = PercentCode.decode(rawName, true);
        Optional<String> value = PercentCode.decode(rawValue, true);
        if (name.isEmpty() || value.isEmpty()) {
            fail(name.orElse(rawName), "not percent-encoded UTF-8: " + pair);
        } else if (values.putIfAbsent(name.get(), value.get()) != null) {
            fail(name.get(), name.get() + " is given twice");
        }
    }

    private static Optional<Duration> duration(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) return Optional.empty();
        long number = Long.parseLong(time.group(1));
        return Optional.of(
                switch (time.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    default -> Duration.ofMinutes(number);
                });
    }
}
