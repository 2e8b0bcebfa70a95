package dev.kith.embed.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.embed.profile.ModelProfile.Source;
import dev.kith.model.ContentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files' promise: what is used has the hash that was asked for, whoever else unpacks it. */
class ModelFilesTest {
    private static final Source.OnClassPath TOKENIZER =
            (Source.OnClassPath) ModelProfile.FAST.tokenizer();

    @TempDir private Path cache;

    @Test
    void unpacksUnderTheHash() throws IOException {
        var checked = ModelFiles.check(TOKENIZER, cache, "tokenizer.json");

        assertThat(checked.file())
                .isEqualTo(
                        cache.resolve("models")
                                .resolve(TOKENIZER.sha256())
                                .resolve("tokenizer.json"));
        assertThat(checked.id()).isEqualTo(ContentId.of(Files.readAllBytes(checked.file())));
    }

    @Test
    void mendsADamagedCopy() throws IOException {
        Path file = ModelFiles.check(TOKENIZER, cache, "tokenizer.json").file();
        Files.writeString(file, "damaged");

        ModelFiles.check(TOKENIZER, cache, "tokenizer.json");

        assertThat(Unpacked.sha256(file)).isEqualTo(TOKENIZER.sha256());
    }

    @Test
    void mendsADamagedLibraryByItsMark() throws IOException {
        String resource = TOKENIZER.resource();
        Path file = cache.resolve("library");
        Unpacked.Mark mark = Unpacked.mark(resource);
        Unpacked.resource(resource, mark, file);
        assertThat(mark.bytes()).isEqualTo(Files.size(file));
        Files.writeString(file, "damaged");

        Unpacked.resource(resource, mark, file);

        assertThat(Unpacked.sha256(file)).isEqualTo(TOKENIZER.sha256());
    }

    @Test
    void unpacksOnceForManyAtOnce() throws Exception {
        Callable<Path> unpack =
                () -> {
                    Path file = ModelFiles.check(TOKENIZER, cache, "tokenizer.json").file();
                    assertThat(Unpacked.sha256(file)).isEqualTo(TOKENIZER.sha256());
                    return file;
                };
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Path> done :
                    threads.invokeAll(Stream.generate(() -> unpack).limit(16).toList())) {
                assertThat(done.get()).exists();
            }
        }

        try (var left = Files.list(cache.resolve("models").resolve(TOKENIZER.sha256()))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .isEqualTo(List.of("tokenizer.json"));
        }
    }

    @Test
    void refusesAResourceWithAnotherHash() {
        String other = HexFormat.of().formatHex(new byte[32]);

        assertThatThrownBy(() ->
                        ModelFiles.check(
                                new Source.OnClassPath(TOKENIZER.resource(), other),
                                cache,
                                "tokenizer.json"))
                .hasMessageContaining(other)
                .hasMessageContaining(TOKENIZER.sha256());
        assertThat(cache.resolve("models").resolve(other)).isEmptyDirectory();
    }

    @Test
    void refusesAMissingFileAndWeightsBesideTheModel() throws IOException {
        Path model = cache.resolve("model.onnx");
        var source = new Source.InFolder(model);

        assertThatThrownBy(() -> ModelFiles.check(source, cache, "model.onnx"))
                .hasMessageContaining(model.toString());
        Files.writeString(model, "graph");
        Files.writeString(cache.resolve("model.onnx_data"), "weights");
        assertThatThrownBy(() -> ModelFiles.check(source, cache, "model.onnx"))
                .hasMessageContaining("model.onnx_data");
    }
}
