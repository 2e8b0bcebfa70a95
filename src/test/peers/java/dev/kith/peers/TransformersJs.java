package dev.kith.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.cli.archive.CacheFolder;
import dev.kith.cli.bench.engine.EmbeddingPeer;
import dev.kith.embed.profile.ModelFiles;
import dev.kith.embed.profile.ModelProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * transformers.js on onnxruntime-node with the very files that Kith uses, 32 texts at once, as many
 * threads as it takes by itself. What it embeds goes into LanceDB, where it shall be stored.
 */
public final class TransformersJs implements EmbeddingPeer {
    private static final int TOKENS_MAX = 512;
    private static final String TOKENIZER_CONFIG =
            """
            {"tokenizer_class": "BertTokenizer", "model_max_length": 512, "pad_token": "[PAD]",
             "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]",
             "mask_token": "[MASK]"}
            """;

    @Override
    public String name() {
        return "transformersjs_int8";
    }

    @Override
    public Optional<Embedding> open(ModelProfile profile) {
        if (!NodeProgram.installed("@huggingface/transformers")) return Optional.empty();
        ModelFiles files = ModelFiles.prepare(profile, CacheFolder.usual(System.getenv()));
        try {
            Path folder = Files.createTempDirectory("kith-peer-");
            Path model = Files.createDirectories(folder.resolve("model"));
            Files.createDirectories(model.resolve("onnx"));
            Files.copy(files.model(), model.resolve("onnx").resolve("model_quantized.onnx"));
            Files.copy(files.tokenizer(), model.resolve("tokenizer.json"));
            Files.writeString(model.resolve("config.json"), "{\"model_type\": \"bert\"}");
            Files.writeString(model.resolve("tokenizer_config.json"), TOKENIZER_CONFIG);
            String pooling = profile.pooling().word();
            return Optional.of(
                    new Running(
                            name(),
                            folder,
                            NodeProgram.start("embed.mjs", model.toString(), pooling)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Running(String name, Path folder, NodeProgram program) implements Embedding {
        @Override
        public int tokensMax() {
            return TOKENS_MAX;
        }

        @Override
        public void embed(List<String> texts) {
            all("embed", texts);
        }

        @Override
        public void ingest(List<String> texts) {
            all("ingest", texts);
        }

        private void all(String what, List<String> texts) {
            ObjectNode request = NodeProgram.request(what);
            ArrayNode own = request.putArray("texts");
            texts.forEach(own::add);
            JsonNode answer = program.ask(request);
            if (answer.path("count").asInt() != texts.size()) {
                throw new IllegalStateException("only " + answer.path("count"));
            }
        }

        @Override
        public void close() {
            program.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
