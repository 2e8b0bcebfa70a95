package dev.kith.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * A document as a client sends it in JSON, alone or as a line of NDJSON.
 *
 * @param id its name, 1 to 512 bytes; absent where the address or the text's hash gives it
 * @param collection absent for {@code default}
 * @param title absent where the text has one of its own
 * @param text the document itself
 * @param format {@code plain}, {@code markdown}, {@code restructured} or {@code html}; absent for
 *     plain
 * @param metadata fields to filter by: strings, numbers, true and false
 */
public record DocumentRequest(
        Optional<String> id,
        Optional<String> collection,
        Optional<String> title,
        Optional<String> text,
        Optional<String> format,
        Optional<Map<String, JsonNode>> metadata) {}
