package dev.kith.gateway.documents;

import dev.kith.api.Problem;
import dev.kith.gateway.GatewayDoors;
import dev.kith.gateway.GatewaySettings;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Budget;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.Checked;
import dev.kith.gateway.http.Problems;
import dev.kith.gateway.http.Route;
import dev.kith.model.DocumentKey;
import dev.kith.task.Intake;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** The way in to everything about documents: {@code /v1/documents}. */
public final class DocumentRoutes {
    private static final String ID = "id";

    private final GatewaySettings settings;
    private final GatewayDoors doors;
    private final Answers answers;
    private final Ingest ingest;
    private final DocumentPut put;
    private final DocumentGet get;
    private final HoldingsGet holdings;
    private final ReceiptsGet receipts;
    private final Bulk bulk;
    private final Budget streams;

    /** Routes that tell {@code arrivals} of every document that comes in. */
    public DocumentRoutes(
            GatewaySettings settings,
            GatewayDoors doors,
            Answers answers,
            Arrivals arrivals,
            ClassicActorSystemProvider system) {
        var held = new Budget(settings.heldBytesMax());
        this.settings = settings;
        this.doors = doors;
        this.answers = answers;
        this.ingest = new Ingest(doors, arrivals);
        this.put = new DocumentPut(settings, doors.intake(), answers, ingest, held);
        this.get = new DocumentGet(settings, doors.copies(), answers, held);
        this.holdings = new HoldingsGet(doors.copies(), answers);
        this.receipts = new ReceiptsGet(doors.verifier(), answers);
        this.bulk = new Bulk(settings, doors, ingest, held, system);
        this.streams = new Budget(settings.bulkStreamsMax());
    }

    /** All of them. */
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/v1/documents", this::post),
                new Route("PUT", "/v1/documents/{id*}", call -> put(call, id(call))),
                new Route("GET", "/v1/documents/{id*}", this::get),
                new Route("DELETE", "/v1/documents/{id*}", this::delete),
                new Route(
                        "GET",
                        "/v1/copies/{id*}",
                        call -> holdings.answer(call, call.argument(ID))),
                new Route(
                        "GET",
                        "/v1/receipts/{id*}",
                        call -> receipts.answer(call, call.argument(ID))));
    }

    private static Optional<String> id(Call call) {
        return Optional.of(call.argument(ID));
    }

    private Terms terms(Call call, Optional<String> id) {
        return Terms.of(call, id, settings, doors.facts().copiesWanted());
    }

    private CompletionStage<HttpResponse> put(Call call, Optional<String> id) {
        return put.put(call, terms(call, id));
    }

    private CompletionStage<HttpResponse> post(Call call) {
        if (!Formats.isBulk(call.body().mediaType())) return put(call, Optional.empty());
        Terms terms = terms(call, Optional.empty());
        Optional<Problem> wrong = call.query().wrong();
        if (wrong.isPresent()) return refuse(wrong.get());
        if (!streams.take(1)) {
            return refuse(Problems.busy("too many streams at once; send it again later"));
        }
        Source<ByteString, ?> lines =
                bulk.answers(call.body().stream(), terms)
                        .watchTermination((_, end) -> end.whenComplete((_, _) -> streams.give(1)));
        return CompletableFuture.completedFuture(answers.lines(lines));
    }

    private CompletionStage<HttpResponse> get(Call call) {
        boolean text = call.query().flag("text");
        return found(
                call,
                key -> get.answer(key, text, call.header("Accept"), call.body().materializer()));
    }

    private CompletionStage<HttpResponse> delete(Call call) {
        Terms terms = terms(call, id(call));
        return found(
                call,
                key ->
                        doors.intake()
                                .delete(key, terms.copies())
                                .thenCompose(
                                        outcome -> deleted(DocumentPut.checked(outcome), terms)));
    }

    private CompletionStage<HttpResponse> deleted(Checked<Intake.Accepted> taken, Terms terms) {
        return switch (taken) {
            case Checked.Wrong<Intake.Accepted>(var problem) -> refuse(problem);
            case Checked.Fine<Intake.Accepted>(var accepted) ->
                    ingest.settled(accepted, terms.patience())
                            .thenApply(a -> put.response(a, terms));
        };
    }

    private CompletionStage<HttpResponse> found(
            Call call, Function<DocumentKey, CompletionStage<HttpResponse>> next) {
        Checked<DocumentKey> key =
                DocumentReader.key(call.query().text("collection"), call.argument(ID));
        Optional<Problem> wrong = call.query().wrong();
        if (wrong.isPresent()) return refuse(wrong.get());
        return switch (key) {
            case Checked.Wrong<DocumentKey>(var problem) -> refuse(problem);
            case Checked.Fine<DocumentKey>(var fine) -> next.apply(fine);
        };
    }

    private CompletionStage<HttpResponse> refuse(Problem problem) {
        return CompletableFuture.completedFuture(answers.problem(problem));
    }
}
