package dev.kith.gateway.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.kith.api.Json;
import dev.kith.api.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pekko.util.ByteString;

/** Reads JSON that clients send, and says what is wrong with it in words of their own. */
public final class JsonBodies {
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '([^']*)'");

    private JsonBodies() {}

    /** The record, or a 400 problem naming the field and what was expected, or 422 for no UTF-8. */
    public static <T> Checked<T> read(ByteString bytes, Class<T> type) {
        return Utf8Decoder.decode(bytes).then(json -> read(json, type));
    }

    private static <T> Checked<T> read(String json, Class<T> type) {
        if (json.isBlank()) return Checked.wrong(Problems.invalid("the body is empty, not JSON"));
        try {
            T value = Json.STRICT.readValue(json, type);
            if (value == null) return Checked.wrong(Problems.invalid("expected an object: null"));
            return Checked.fine(value);
        } catch (UnrecognizedPropertyException e) {
            return Checked.wrong(unknown(e));
        } catch (MismatchedInputException e) {
            return Checked.wrong(mismatched(e));
        } catch (StreamConstraintsException e) {
            return Checked.wrong(Problems.invalid("JSON beyond its limits" + at(e)));
        } catch (JsonParseException e) {
            return Checked.wrong(malformed(e));
        } catch (JsonMappingException e) {
            return Checked.wrong(Problems.field(path(e), "cannot be read" + at(e)));
        } catch (JsonProcessingException e) {
            return Checked.wrong(Problems.invalid("not JSON" + at(e)));
        }
    }

    private static Problem unknown(UnrecognizedPropertyException e) {
        String known =
                e.getKnownPropertyIds() == null
                        ? ""
                        : e.getKnownPropertyIds().stream()
                                .map(Object::toString)
                                .sorted()
                                .collect(Collectors.joining(", ", "; there are ", ""));
        return Problems.field(path(e), "unknown field " + path(e) + known);
    }

    private static Problem mismatched(MismatchedInputException e) {
        String message = e.getOriginalMessage();
        if (message != null && message.startsWith("Trailing token")) {
            return Problems.invalid("more than one JSON value; send one object");
        }
        String field = path(e);
        String expected = "expected " + expected(e.getTargetType());
        if (field.isEmpty()) return Problems.invalid(expected + at(e));
        return Problems.field(field, field + ": " + expected + at(e));
    }

    private static Problem malformed(JsonParseException e) {
        String message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
        Matcher duplicate = DUPLICATE.matcher(message);
        if (duplicate.find()) {
            String field = duplicate.group(1);
            return Problems.field(field, field + " is given twice" + at(e));
        }
        String why = message.split(" \\(start marker|\\n", 2)[0];
        return Problems.invalid("not JSON" + at(e) + (why.isEmpty() ? "" : ": " + why));
    }

    private static String expected(Class<?> type) {
        if (type == null) return "something else";
        if (CharSequence.class.isAssignableFrom(type)) return "a string";
        if (type == Boolean.class || type == boolean.class) return "true or false";
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) return "a number";
        if (Iterable.class.isAssignableFrom(type)) return "an array";
        if (type == Optional.class) return "a string";
        if (Map.class.isAssignableFrom(type) || type.isRecord()) return "an object";
        return "something else";
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(part ->
                        part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String at(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        if (place == null || place.getLineNr() < 1) return "";
        return ", at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
