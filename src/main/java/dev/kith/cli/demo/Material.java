package dev.kith.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.source.Item;
import dev.kith.cli.source.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the demo ingests and asks.
 *
 * @param name for the person
 * @param inputBytes of all of it
 * @param reader hands on all documents
 * @param questions known beforehand; empty where they are made of the documents
 */
record Material(String name, long inputBytes, Consumer<Item.Sink> reader, List<String> questions) {
    static final String COLLECTION = "default";

    private static final String FOLDER = "/handbook/";
    private static final List<String> HANDBOOK_QUESTIONS =
            List.of(
                    "what happens when an agent dies?",
                    "how many copies of a document are kept?",
                    "keyword search for exact words like an error code",
                    "can another member read my documents?");

    /** Kith's own user documentation. */
    static Material handbook() {
        List<String> files =
                text("index.txt").lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        long bytes = files.stream().mapToLong(file -> text(file).length()).sum();
        return new Material(
                "Kith's own handbook",
                bytes,
                sink -> files.forEach(file -> sink.accept(page(file))),
                HANDBOOK_QUESTIONS);
    }

    /** What a person brings. */
    static Material of(String path) {
        Sources.Wishes wishes =
                new Sources.Wishes(
                        "", Optional.empty(), Optional.empty(), Optional.of(COLLECTION), false);
        return new Material(
                path,
                Sources.measure(List.of(path)).bytes(),
                sink ->
                        new Sources(wishes, sink)
                                .read(List.of(path), InputStream.nullInputStream()),
                List.of());
    }

    private static Item page(String file) {
        String text = text(file);
        String id = "handbook/" + file;
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", id).put("collection", COLLECTION).put("format", "markdown");
        JsonNode whole = node.put("text", text);
        return new Item.Line(id, Optional.of(id), whole.toString(), text.length(), text.length());
    }

    private static String text(String file) {
        try (InputStream in = Material.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new CommandFailed(
                        ExitCode.FAILED,
                        "this build has no handbook (" + file + "); name a folder: kith demo PATH");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.FAILED, "cannot read the handbook: " + e, e);
        }
    }
}
