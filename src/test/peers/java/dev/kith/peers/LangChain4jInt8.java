package dev.kith.peers;

import dev.kith.cli.bench.engine.EmbeddingPeer;
import dev.kith.embed.profile.ModelProfile;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import java.util.Optional;

/** LangChain4j with the very files that Kith uses. */
public final class LangChain4jInt8 implements EmbeddingPeer {
    @Override
    public String name() {
        return "langchain4j_int8";
    }

    @Override
    public Optional<Embedding> open(ModelProfile profile) {
        if (profile.name().equals(ModelProfile.BGE_SMALL.name())) {
            return Optional.of(
                    new LangChain4j(
                            name(),
                            LangChain4j.BGE_TOKENS_MAX,
                            new BgeSmallEnV15QuantizedEmbeddingModel()));
        }
        if (profile.equals(ModelProfile.FAST)) {
            return Optional.of(
                    new LangChain4j(
                            name(),
                            LangChain4j.MINILM_TOKENS_MAX,
                            new AllMiniLmL6V2QuantizedEmbeddingModel()));
        }
        return Optional.empty();
    }
}
