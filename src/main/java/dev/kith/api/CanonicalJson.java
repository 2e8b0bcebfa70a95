package dev.kith.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.TreeMap;

/**
 * JSON with one spelling only, so that whoever has the same values has the same bytes, and a
 * signature over them holds.
 *
 * <p>Source: RFC 8785, JSON Canonicalization Scheme: members in the order of their names' UTF-16
 * units, no white space, strings with the fewest escapes, numbers as ECMAScript writes them.
 */
public final class CanonicalJson {
    private static final int CONTROL_MAX = 0x1f;

    /** ECMAScript writes numbers from 1e-6 up to 1e21 without exponent. */
    private static final int PLAIN_LEAST = -6;

    private static final int PLAIN_MOST = 21;

    private CanonicalJson() {}

    /**
     * The canonical form in UTF-8.
     *
     * @throws IllegalArgumentException where it has a number that no double is, or a lone surrogate
     */
    public static byte[] bytes(JsonNode value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The same as text. */
    static String text(JsonNode value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(JsonNode value, StringBuilder out) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value, out);
            case ARRAY -> array(value, out);
            case STRING -> string(value.textValue(), out);
            case NUMBER -> out.append(number(exact(value)));
            case BOOLEAN, NULL -> out.append(value.asText());
            case BINARY, MISSING, POJO ->
                    throw new IllegalArgumentException("no JSON: " + value.getNodeType());
        }
    }

    private static double exact(JsonNode value) {
        double number = value.doubleValue();
        boolean whole = value.isIntegralNumber();
        if (whole && new BigDecimal(number).compareTo(value.decimalValue()) != 0) {
            throw new IllegalArgumentException("not a double: " + value);
        }
        return number;
    }

    private static void object(JsonNode value, StringBuilder out) {
        var members = new TreeMap<String, JsonNode>(); // compares by UTF-16 units
        value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        out.append('{');
        String comma = "";
        for (var member : members.entrySet()) {
            out.append(comma);
            string(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            comma = ",";
        }
        out.append('}');
    }

    private static void array(JsonNode value, StringBuilder out) {
        out.append('[');
        for (Iterator<JsonNode> all = value.elements(); all.hasNext(); ) {
            write(all.next(), out);
            if (all.hasNext()) out.append(',');
        }
        out.append(']');
    }

    private static void string(String text, StringBuilder out) {
        if (text.codePoints().anyMatch(CanonicalJson::surrogate)) {
            throw new IllegalArgumentException("a lone surrogate has no UTF-8");
        }
        out.append('"');
        text.chars().forEach(unit -> escaped((char) unit, out));
        out.append('"');
    }

    private static boolean surrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static void escaped(char unit, StringBuilder out) {
        switch (unit) {
            case '"', '\\' -> out.append('\\').append(unit);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (unit <= CONTROL_MAX) out.append(String.format("\\u%04x", (int) unit));
                else out.append(unit);
            }
        }
    }

    /**
     * The shortest digits that are this number, laid out as ECMAScript does.
     *
     * <p>Source: ECMA-262, Number::toString. The digits are Java's, which since JDK 19 are the
     * shortest too and of several the closest, but never fewer than two.
     */
    static String number(double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("no JSON: " + value);
        if (value == 0) return "0"; // also -0
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale(); // digits before the decimal point
        return (value < 0 ? "-" : "") + layOut(digits, point);
    }

    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal one = digits.round(new MathContext(1, RoundingMode.HALF_EVEN));
        return digits.precision() == 2 && one.doubleValue() == value ? one : digits;
    }

    private static String layOut(String digits, int point) {
        int count = digits.length();
        if (point > PLAIN_MOST || point <= PLAIN_LEAST) {
            String fraction = count > 1 ? "." + digits.substring(1) : "";
            return digits.charAt(0) + fraction + (point > 0 ? "e+" : "e") + (point - 1);
        }
        if (point <= 0) return "0." + "0".repeat(-point) + digits;
        if (point >= count) return digits + "0".repeat(point - count);
        return digits.substring(0, point) + "." + digits.substring(point);
    }
}
