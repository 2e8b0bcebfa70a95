package dev.kith.store.index;

import dev.kith.store.index.Filter.Bound;
import dev.kith.store.index.Filter.Dates;
import dev.kith.store.index.Filter.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The language of filters over a document's metadata.
 *
 * <pre>
 *   any   := all ("OR" all)*
 *   all   := one ("AND"? one)*
 *   one   := "NOT" one | "(" any ")" | name ":" value
 *   value := "*" | word | "quoted" | (">" | ">=" | "<" | "<=") bound
 *          | ("[" | "{") bound "TO" bound ("]" | "}")       bound may be * for none
 * </pre>
 *
 * Case never matters. A value is equal as text, as a number, or as a moment within a date; bounds
 * are numbers, or dates of ISO 8601: a year, month, day or moment, UTC unless it has an offset.
 * {@code id}, {@code title} and {@code format} are the document's own; {@code title:} holds when
 * all the words given are in the title.
 */
public final class Filters {
    /** Longest expression, in UTF-16 chars. */
    public static final int CHARS_MAX = 2000;

    /** Deepest nesting of parentheses and NOT. */
    public static final int DEPTH_MAX = 32;

    private static final String ENDS_WORD = "()[]{}\"";

    private final String text;
    private int at;
    private int depth;

    private Filters(String text) {
        this.text = text;
    }

    /**
     * Whether the expression can be read; the empty one can.
     *
     * @throws FilterException saying where it cannot, and what was expected there
     */
    public static void check(String expression) throws FilterException {
        parse(expression);
    }

    /** Reads the expression; empty for a blank one, which everything fulfils. */
    static Optional<Filter> parse(String expression) throws FilterException {
        if (expression.length() > CHARS_MAX) {
            throw new FilterException(
                    CHARS_MAX, "longer than " + CHARS_MAX + " characters: shorten it");
        }
        var reading = new Filters(expression);
        reading.skipBlanks();
        if (reading.atEnd()) return Optional.empty();
        Filter filter = reading.any();
        if (!reading.atEnd()) throw reading.expected("AND, OR, or the end");
        return Optional.of(filter);
    }

    private Filter any() throws FilterException {
        List<Filter> parts = new ArrayList<>();
        do parts.add(all());
        while (takeWord("or"));
        return parts.size() == 1 ? parts.getFirst() : new Filter.Any(parts);
    }

    private Filter all() throws FilterException {
        List<Filter> parts = new ArrayList<>();
        boolean more = true;
        while (more) {
            parts.add(one());
            more = takeWord("and") || !(atEnd() || text.charAt(at) == ')' || seesWord("or"));
        }
        return parts.size() == 1 ? parts.getFirst() : new Filter.All(parts);
    }

    private Filter one() throws FilterException {
        if (++depth > DEPTH_MAX) {
            throw new FilterException(at, "nested deeper than " + DEPTH_MAX + ": simplify it");
        }
        Filter filter;
        if (takeWord("not")) {
            filter = new Filter.Not(one());
        } else if (take('(')) {
            filter = any();
            if (!take(')')) throw expected("AND, OR, or ')'");
        } else {
            filter = clause();
        }
        depth--;
        return filter;
    }

    private Filter clause() throws FilterException {
        if (seesWord("and") || seesWord("or")) throw expected("a field and its value");
        boolean quoted = sees('"');
        String field = FieldValue.folded(quoted ? quotation() : bare(ENDS_WORD + ":<>"));
        skipBlanks();
        if (field.isEmpty()) throw expected("a field and its value, such as year:2024");
        if (!take(':')) throw expected("':' and a value after the field " + field);
        return value(field);
    }

    private Filter value(String field) throws FilterException {
        int start = at;
        if (take('>')) {
            boolean same = take('=');
            return within(field, start, new Bound(bound(), same), Bound.NONE);
        }
        if (take('<')) {
            boolean same = take('=');
            return within(field, start, Bound.NONE, new Bound(bound(), same));
        }
        if (sees('[') || sees('{')) return range(field);
        if (sees('"')) return new Filter.Same(field, FieldValue.folded(quotation()));
        String word = bare(ENDS_WORD);
        if (word.isEmpty()) throw expected("a value for the field " + field);
        if (word.equals("*")) return new Filter.Exists(field);
        if (word.indexOf('*') >= 0) {
            throw new FilterException(
                    start, "'*' stands alone (the field exists) or in quotation marks");
        }
        return new Filter.Same(field, FieldValue.folded(word));
    }

    private Filter range(String field) throws FilterException {
        int start = at;
        boolean withFirst = text.charAt(at++) == '[';
        Optional<String> first = bound();
        if (!takeWord("to")) throw expected("TO between the two bounds");
        Optional<String> last = bound();
        boolean withLast = take(']');
        if (!withLast && !take('}')) throw expected("']' or '}'");
        return within(field, start, new Bound(first, withFirst), new Bound(last, withLast));
    }

    /** A bound's folded text; empty where there is none. */
    private Optional<String> bound() throws FilterException {
        skipBlanks();
        String bound = sees('"') ? quotation() : bare(ENDS_WORD);
        skipBlanks();
        if (bound.isEmpty()) throw expected("a number, a date, or *");
        return bound.equals("*") ? Optional.empty() : Optional.of(FieldValue.folded(bound));
    }

    private static Filter within(String field, int position, Bound first, Bound last)
            throws FilterException {
        Optional<Numbers> numbers = Numbers.between(first, last);
        Optional<Dates> dates = Dates.between(first, last);
        if (numbers.isEmpty() && dates.isEmpty()) {
            throw new FilterException(
                    position, "bounds must be numbers, or dates such as 2024-05-31");
        }
        return new Filter.Within(field, numbers, dates);
    }

    private String quotation() throws FilterException {
        int start = at++;
        var inside = new StringBuilder();
        for (; !atEnd(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                skipBlanks();
                return inside.toString();
            }
            if (c == '\\' && at + 1 < text.length()) c = text.charAt(++at);
            inside.append(c);
        }
        throw new FilterException(start, "this quotation mark is never closed");
    }

    private String bare(String ends) {
        int start = at;
        while (!atEnd() && !isBlank(text.charAt(at)) && ends.indexOf(text.charAt(at)) < 0) at++;
        String word = text.substring(start, at);
        skipBlanks();
        return word;
    }

    /** Takes a keyword; a field of that name, with its colon, is none. */
    private boolean takeWord(String keyword) {
        if (!seesWord(keyword)) return false;
        at += keyword.length();
        skipBlanks();
        return true;
    }

    private boolean seesWord(String keyword) {
        int end = at + keyword.length();
        if (!text.regionMatches(true, at, keyword, 0, keyword.length())) return false;
        if (end == text.length()) return true;
        char next = text.charAt(end);
        return isBlank(next) || ENDS_WORD.indexOf(next) >= 0;
    }

    private boolean take(char c) {
        if (!sees(c)) return false;
        at++;
        skipBlanks();
        return true;
    }

    private boolean sees(char c) {
        return !atEnd() && text.charAt(at) == c;
    }

    private void skipBlanks() {
        while (!atEnd() && isBlank(text.charAt(at))) at++;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private boolean atEnd() {
        return at >= text.length();
    }

    private FilterException expected(String what) {
        String found = "the end";
        if (!atEnd()) {
            int end = text.offsetByCodePoints(at, 1);
            found = "'" + text.substring(at, end) + "'";
        }
        return new FilterException(at, "expected " + what + ", found " + found);
    }
}
