package dev.kith.gateway.documents;

import dev.kith.api.DocumentAnswer;
import dev.kith.api.Problem;
import dev.kith.gateway.GatewaySettings;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Budget;
import dev.kith.gateway.http.Checked;
import dev.kith.gateway.http.Problems;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.store.Copies;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Tells of a document, and gives its text. */
final class DocumentGet {
    private static final int SEGMENTS_AHEAD = 2;

    private final GatewaySettings settings;
    private final Copies copies;
    private final Answers answers;
    private final Budget held;

    DocumentGet(GatewaySettings settings, Copies copies, Answers answers, Budget held) {
        this.settings = settings;
        this.copies = copies;
        this.answers = answers;
        this.held = held;
    }

    /**
     * The document.
     *
     * @param text whether its text stands in the answer
     * @param accept the header; {@code text/plain} first gives the text alone
     */
    CompletionStage<HttpResponse> answer(
            DocumentKey key, boolean text, String accept, Materializer materializer) {
        return copies.head(key)
                .thenCompose(outcome ->
                        switch (DocumentPut.checked(outcome).then(h -> shown(key, h))) {
                            case Checked.Wrong<Shown>(var problem) -> refuse(problem);
                            case Checked.Fine<Shown>(var shown) ->
                                    accept.startsWith("text/plain")
                                            ? plain(shown.record())
                                            : text
                                                    ? withText(shown, materializer)
                                                    : done(shown, Optional.empty());
                        });
    }

    /** The version to show, and what is known of a newer one. */
    private record Shown(DocumentRecord record, boolean updating, Optional<String> reason) {}

    private static Checked<Shown> shown(DocumentKey key, Copies.Head head) {
        Optional<DocumentRecord> visible =
                head.visible().filter(r -> r.state() != DocumentState.DELETED);
        Optional<DocumentRecord> newest =
                head.newest().filter(r -> r.state() != DocumentState.DELETED);
        Optional<DocumentRecord> shown = visible.or(() -> newest);
        if (shown.isEmpty()) {
            return Checked.wrong(
                    Problems.notFound(
                            "there is no document "
                                    + key.id()
                                    + " in collection "
                                    + key.collection().value()));
        }
        boolean newer =
                newest.isPresent() && newest.get().version().compareTo(shown.get().version()) > 0;
        boolean updating = newer && newest.get().state() == DocumentState.PENDING;
        Optional<String> reason = newest.flatMap(DocumentRecord::failure).map(Failure::detail);
        return Checked.fine(new Shown(shown.get(), updating, reason));
    }

    private CompletionStage<HttpResponse> done(Shown shown, Optional<String> text) {
        DocumentRecord record = shown.record();
        return CompletableFuture.completedFuture(
                answers.json(
                        new DocumentAnswer(
                                record.key().id(),
                                record.key().collection().value(),
                                record.state().word(),
                                shown.updating(),
                                Instant.ofEpochMilli(record.version().millis()).toString(),
                                record.title(),
                                record.format(),
                                record.metadata(),
                                record.chars(),
                                record.chunks(),
                                record.text().cid(),
                                record.task().value(),
                                shown.reason(),
                                text)));
    }

    private CompletionStage<HttpResponse> withText(Shown shown, Materializer materializer) {
        long chars = shown.record().chars();
        if (chars > settings.markupBytesMax()) {
            return refuse(
                    Problems.field(
                            "text",
                            "the text has "
                                    + chars
                                    + " characters; ask for it alone, with Accept: text/plain"));
        }
        if (!held.take(chars)) {
            return refuse(Problems.busy("too many large documents at once; ask again later"));
        }
        return segments(shown.record(), 0)
                .runWith(
                        Sink.fold(Checked.fine(new StringBuilder()), DocumentGet::join),
                        materializer)
                .whenComplete((_, _) -> held.give(chars))
                .thenCompose(text ->
                        switch (text) {
                            case Checked.Wrong<StringBuilder>(var problem) -> refuse(problem);
                            case Checked.Fine<StringBuilder>(var whole) ->
                                    done(shown, Optional.of(whole.toString()));
                        });
    }

    private static Checked<StringBuilder> join(
            Checked<StringBuilder> before, Outcome<Segment> segment) {
        return before.then(text ->
                DocumentPut.checked(segment).then(next -> Checked.fine(text.append(next.text()))));
    }

    /** The text alone; the first segment is awaited, so that most failures can still be told. */
    private CompletionStage<HttpResponse> plain(DocumentRecord record) {
        if (record.segments() == 0) {
            return CompletableFuture.completedFuture(answers.text(""));
        }
        return copies.segment(record.key(), record.version(), 0)
                .thenCompose(first ->
                        switch (DocumentPut.checked(first)) {
                            case Checked.Wrong<Segment>(var problem) -> refuse(problem);
                            case Checked.Fine<Segment>(var segment) ->
                                    CompletableFuture.completedFuture(
                                            answers.text(rest(record, segment)));
                        });
    }

    private Source<ByteString, NotUsed> rest(DocumentRecord record, Segment first) {
        return Source.single(first)
                .concat(segments(record, 1).map(DocumentGet::orBreakOff))
                .map(segment -> ByteString.fromString(segment.text(), StandardCharsets.UTF_8));
    }

    /** A text that has begun cannot become a problem document; cutting it off is what is left. */
    private static Segment orBreakOff(Outcome<Segment> outcome) {
        return switch (outcome) {
            case Outcome.Good<Segment>(var segment) -> segment;
            case Outcome.Bad<Segment>(var failure) ->
                    throw new IllegalStateException("the text broke off: " + failure.detail());
        };
    }

    private Source<Outcome<Segment>, NotUsed> segments(DocumentRecord record, int from) {
        if (from >= record.segments()) return Source.empty();
        return Source.range(from, record.segments() - 1)
                .mapAsync(
                        SEGMENTS_AHEAD,
                        index -> copies.segment(record.key(), record.version(), index));
    }

    private CompletionStage<HttpResponse> refuse(Problem problem) {
        return CompletableFuture.completedFuture(answers.problem(problem));
    }
}
