package dev.kith.gateway.documents;

import dev.kith.api.DocumentRequest;
import dev.kith.api.IngestAnswer;
import dev.kith.api.Problem;
import dev.kith.gateway.GatewaySettings;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Budget;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.Checked;
import dev.kith.gateway.http.JsonBodies;
import dev.kith.gateway.http.Problems;
import dev.kith.gateway.http.Utf8Decoder;
import dev.kith.model.ContentId;
import dev.kith.model.Outcome;
import dev.kith.task.Intake;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/**
 * Takes one document in. Plain text under a name of its own is streamed; everything else is held
 * whole: JSON and markup because they are read as a whole, a text without a name because its name
 * is its hash.
 */
final class DocumentPut {
    private static final List<String> CHARSETS = List.of("utf-8", "us-ascii");
    private static final String REMEDY = "put it as text/plain under an id, or cut it";

    private final GatewaySettings settings;
    private final Intake intake;
    private final Answers answers;
    private final Ingest ingest;
    private final Budget held;
    private final DocumentReader reader;

    DocumentPut(
            GatewaySettings settings, Intake intake, Answers answers, Ingest ingest, Budget held) {
        this.settings = settings;
        this.intake = intake;
        this.answers = answers;
        this.ingest = ingest;
        this.held = held;
        this.reader = new DocumentReader(settings);
    }

    /** A text that is to become a document. */
    private record Text(String format, String title, Map<String, String> metadata) {}

    /** Takes in what the body is. */
    CompletionStage<HttpResponse> put(Call call, Terms terms) {
        String type = call.body().mediaType();
        if (Formats.isJson(type)) {
            Optional<Problem> wrong = call.query().wrong();
            return wrong.isPresent()
                    ? refuse(wrong.get())
                    : whole(
                            call,
                            terms,
                            bytes ->
                                    JsonBodies.read(bytes, DocumentRequest.class)
                                            .then(request -> reader.read(request, terms)));
        }
        Optional<String> format = Formats.of(type);
        if (format.isEmpty()) {
            return refuse(Problems.unsupported(Formats.refusal(type, terms.id().isEmpty())));
        }
        String charset =
                call.body()
                        .type()
                        .getCharsetOption()
                        .map(c -> c.value().toLowerCase(Locale.ROOT))
                        .orElse("utf-8");
        if (!CHARSETS.contains(charset)) {
            return refuse(Problems.unsupported("charset " + charset + "; send UTF-8"));
        }
        return text(call, terms, format.get());
    }

    private CompletionStage<HttpResponse> text(Call call, Terms terms, String format) {
        String title = call.query().text("title").orElse("");
        var text = new Text(format, title, call.query().prefixed("meta."));
        Optional<Problem> wrong = call.query().wrong();
        if (wrong.isPresent()) return refuse(wrong.get());
        if (terms.id().isEmpty() || !format.equals(Formats.PLAIN)) {
            return whole(call, terms, bytes -> arrival(bytes, text, terms));
        }
        return switch (describe(terms.id().get(), text, terms)) {
            case Checked.Wrong<Intake.Description>(var problem) -> refuse(problem);
            case Checked.Fine<Intake.Description>(var description) ->
                    TextUpload.run(call.body(), intake.upload(description), settings.bodyBytesMax())
                            .thenCompose(taken -> answer(call, taken, terms));
        };
    }

    private Checked<Intake.Description> describe(String id, Text text, Terms terms) {
        return DocumentReader.key(terms.collection(), id)
                .then(key ->
                        reader.describe(key, text.format(), text.title(), text.metadata(), terms));
    }

    private Checked<Arrival> arrival(ByteString bytes, Text text, Terms terms) {
        Optional<String> binary = Binary.looksLike(bytes);
        if (binary.isPresent()) return Checked.wrong(TextUpload.binary(binary.get()));
        return Utf8Decoder.decode(bytes)
                .then(source -> {
                    if (source.isBlank()) {
                        return Checked.wrong(
                                Problems.field("text", "the body is empty; send the text"));
                    }
                    String id = terms.id().orElseGet(() -> ContentId.of(source).cid());
                    return describe(id, text, terms)
                            .then(d -> Checked.fine(new Arrival(d, source)));
                });
    }

    private CompletionStage<HttpResponse> whole(
            Call call, Terms terms, Function<ByteString, Checked<Arrival>> read) {
        long bytesMax = settings.markupBytesMax();
        long share = Math.min(bytesMax, call.body().length(bytesMax));
        if (!held.take(share)) {
            return refuse(Problems.busy("too many large documents at once; send it again later"));
        }
        return call.body()
                .whole(bytesMax, REMEDY)
                .thenCompose(bytes -> put(bytes.then(read)))
                .whenComplete((_, _) -> held.give(share))
                .thenCompose(taken -> answer(call, taken, terms));
    }

    private CompletionStage<Checked<Intake.Accepted>> put(Checked<Arrival> arrival) {
        return switch (arrival) {
            case Checked.Wrong<Arrival>(var problem) ->
                    CompletableFuture.completedFuture(Checked.wrong(problem));
            case Checked.Fine<Arrival>(var document) ->
                    intake.put(document.description(), document.text())
                            .thenApply(DocumentPut::checked);
        };
    }

    /** The outcome with its failure as a problem. */
    static <T> Checked<T> checked(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Good<T>(var value) -> Checked.fine(value);
            case Outcome.Bad<T>(var failure) -> Checked.wrong(Problems.of(failure));
        };
    }

    private CompletionStage<HttpResponse> answer(
            Call call, Checked<Intake.Accepted> taken, Terms terms) {
        return switch (taken) {
            case Checked.Wrong<Intake.Accepted>(var problem) -> refuse(problem);
            case Checked.Fine<Intake.Accepted>(var accepted) -> {
                terms.patience().ifPresent(call::extend);
                yield ingest.answer(accepted, terms.patience()).thenApply(a -> response(a, terms));
            }
        };
    }

    /** 200 where the task has ended, else 202 with its address. */
    HttpResponse response(IngestAnswer answer, Terms terms) {
        boolean ended = Ingest.ended(answer.state());
        HttpResponse response = answers.json(ended ? 200 : 202, answer);
        if (!ended) {
            String task = answer.task().orElseThrow();
            response = response.addHeader(RawHeader.create("Location", "/v1/tasks/" + task));
        }
        if (terms.patience().isEmpty()) return response;
        String applied = "wait=" + terms.patience().get().toSeconds();
        return response.addHeader(RawHeader.create("Preference-Applied", applied));
    }

    private CompletionStage<HttpResponse> refuse(Problem problem) {
        return CompletableFuture.completedFuture(answers.problem(problem));
    }
}
