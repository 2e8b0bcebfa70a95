package dev.kith.cli.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.api.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Turns what the command line names into items, one after the other, in bounded memory. */
public final class Sources {
    private static final int LINE_BYTES_MAX = 64 << 20;
    private static final int WHOLE_BYTES_MAX = 2 << 20;
    private static final int STDIN_BYTES_MAX = 64 << 20;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Wishes wishes;
    private final Item.Sink sink;

    /**
     * What was asked for besides the paths.
     *
     * @param idPrefix put before every id
     * @param id of what comes from the standard input
     * @param format of all files; absent to go by their endings
     * @param collection absent for the agent's default
     * @param lines whether the standard input is NDJSON
     */
    public record Wishes(
            String idPrefix,
            Optional<String> id,
            Optional<String> format,
            Optional<String> collection,
            boolean lines) {}

    /**
     * What there is to do.
     *
     * @param files that will be read
     * @param bytes in them
     * @param passedOver files in folders whose kind is not known
     */
    public record Extent(long files, long bytes, long passedOver) {}

    public Sources(Wishes wishes, Item.Sink sink) {
        this.wishes = wishes;
        this.sink = sink;
    }

    /** Counts without reading; a standard input counts nothing. */
    public static Extent measure(List<String> words) {
        long[] counts = new long[3];
        for (String word : words) {
            if (word.equals("-")) continue;
            Inputs.walk(
                    word,
                    new Inputs.Visitor() {
                        @Override
                        public void file(Path root, Path file, boolean named) {
                            boolean wanted = named || FileKind.of(file).isPresent();
                            counts[0] += wanted ? 1 : 0;
                            counts[1] += wanted ? size(file) : 0;
                            counts[2] += wanted ? 0 : 1;
                        }

                        @Override
                        public void unreadable(Path folder, IOException why) {}
                    });
        }
        return new Extent(counts[0], counts[1], counts[2]);
    }

    /** Reads all of it. */
    public void read(List<String> words, InputStream stdin) {
        for (String word : words) {
            if (word.equals("-")) {
                readStdin(stdin);
                continue;
            }
            Inputs.walk(
                    word,
                    new Inputs.Visitor() {
                        @Override
                        public void file(Path root, Path file, boolean named) {
                            readFile(root, file, named);
                        }

                        @Override
                        public void unreadable(Path folder, IOException why) {
                            unusable(folder.toString(), why, 0);
                        }
                    });
        }
    }

    private void readStdin(InputStream stdin) {
        try {
            if (wishes.lines()) {
                readLines("line", new CountingStream(stdin));
                return;
            }
            byte[] bytes = stdin.readNBytes(STDIN_BYTES_MAX + 1);
            if (bytes.length > STDIN_BYTES_MAX) {
                throw new Utf8.NotTextException("over 64 MB: put it into a file first");
            }
            String id = wishes.id().map(given -> wishes.idPrefix() + given).orElse("");
            String name = id.isEmpty() ? "standard input" : id;
            document(name, id, wishes.format().orElse("plain"), bytes);
        } catch (IOException e) {
            unusable("standard input", e, 0);
        }
    }

    private void readFile(Path root, Path file, boolean named) {
        Optional<FileKind> kind = FileKind.of(file);
        if (kind.isEmpty() && !named) return;
        String id = wishes.idPrefix() + relative(root, file);
        long size = size(file);
        try {
            if (kind.filter(FileKind.LINES::equals).isPresent()) {
                boolean packed = file.toString().endsWith(".gz");
                try (CountingStream raw = new CountingStream(Files.newInputStream(file))) {
                    readLines(file.getFileName() + ":", raw, packed);
                }
                return;
            }
            String format = wishes.format().orElse(kind.orElse(FileKind.PLAIN).format());
            if (size > WHOLE_BYTES_MAX) {
                Utf8.check(file);
                sink.accept(new Item.LargeFile(id, file, format, wishes.collection(), size));
            } else {
                document(id, id, format, Files.readAllBytes(file));
            }
        } catch (IOException e) {
            unusable(id, e, size);
        }
    }

    private static String relative(Path root, Path file) {
        String path = root.relativize(file).toString();
        return path.replace(root.getFileSystem().getSeparator(), "/");
    }

    private void document(String name, String id, String format, byte[] bytes)
            throws Utf8.NotTextException {
        String text = Utf8.text(bytes);
        if (text.isBlank()) {
            sink.accept(new Item.Unusable(name, "empty", bytes.length));
            return;
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (!id.isEmpty()) node.put("id", id);
        wishes.collection().ifPresent(collection -> node.put("collection", collection));
        if (!format.equals("plain")) node.put("format", format);
        node.put("text", text);
        sink.accept(
                new Item.Line(
                        name,
                        id.isEmpty() ? Optional.empty() : Optional.of(id),
                        node.toString(),
                        bytes.length,
                        bytes.length));
    }

    private void readLines(String prefix, CountingStream raw) throws IOException {
        readLines(prefix + " ", raw, false);
    }

    private void readLines(String prefix, CountingStream raw, boolean packed) throws IOException {
        InputStream plain = packed ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
        LineReader lines =
                new LineReader(new BufferedInputStream(plain, BUFFER_BYTES), LINE_BYTES_MAX);
        long before = 0;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            long inputBytes = raw.count() - before;
            before = raw.count();
            String name = prefix + lines.number();
            if (lines.tooLong()) {
                sink.accept(new Item.Unusable(name, "a line of over 64 MB", inputBytes));
            } else if (line.length > 0) {
                sink.accept(line(name, line, inputBytes));
            }
        }
    }

    private Item line(String name, byte[] line, long inputBytes) throws IOException {
        String json = new String(line, StandardCharsets.UTF_8);
        if (json.isBlank()) return new Item.Unusable(name, "an empty line", inputBytes);
        try {
            JsonNode node = Json.LENIENT.readTree(Utf8.text(line));
            if (!(node instanceof ObjectNode document)) {
                return new Item.Unusable(
                        name,
                        "not a JSON object such as {\"id\", \"title\", \"text\"}",
                        inputBytes);
            }
            JsonNode id = document.path("id");
            if (id.isValueNode() && !id.isNull()) {
                document.put("id", wishes.idPrefix() + id.asText());
            }
            wishes.collection().ifPresent(collection -> document.put("collection", collection));
            wishes.format().ifPresent(format -> document.put("format", format));
            Optional<String> known =
                    Optional.of(document.path("id").asText()).filter(i -> !i.isEmpty());
            long textBytes = document.path("text").asText().length();
            return new Item.Line(
                    known.orElse(name), known, document.toString(), textBytes, inputBytes);
        } catch (JsonProcessingException e) {
            return new Item.Unusable(name, "not JSON: " + e.getOriginalMessage(), inputBytes);
        } catch (Utf8.NotTextException e) {
            return new Item.Unusable(name, String.valueOf(e.getMessage()), inputBytes);
        }
    }

    private void unusable(String name, IOException why, long inputBytes) {
        String reason =
                switch (why) {
                    case Utf8.NotTextException known -> String.valueOf(known.getMessage());
                    case java.nio.file.AccessDeniedException _ -> "not allowed to read it";
                    default -> "cannot be read: " + why.getMessage();
                };
        sink.accept(new Item.Unusable(name, reason, inputBytes));
    }

    private static long size(Path file) {
        return file.toFile().length();
    }
}
