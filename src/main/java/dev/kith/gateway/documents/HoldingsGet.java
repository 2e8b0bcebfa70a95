package dev.kith.gateway.documents;

import dev.kith.api.HoldingsAnswer;
import dev.kith.api.Problem;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.Checked;
import dev.kith.model.DocumentKey;
import dev.kith.store.Copies;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Says what each copy still holds of a document, deleted or not: {@code /v1/copies}. */
final class HoldingsGet {
    private final Copies copies;
    private final Answers answers;

    HoldingsGet(Copies copies, Answers answers) {
        this.copies = copies;
        this.answers = answers;
    }

    CompletionStage<HttpResponse> answer(Call call, String id) {
        Checked<DocumentKey> key = DocumentReader.key(call.query().text("collection"), id);
        Optional<Problem> wrong = call.query().wrong();
        if (wrong.isPresent()) return refuse(wrong.get());
        return switch (key) {
            case Checked.Wrong<DocumentKey>(var problem) -> refuse(problem);
            case Checked.Fine<DocumentKey>(var fine) -> answer(fine);
        };
    }

    private CompletionStage<HttpResponse> answer(DocumentKey key) {
        return copies.holdings(key)
                .thenCompose(outcome ->
                        switch (DocumentPut.checked(outcome)) {
                            case Checked.Wrong<List<Copies.Holding>>(var problem) ->
                                    refuse(problem);
                            case Checked.Fine<List<Copies.Holding>>(var found) ->
                                    CompletableFuture.completedFuture(
                                            answers.json(answer(key, found)));
                        });
    }

    private HoldingsAnswer answer(DocumentKey key, List<Copies.Holding> found) {
        List<HoldingsAnswer.Holding> holdings =
                found.stream()
                        .map(h ->
                                new HoldingsAnswer.Holding(
                                        h.agent(),
                                        h.behind(),
                                        h.state(),
                                        h.parts(),
                                        h.erasable(),
                                        h.setAside()))
                        .toList();
        int now = copies.copiesNow();
        boolean gone =
                holdings.size() >= now && holdings.stream().allMatch(HoldingsAnswer.Holding::gone);
        return new HoldingsAnswer(key.id(), key.collection().value(), holdings, now, gone);
    }

    private CompletionStage<HttpResponse> refuse(Problem problem) {
        return CompletableFuture.completedFuture(answers.problem(problem));
    }
}
