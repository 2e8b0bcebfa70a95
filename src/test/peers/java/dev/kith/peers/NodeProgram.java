package dev.kith.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.api.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in {@code node/} that runs: asked by a line of JSON, it answers by one. */
final class NodeProgram implements AutoCloseable {
    private static final long END_SECONDS = 10;

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    private NodeProgram(Process process) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.out = process.inputReader(StandardCharsets.UTF_8);
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "ending a peer"));
    }

    /** The folder of this project's peers, from where the benchmark is started. */
    private static Path folder() {
        return Path.of(System.getProperty("kith.peers", "src/test/peers")).toAbsolutePath();
    }

    /** Whether a package has been installed. */
    static boolean installed(String name) {
        return Files.isDirectory(folder().resolve("node_modules").resolve(name));
    }

    /** Starts one. */
    static NodeProgram start(String file, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add("node");
        command.add(folder().resolve("node").resolve(file).toString());
        command.addAll(List.of(arguments));
        try {
            return new NodeProgram(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode request(String what) {
        return JsonNodeFactory.instance.objectNode().put("do", what);
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws IllegalStateException where the program fails
     */
    JsonNode ask(ObjectNode request) {
        try {
            in.write(request + "\n");
            in.flush();
            String line = out.readLine();
            if (line == null) throw new IllegalStateException("a peer has ended; see above");
            JsonNode answer = Json.LENIENT.readTree(line);
            if (answer.has("error")) throw new IllegalStateException(answer.get("error").asText());
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        try (in) {
            in.write(request("end") + "\n");
        } catch (IOException e) {
            kill(); // it has ended by itself
        }
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
