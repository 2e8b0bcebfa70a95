package dev.kith.wire.envelope;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How payload records become JSON and back.
 *
 * <p>Fields that the reader does not know are skipped, so that newer agents may say more; fields
 * that it needs must be there and not null. Floating-point numbers cannot be written. A lone
 * surrogate, which UTF-8 cannot carry, is written as U+FFFD: also one UTF-16 unit, so offsets hold.
 */
public final class PayloadJson {
    private static final char REPLACEMENT = '\uFFFD';

    private PayloadJson() {}

    /** A mapper of these rules; to be kept, making one is slow. */
    public static ObjectMapper mapper() {
        var module = new SimpleModule("kith-payload");
        module.addSerializer(String.class, new WellFormed());
        module.addKeySerializer(String.class, new WellFormedKey());
        for (Class<?> floating :
                new Class<?>[] {
                    Double.class,
                    double.class,
                    Float.class,
                    float.class,
                    double[].class,
                    float[].class,
                    BigDecimal.class
                }) {
            forbid(module, floating);
        }
        var mapper =
                JsonMapper.builder()
                        .addModule(new Jdk8Module())
                        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                        .addModule(module)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
                        .build();
        mapper.configOverride(Optional.class)
                .setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SET));
        return mapper;
    }

    /** The text with every lone surrogate replaced; the same object if there is none. */
    static String wellFormed(String text) {
        int bad = loneSurrogate(text, 0);
        if (bad < 0) return text;
        var mended = new StringBuilder(text);
        for (; bad >= 0; bad = loneSurrogate(text, bad + 1)) mended.setCharAt(bad, REPLACEMENT);
        return mended.toString();
    }

    private static int loneSurrogate(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) return at;
            at += Character.charCount(point);
        }
        return -1;
    }

    private static <T> void forbid(SimpleModule module, Class<T> type) {
        module.addSerializer(
                type,
                new JsonSerializer<T>() {
                    @Override
                    public void serialize(T value, JsonGenerator out, SerializerProvider all) {
                        throw new IllegalArgumentException(
                                "a signed payload has no floating-point numbers; write vectors as"
                                        + " base64");
                    }
                });
    }

    private static final class WellFormed extends JsonSerializer<String> {
        @Override
        public void serialize(String value, JsonGenerator out, SerializerProvider all)
                throws IOException {
            out.writeString(wellFormed(value));
        }
    }

    private static final class WellFormedKey extends JsonSerializer<String> {
        @Override
        public void serialize(String value, JsonGenerator out, SerializerProvider all)
                throws IOException {
            out.writeFieldName(wellFormed(value));
        }
    }
}
