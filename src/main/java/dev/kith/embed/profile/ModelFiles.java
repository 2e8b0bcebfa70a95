package dev.kith.embed.profile;

import dev.kith.embed.profile.ModelProfile.Source;
import dev.kith.model.ContentId;
import dev.kith.model.ModelIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A model's files on disk, hashed at this start.
 *
 * @param model the ONNX file
 * @param modelId content id of its bytes
 * @param tokenizer the tokenizer file
 * @param tokenizerId content id of its bytes
 */
public record ModelFiles(Path model, ContentId modelId, Path tokenizer, ContentId tokenizerId) {

    /** A file and its hash. */
    record Checked(Path file, ContentId id) {}

    /**
     * Finds or unpacks both files. Two processes may do this at once.
     *
     * @param cache Kith's cache folder; files go to {@code models/<sha256>} in it
     * @throws IllegalArgumentException naming the file that is missing or not what it should be
     * @throws java.io.UncheckedIOException if the disk fails
     */
    public static ModelFiles prepare(ModelProfile profile, Path cache) {
        Checked model = check(profile.model(), cache, "model.onnx");
        Checked tokenizer = check(profile.tokenizer(), cache, "tokenizer.json");
        return new ModelFiles(model.file(), model.id(), tokenizer.file(), tokenizer.id());
    }

    static Checked check(Source source, Path cache, String name) {
        return switch (source) {
            case Source.OnClassPath(var resource, var sha256) -> {
                Path target = cache.resolve("models").resolve(sha256).resolve(name);
                Unpacked.resource(resource, sha256, target);
                yield new Checked(target, id(sha256));
            }
            case Source.InFolder(var file) -> {
                if (!Files.isReadable(file)) {
                    throw new IllegalArgumentException("cannot read the model's file " + file);
                }
                Path beside = file.resolveSibling(file.getFileName() + "_data");
                if (Files.exists(beside)) {
                    throw new IllegalArgumentException(
                            beside
                                    + " holds weights outside the model's file, which its hash"
                                    + " would not cover; export the model as one file");
                }
                yield new Checked(file, id(Unpacked.sha256(file)));
            }
        };
    }

    private static ContentId id(String sha256) {
        return ContentId.ofDigest(HexFormat.of().parseHex(sha256));
    }

    /**
     * What decides the vectors of this model.
     *
     * @param dimension components that it gives
     */
    public ModelIdentity identity(ModelProfile profile, int dimension) {
        return new ModelIdentity(
                profile.name(),
                modelId,
                tokenizerId,
                profile.numericClass(),
                profile.pooling().word(),
                profile.queryPrefix(),
                profile.passagePrefix(),
                profile.tokensMax(),
                dimension);
    }
}
