package dev.kith.gateway.documents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.DocumentRequest;
import dev.kith.gateway.GatewaySettings;
import dev.kith.gateway.http.Checked;
import dev.kith.gateway.http.Problems;
import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentKey;
import dev.kith.task.Intake;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes documents of what clients send, or says which field is wrong. */
final class DocumentReader {
    private final GatewaySettings settings;

    DocumentReader(GatewaySettings settings) {
        this.settings = settings;
    }

    /** A document that came as JSON. */
    Checked<Arrival> read(DocumentRequest request, Terms terms) {
        String text = request.text().orElse("");
        if (text.isBlank()) {
            String why = request.text().isPresent() ? "text is empty" : "text is missing";
            return Checked.wrong(Problems.field("text", why + "; send the document's text"));
        }
        String format = request.format().orElse(Formats.PLAIN);
        if (!Formats.WORDS.contains(format)) {
            String words = String.join(", ", Formats.WORDS);
            return Checked.wrong(
                    Problems.field("format", "format must be one of " + words + ": " + format));
        }
        return agree("id", terms.id(), request.id())
                .then(id -> key(terms, request, id.orElseGet(() -> ContentId.of(text).cid())))
                .then(key ->
                        metadata(request.metadata().orElse(Map.of()))
                                .then(m -> describe(key, format, titleOf(request), m, terms)))
                .then(description -> Checked.fine(new Arrival(description, text)));
    }

    /** All but the text of a document that came as text. */
    Checked<Intake.Description> describe(
            DocumentKey key,
            String format,
            String title,
            Map<String, String> metadata,
            Terms terms) {
        if (title.length() > settings.titleCharsMax()) {
            return Checked.wrong(
                    Problems.field(
                            "title",
                            "title has "
                                    + title.length()
                                    + " characters; the most is "
                                    + settings.titleCharsMax()));
        }
        int bytes = 0;
        for (var field : metadata.entrySet()) {
            if (field.getKey().isBlank()) {
                return Checked.wrong(Problems.field("metadata", "a metadata field has no name"));
            }
            bytes += bytes(field.getKey()) + bytes(field.getValue());
        }
        if (bytes > settings.metadataBytesMax()) {
            return Checked.wrong(
                    Problems.field(
                            "metadata",
                            "metadata has "
                                    + bytes
                                    + " bytes; the most is "
                                    + settings.metadataBytesMax()));
        }
        return Checked.fine(
                new Intake.Description(
                        key, format, title, metadata, terms.copies(), terms.deadline()));
    }

    /** The key that a path, a query or a body names. */
    static Checked<DocumentKey> key(Optional<String> collection, String id) {
        CollectionName name;
        try {
            name = new CollectionName(collection.orElse(Terms.DEFAULT_COLLECTION));
        } catch (IllegalArgumentException e) {
            return Checked.wrong(Problems.field("collection", message(e)));
        }
        try {
            return Checked.fine(new DocumentKey(name, id));
        } catch (IllegalArgumentException e) {
            return Checked.wrong(Problems.field("id", message(e)));
        }
    }

    private static Checked<DocumentKey> key(Terms terms, DocumentRequest request, String id) {
        return agree("collection", terms.collection(), request.collection())
                .then(collection -> key(collection, id));
    }

    private static String titleOf(DocumentRequest request) {
        return request.title().orElse("");
    }

    /** What the address says and what the body says, which must not differ. */
    private static Checked<Optional<String>> agree(
            String field, Optional<String> address, Optional<String> body) {
        if (address.isPresent() && body.isPresent() && !address.equals(body)) {
            return Checked.wrong(
                    Problems.field(
                            field,
                            field
                                    + " is "
                                    + body.get()
                                    + " in the body but "
                                    + address.get()
                                    + " in the address"));
        }
        return Checked.fine(body.or(() -> address));
    }

    private static Checked<Map<String, String>> metadata(Map<String, JsonNode> fields) {
        var metadata = new TreeMap<String, String>();
        for (var field : fields.entrySet()) {
            JsonNode value = field.getValue();
            if (value == null || !value.isValueNode() || value.isNull() || infinite(value)) {
                String name = "metadata." + field.getKey();
                return Checked.wrong(
                        Problems.field(
                                name, name + ": expected a string, a number, true or false"));
            }
            metadata.put(field.getKey(), value.asText());
        }
        return Checked.fine(metadata);
    }

    private static boolean infinite(JsonNode value) {
        return value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String message(IllegalArgumentException e) {
        return e.getMessage() == null ? "not allowed" : e.getMessage();
    }
}
