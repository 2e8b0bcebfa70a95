package dev.kith.cli.bench.material;

import dev.kith.chunk.ChunkerSettings;
import dev.kith.chunk.Segment;
import dev.kith.chunk.Segmenter;
import dev.kith.chunk.Splitter;
import dev.kith.chunk.TokenCounter;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.model.Chunk;
import dev.kith.wire.ChunkRequest;
import java.util.ArrayList;
import java.util.List;

/** Cuts plain texts as agents with the usual settings do. */
public final class Cutter {
    /** What a model puts around a text: [CLS] and [SEP]. */
    private static final int SPECIAL_TOKENS = 2;

    private final ModelTokenizer tokenizer;
    private final ChunkerSettings settings = ChunkerSettings.standard();
    private final Splitter splitter;

    /**
     * @param tokenizer the model's; stays open as long as this is used
     */
    public Cutter(ModelTokenizer tokenizer) {
        this.tokenizer = tokenizer;
        this.splitter = Splitter.create(settings, counter(tokenizer));
    }

    private static TokenCounter counter(ModelTokenizer tokenizer) {
        return new TokenCounter() {
            @Override
            public int count(String text) {
                return tokenizer.count(text);
            }

            @Override
            public int[] starts(String text) {
                return tokenizer.tokenStarts(text);
            }
        };
    }

    /** The chunks of a document, in its order. */
    public List<String> chunks(String text) {
        var segmenter = new Segmenter(settings);
        List<Segment> segments = new ArrayList<>(segmenter.feed(text));
        segments.addAll(segmenter.finish());
        List<String> chunks = new ArrayList<>();
        for (Segment segment : segments) {
            for (Chunk chunk : split(segment, segments.size() == 1)) {
                chunks.add(text.substring(chunk.start(), chunk.end()));
            }
        }
        return chunks;
    }

    /**
     * As much of a text as a model sees.
     *
     * @param tokensMax special tokens included
     */
    public String head(String text, int tokensMax) {
        int[] starts = tokenizer.tokenStarts(text);
        int kept = tokensMax - SPECIAL_TOKENS;
        return starts.length <= kept ? text : text.substring(0, starts[kept]);
    }

    private List<Chunk> split(Segment segment, boolean whole) {
        try {
            return splitter.split(
                            new ChunkRequest(
                                    segment.index(),
                                    segment.start(),
                                    whole,
                                    segment.text(),
                                    List.of()))
                    .chunks();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.FAILED, "interrupted", e);
        }
    }
}
