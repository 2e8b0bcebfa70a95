package dev.kith.embed.onednn;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.Lent;
import dev.kith.embed.ModelUnavailableException;
import dev.kith.embed.onednn.dnnl.Dnnl;
import dev.kith.embed.onednn.dnnl.DnnlException;
import dev.kith.embed.onednn.file.BertFile;
import dev.kith.embed.profile.Instructions;
import dev.kith.embed.profile.ModelFiles;
import dev.kith.embed.profile.ModelProfile;
import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.embed.profile.Natives;
import dev.kith.embed.profile.Pooling;
import dev.kith.model.ModelIdentity;
import dev.kith.vector.UnitVector;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sentence model on oneDNN, in bfloat16 with sums in floats: so many encoders, each used by one
 * thread at a time and computing on that thread alone.
 */
public final class OneDnnModel implements EmbeddingModel {
    private static final Logger LOG = LoggerFactory.getLogger(OneDnnModel.class);

    /** About as many in English prose; it only says how many texts are worth bringing at once. */
    private static final int CHARS_PER_TOKEN = 4;

    private final ModelIdentity identity;
    private final Pooling pooling;
    private final String instructions = Instructions.here();
    private final Loaded loaded;
    private final Lent<Encoder> idle;

    /** What must be freed in the end. */
    private record Loaded(
            Dnnl dnnl,
            BertFile file,
            HuggingFaceTokenizer tokens,
            ModelTokenizer counter,
            List<Encoder> encoders)
            implements AutoCloseable {
        @Override
        public void close() {
            dnnl.close();
            file.close();
            tokens.close();
            counter.close();
        }
    }

    private OneDnnModel(ModelIdentity identity, Pooling pooling, Loaded loaded) {
        this.identity = identity;
        this.pooling = pooling;
        this.loaded = loaded;
        this.idle = new Lent<>(loaded.encoders());
    }

    /**
     * Loads the model.
     *
     * @param files of the profile
     * @param natives the library
     * @param predictors texts that may be computed at the same time, at least 1
     * @throws IllegalArgumentException if the files are no BERT encoder, or one that the profile
     *     does not fit, naming the file
     * @throws DnnlException if oneDNN refuses a shape
     * @throws java.io.UncheckedIOException if the disk fails
     */
    public static OneDnnModel open(
            ModelProfile profile, ModelFiles files, Natives.OneDnn natives, int predictors) {
        BertFile file = BertFile.open(files.model());
        Loaded loaded;
        try {
            requireFit(profile, files, file.sizes());
            loaded = load(profile, files, natives, file, predictors);
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
        var opened =
                new OneDnnModel(
                        files.identity(profile, file.sizes().width()), profile.pooling(), loaded);
        LOG.info(
                "{} ({}) on {}, {}, {} predictors",
                profile.name(),
                opened.identity.fingerprint(),
                opened.engine(),
                opened.instructions,
                predictors);
        return opened;
    }

    private static void requireFit(ModelProfile profile, ModelFiles files, BertFile.Sizes sizes) {
        if (profile.tokensMax() > sizes.positions()) {
            throw new IllegalArgumentException(
                    "%s takes %d tokens, fewer than tokens-max, %d"
                            .formatted(files.model(), sizes.positions(), profile.tokensMax()));
        }
        if (profile.dimension() != 0 && profile.dimension() != sizes.width()) {
            throw new IllegalArgumentException(
                    "%s gives %d components, not the dimension %d"
                            .formatted(files.model(), sizes.width(), profile.dimension()));
        }
    }

    private static Loaded load(
            ModelProfile profile,
            ModelFiles files,
            Natives.OneDnn natives,
            BertFile file,
            int predictors) {
        Dnnl dnnl = Dnnl.open(natives.openMp(), natives.oneDnn());
        try {
            dnnl.oneThread();
            var layers = new Layers(dnnl, file);
            var words = new Words(file);
            List<Encoder> encoders = new ArrayList<>();
            for (int i = 0; i < predictors; i++) encoders.add(new Encoder(dnnl, layers, words));
            return new Loaded(
                    dnnl,
                    file,
                    ModelTokenizer.cutting(files.tokenizer(), profile.tokensMax()),
                    ModelTokenizer.open(files.tokenizer()),
                    encoders);
        } catch (RuntimeException | Error e) {
            dnnl.close();
            throw e;
        }
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    public UnitVector passage(String text) {
        return embed(List.of(identity.passagePrefix() + text)).getFirst();
    }

    @Override
    public UnitVector query(String text) {
        return embed(List.of(identity.queryPrefix() + text)).getFirst();
    }

    @Override
    public List<UnitVector> passages(List<String> texts) {
        return embed(texts.stream().map(text -> identity.passagePrefix() + text).toList());
    }

    @Override
    public int charsTogether() {
        return Rows.PACK * CHARS_PER_TOKEN;
    }

    /** The vectors of all these texts as they are, packed. */
    private List<UnitVector> embed(List<String> texts) {
        List<long[]> tokens =
                texts.stream()
                        .map(text ->
                                loaded.tokens().encode(ModelTokenizer.wellFormed(text)).getIds())
                        .toList();
        List<UnitVector> vectors = new ArrayList<>();
        Encoder encoder = idle.take();
        try {
            for (List<long[]> pack : Rows.packs(tokens, text -> text.length)) {
                FloatBuffer all = encoder.encode(pack);
                int width = identity.dimension();
                int row = 0;
                for (long[] text : pack) {
                    FloatBuffer own = all.slice(row * width, text.length * width);
                    vectors.add(UnitVector.of(pooling.pool(own, text.length, width)));
                    row += text.length;
                }
            }
            return vectors;
        } catch (IllegalArgumentException | DnnlException e) {
            throw new ModelUnavailableException("the model failed on a text", e);
        } finally {
            idle.giveBack(encoder);
        }
    }

    @Override
    public String engine() {
        return "onednn-" + Natives.ONE_DNN_VERSION + "-bf16";
    }

    @Override
    public String instructions() {
        return instructions;
    }

    @Override
    public ModelTokenizer tokenizer() {
        return loaded.counter();
    }

    @Override
    public void close() {
        idle.close();
        loaded.close();
    }
}
