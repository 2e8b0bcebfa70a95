package dev.kith.peers;

import dev.kith.cli.bench.engine.EmbeddingPeer;
import dev.kith.embed.profile.ModelProfile;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15.BgeSmallEnV15EmbeddingModel;
import java.util.Optional;

/** LangChain4j with the same models in full precision. */
public final class LangChain4jFull implements EmbeddingPeer {
    @Override
    public String name() {
        return "langchain4j_fp32";
    }

    @Override
    public Optional<Embedding> open(ModelProfile profile) {
        if (profile.name().equals(ModelProfile.BGE_SMALL.name())) {
            return Optional.of(
                    new LangChain4j(
                            name(), LangChain4j.BGE_TOKENS_MAX, new BgeSmallEnV15EmbeddingModel()));
        }
        if (profile.equals(ModelProfile.FAST)) {
            return Optional.of(
                    new LangChain4j(
                            name(),
                            LangChain4j.MINILM_TOKENS_MAX,
                            new AllMiniLmL6V2EmbeddingModel()));
        }
        return Optional.empty();
    }
}
