package dev.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** openapi.json, as a measure for what the server really answers. */
final class OpenApi {
    static final ObjectMapper JSON = new ObjectMapper();
    static final JsonNode DOCUMENT = read();

    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final Map<JsonNode, JsonSchema> COMPILED = new ConcurrentHashMap<>();

    private OpenApi() {}

    /**
     * Fails unless the document allows this answer.
     *
     * @param path without the query, as it was sent
     * @param contentType the header, parameters and all; empty for no body
     */
    static void check(String method, String path, int status, String contentType, String body) {
        String name = method.equals("HEAD") ? "get" : method.toLowerCase(java.util.Locale.ROOT);
        JsonNode item = path(path);
        String type = contentType.replaceFirst(";.*", "").strip();
        JsonNode content;
        if (item.isMissingNode() || !item.has(name)) {
            assertThat(status).as("%s %s is not in openapi.json", method, path).isIn(404, 405);
            content = problemContent();
        } else {
            JsonNode response = item.path(name).path("responses").path(Integer.toString(status));
            assertThat(response.isMissingNode())
                    .as("status %s of %s %s is in openapi.json", status, method, path)
                    .isFalse();
            content = resolve(response).path("content");
        }
        if (method.equals("HEAD")) return;
        assertThat(content.has(type))
                .as("type %s of status %s of %s %s is in openapi.json", type, status, method, path)
                .isTrue();
        checkBody(content.path(type), type, body);
    }

    private static void checkBody(JsonNode media, String type, String body) {
        if (type.endsWith("json") && !type.endsWith("ndjson")) {
            validate(media.path("schema"), body);
        } else if (media.has("x-line")) {
            body.lines().forEach(line -> validate(media.path("x-line"), line));
        } else if (media.has("x-events")) {
            String name = "";
            for (String line : body.lines().toList()) {
                if (line.startsWith("event: ")) name = line.substring("event: ".length());
                if (line.startsWith("data: ")) {
                    validate(media.path("x-events").path(name), line.substring("data: ".length()));
                }
            }
        }
    }

    /** Fails unless the JSON is as the schema says, and has no field that it does not name. */
    static void validate(JsonNode schema, String json) {
        assertThat(schema.isMissingNode()).as("a schema for %s", json).isFalse();
        JsonNode value = parse(json);
        Set<ValidationMessage> wrong =
                COMPILED.computeIfAbsent(schema, OpenApi::compile).validate(value);
        assertThat(wrong).as(json).isEmpty();
        JsonNode properties = resolve(schema).path("properties");
        if (properties.isObject()) {
            assertThat(names(properties)).as(json).containsAll(names(value));
        }
    }

    /** The paths and methods, such as {@code GET /v1/tasks/{id}}. */
    static Set<String> operations() {
        var operations = new TreeSet<String>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path ->
                        names(path.getValue())
                                .forEach(method ->
                                        operations.add(
                                                method.toUpperCase(java.util.Locale.ROOT)
                                                        + " "
                                                        + path.getKey())));
        return operations;
    }

    static JsonNode schema(String name) {
        return DOCUMENT.path("components").path("schemas").path(name);
    }

    static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    private static JsonSchema compile(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.setAll((ObjectNode) schema.deepCopy());
        whole.set("components", DOCUMENT.path("components"));
        return SCHEMAS.getSchema(whole);
    }

    private static JsonNode problemContent() {
        return DOCUMENT.path("components").path("responses").path("NotFound").path("content");
    }

    private static JsonNode path(String path) {
        JsonNode paths = DOCUMENT.path("paths");
        if (paths.has(path)) return paths.path(path);
        for (String template : names(paths)) {
            String rest = template.equals("/v1/documents/{id}") ? ".*" : "[^/]+";
            String regex = Pattern.quote(template).replace("{id}", "\\E" + rest + "\\Q");
            if (template.contains("{") && path.matches(regex)) return paths.path(template);
        }
        return JSON.missingNode();
    }

    private static JsonNode resolve(JsonNode node) {
        if (!node.has("$ref")) return node;
        return DOCUMENT.at(node.path("$ref").asText().substring(1));
    }

    private static JsonNode read() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
