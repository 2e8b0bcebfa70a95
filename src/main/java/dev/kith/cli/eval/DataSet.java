package dev.kith.cli.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.Json;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A labelled set: a folder with {@code docs.jsonl} (or {@code .gz}), {@code queries.jsonl}, {@code
 * qrels.tsv} and maybe {@code spans.tsv}.
 *
 * @param documents the file of documents
 * @param queries that have at least one grade above 0: id to text
 * @param grades query id to document id to grade
 * @param answers query id to where its answers stand; empty where the set has none
 */
record DataSet(
        String name,
        Path documents,
        Map<String, String> queries,
        Map<String, Map<String, Integer>> grades,
        Map<String, List<Answer>> answers) {

    /**
     * Where an answer stands.
     *
     * @param start in the document's {@code text}, in code points
     */
    record Answer(String document, int start, int end, String text) {}

    /**
     * Reads all but the documents.
     *
     * @throws CommandFailed naming the file that is missing or wrong
     */
    static DataSet read(Path folder) {
        Path packed = folder.resolve("docs.jsonl.gz");
        Path documents = Files.exists(packed) ? packed : folder.resolve("docs.jsonl");
        if (!Files.isReadable(documents)) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND,
                    folder + " is no data set: it has no docs.jsonl or docs.jsonl.gz");
        }
        Map<String, Map<String, Integer>> grades = new HashMap<>();
        table(
                folder.resolve("qrels.tsv"),
                3,
                row ->
                        grades.computeIfAbsent(row.get(0), _ -> new HashMap<>())
                                .put(row.get(1), Integer.parseInt(row.get(2))));
        Map<String, String> queries = new LinkedHashMap<>();
        objects(
                folder.resolve("queries.jsonl"),
                node -> queries.put(node.path("id").asText(), node.path("text").asText()));
        queries.keySet()
                .removeIf(id ->
                        grades.getOrDefault(id, Map.of()).values().stream()
                                .noneMatch(grade -> grade > 0));
        Path path = folder.toAbsolutePath().normalize();
        return new DataSet(
                String.valueOf(path.getFileName()), documents, queries, grades, answers(folder));
    }

    private static Map<String, List<Answer>> answers(Path folder) {
        Path file = folder.resolve("spans.tsv");
        Map<String, List<Answer>> answers = new HashMap<>();
        if (!Files.exists(file)) return answers;
        table(
                file,
                5,
                row -> {
                    Answer answer =
                            new Answer(
                                    row.get(1),
                                    Integer.parseInt(row.get(2)),
                                    Integer.parseInt(row.get(3)),
                                    row.get(4));
                    answers.merge(
                            row.get(0),
                            List.of(answer),
                            (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
                });
        return answers;
    }

    /** Hands on the documents' {@code id} and {@code text}, one after the other. */
    void eachText(Consumer<JsonNode> consumer) {
        objects(documents, consumer);
    }

    /** How many documents have no text at all, and so nothing that could be found. */
    long empties() {
        var empties = new AtomicLong();
        eachText(document -> {
            if (document.path("text").asText().isBlank()) empties.incrementAndGet();
        });
        return empties.get();
    }

    /** The documents that hold answers. */
    Set<String> answering() {
        return answers.values().stream()
                .flatMap(List::stream)
                .map(Answer::document)
                .collect(Collectors.toSet());
    }

    private static void objects(Path file, Consumer<JsonNode> consumer) {
        lines(
                file,
                line -> {
                    try {
                        consumer.accept(Json.LENIENT.readTree(line));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static void table(Path file, int columns, Consumer<List<String>> consumer) {
        lines(
                file,
                line -> {
                    List<String> row = List.of(line.split("\t", columns));
                    if (row.size() < columns) throw new IllegalArgumentException(line);
                    consumer.accept(row);
                });
    }

    private static void lines(Path file, Consumer<String> consumer) {
        long number = 0;
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) consumer.accept(line);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND, "cannot read " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(
                    ExitCode.FAILED, file + " line " + number + " is not of the form", e);
        }
    }
}
