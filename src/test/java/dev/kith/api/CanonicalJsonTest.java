package dev.kith.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Canonical JSON is that of RFC 8785: its examples come out as it says. */
class CanonicalJsonTest {

    @Test
    void writesTheExampleOfSection322() throws JsonProcessingException {
        JsonNode sample =
                read(
                        """
                        {
                          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3,
                                      0.000000000000000000000000001],
                          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                          "literals": [null, true, false]
                        }\
                        """);

        assertThat(CanonicalJson.text(sample))
                .isEqualTo(
                        "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,"
                                + "0.002,1e-27],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
        // the octets of section 3.2.4
        assertThat(HexFormat.ofDelimiter(" ").formatHex(CanonicalJson.bytes(sample)))
                .startsWith("7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72")
                .endsWith(
                        "22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c"
                                + " 5c 5c 22 2f 22 7d");
    }

    @Test
    void sortsByUtf16UnitsAsInSection323() throws JsonProcessingException {
        JsonNode sample =
                read(
                        """
                        {
                          "\\u20ac": "Euro Sign",
                          "\\r": "Carriage Return",
                          "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                          "1": "One",
                          "\\ud83d\\ude00": "Emoji: Grinning Face",
                          "\\u0080": "Control",
                          "\\u00f6": "Latin Small Letter O With Diaeresis"
                        }\
                        """);

        assertThat(read(CanonicalJson.text(sample)).properties())
                .extracting(member -> member.getValue().asText())
                .containsExactly(
                        "Carriage Return",
                        "One",
                        "Control",
                        "Latin Small Letter O With Diaeresis",
                        "Euro Sign",
                        "Emoji: Grinning Face",
                        "Hebrew Letter Dalet With Dagesh");
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void writesTheNumbersOfAppendixB(String bits, String written) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(CanonicalJson.number(value)).isEqualTo(written);
    }

    @Test
    void hasOneSpellingWhateverTheOrderAndTheSpaces() throws JsonProcessingException {
        assertThat(CanonicalJson.bytes(read("{ \"b\": [ ],\n \"a\": {\"d\":1.0, \"c\":\"\"} }")))
                .isEqualTo(
                        "{\"a\":{\"c\":\"\",\"d\":1},\"b\":[]}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesWhatHasNoCanonicalForm() {
        var nodes = JsonNodeFactory.instance;

        assertThatThrownBy(() -> CanonicalJson.bytes(nodes.numberNode(Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.bytes(nodes.numberNode((1L << 53) + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.bytes(nodes.textNode("\ud83d")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonNode read(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json);
    }
}
