package dev.kith.peers;

import dev.kith.cli.bench.engine.EmbeddingPeer.Embedding;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.List;

/** One of its in-process models with its own defaults: as many threads as it takes by itself. */
record LangChain4j(String name, int tokensMax, EmbeddingModel model) implements Embedding {
    /** Its tokenizer file of MiniLM cuts there, silently. */
    static final int MINILM_TOKENS_MAX = 128;

    /** Longer texts are cut into several, whose vectors it averages. */
    static final int BGE_TOKENS_MAX = 512;

    @Override
    public void embed(List<String> texts) {
        int vectors =
                model.embedAll(texts.stream().map(TextSegment::from).toList()).content().size();
        if (vectors != texts.size()) throw new IllegalStateException("only " + vectors);
    }

    @Override
    public void ingest(List<String> texts) {
        EmbeddingStoreIngestor.builder()
                .embeddingModel(model)
                .embeddingStore(new InMemoryEmbeddingStore<TextSegment>())
                .build()
                .ingest(texts.stream().map(Document::from).toList());
    }

    @Override
    public void close() {}
}
