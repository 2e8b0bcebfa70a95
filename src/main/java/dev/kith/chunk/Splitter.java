package dev.kith.chunk;

import dev.kith.chunk.Packer.Span;
import dev.kith.chunk.sentence.GuardedSentences;
import dev.kith.chunk.sentence.GuardedSentences.Found;
import dev.kith.model.Chunk;
import dev.kith.model.Heading;
import dev.kith.registry.speed.SpeedMeter;
import dev.kith.wire.ChunkRequest;
import dev.kith.wire.ChunkResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a segment into chunks. Safe to call from many threads; blocks while it computes.
 *
 * <p>Every char that is not white space is in at least one chunk; no chunk begins or ends with
 * white space; none has more tokens or chars than the settings say.
 */
public final class Splitter {
    private final ChunkerSettings settings;
    private final TokenCounter counter;
    private final GuardedSentences sentences;
    private final Optional<SpeedMeter> speed;

    Splitter(ChunkerSettings settings, TokenCounter counter, GuardedSentences sentences) {
        this(settings, counter, sentences, Optional.empty());
    }

    private Splitter(
            ChunkerSettings settings,
            TokenCounter counter,
            GuardedSentences sentences,
            Optional<SpeedMeter> speed) {
        this.settings = settings;
        this.counter = counter;
        this.sentences = sentences;
        this.speed = speed;
    }

    /** A splitter that counts tokens by {@code counter} and finds sentences by CoreNLP. */
    public static Splitter create(ChunkerSettings settings, TokenCounter counter) {
        return new Splitter(
                settings,
                counter,
                GuardedSentences.create(
                        settings.segmentTimeMax(),
                        settings.inFlightMax() + settings.strayThreadsMax()));
    }

    /** The same, which tells the meter of every segment. */
    public Splitter measured(SpeedMeter meter) {
        return new Splitter(settings, counter, sentences, Optional.of(meter));
    }

    /**
     * Cuts one segment.
     *
     * @throws InterruptedException if the calling thread was interrupted meanwhile
     */
    public ChunkResult split(ChunkRequest request) throws InterruptedException {
        if (speed.isEmpty()) return cut(request);
        var begun = speed.get().begin();
        ChunkResult result = cut(request);
        speed.get().done(begun, request.text().length());
        return result;
    }

    private ChunkResult cut(ChunkRequest request) throws InterruptedException {
        String text = request.text();
        var tokens = new Tokens(counter.starts(text));
        int first = Units.skipBlank(text, 0, text.length());
        int last = Units.skipBlankBack(text, first, text.length());
        if (first == last) return new ChunkResult(request.segment(), List.of(), false);
        if (request.whole()
                && tokens.count() <= settings.documentTokensMax()
                && last - first <= settings.chunkCharsMax()) {
            return result(request, tokens, List.of(new Span(first, last)), false);
        }
        Found found = sentences.find(text);
        var units = Units.of(text, tokens, found.starts(), inside(request), settings);
        return result(request, tokens, Packer.pack(units, tokens, settings), found.fallback());
    }

    /** The headings in the segment, with offsets in it. */
    private static List<Heading> inside(ChunkRequest request) {
        return request.headings().stream()
                .filter(heading -> heading.offset() >= request.offset())
                .map(heading ->
                        new Heading(
                                heading.offset() - request.offset(),
                                heading.level(),
                                heading.text()))
                .toList();
    }

    private ChunkResult result(
            ChunkRequest request, Tokens tokens, List<Span> spans, boolean fallback) {
        var outline = new Outline(request.headings());
        int headingBytesLeft = settings.headingsBytesMax();
        List<Chunk> chunks = new ArrayList<>(spans.size());
        for (Span span : spans) {
            int start = request.offset() + span.start();
            int count = tokens.count(span.start(), span.end());
            List<String> headings = outline.at(start).stream().map(Heading::text).toList();
            headingBytesLeft -= headings.stream().mapToInt(EscapedSize::bytes).sum();
            if (headingBytesLeft < 0) headings = List.of();
            chunks.add(new Chunk(start, request.offset() + span.end(), count, headings));
        }
        return new ChunkResult(request.segment(), chunks, fallback);
    }
}
