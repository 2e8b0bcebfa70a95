package dev.kith.gateway.documents;

import dev.kith.api.Problem;
import dev.kith.api.ReceiptsAnswer;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.Checked;
import dev.kith.model.DocumentKey;
import dev.kith.task.Verifier;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Says who embedded a document and whether that holds: {@code /v1/receipts}. */
final class ReceiptsGet {
    private final Verifier verifier;
    private final Answers answers;

    ReceiptsGet(Verifier verifier, Answers answers) {
        this.verifier = verifier;
        this.answers = answers;
    }

    CompletionStage<HttpResponse> answer(Call call, String id) {
        Checked<DocumentKey> key = DocumentReader.key(call.query().text("collection"), id);
        int sample = call.query().number("sample", 0, 0, verifier.sampleMax());
        Optional<Problem> wrong = call.query().wrong();
        if (wrong.isPresent()) return refuse(wrong.get());
        return switch (key) {
            case Checked.Wrong<DocumentKey>(var problem) -> refuse(problem);
            case Checked.Fine<DocumentKey>(var fine) -> answer(fine, sample);
        };
    }

    private CompletionStage<HttpResponse> answer(DocumentKey key, int sample) {
        return verifier.verify(key, sample)
                .thenCompose(outcome ->
                        switch (DocumentPut.checked(outcome)) {
                            case Checked.Wrong<Verifier.Verified>(var problem) -> refuse(problem);
                            case Checked.Fine<Verifier.Verified>(var verified) ->
                                    CompletableFuture.completedFuture(
                                            answers.json(answer(verified)));
                        });
    }

    private static ReceiptsAnswer answer(Verifier.Verified verified) {
        var record = verified.record();
        var again = verified.recomputed();
        return new ReceiptsAnswer(
                record.key().id(),
                record.key().collection().value(),
                time(record.version().millis()),
                verified.batches().stream().map(ReceiptsGet::receipt).toList(),
                new ReceiptsAnswer.Sample(
                        again.asked(),
                        again.agreed(),
                        again.apart().stream()
                                .map(a ->
                                        new ReceiptsAnswer.Apart(
                                                a.agent().did(),
                                                a.chunk().start(),
                                                a.chunk().end(),
                                                a.cosine()))
                                .toList(),
                        again.incomparable(),
                        again.why()));
    }

    private static ReceiptsAnswer.FullReceipt receipt(Verifier.Checked checked) {
        var receipt = checked.receipt();
        return new ReceiptsAnswer.FullReceipt(
                checked.segment(),
                checked.batch(),
                checked.chunks(),
                receipt.agent().did(),
                receipt.model(),
                receipt.engine(),
                receipt.instructions(),
                receipt.input().cid(),
                receipt.output().cid(),
                time(receipt.time()),
                receipt.signature(),
                checked.signed(),
                checked.inputMatches(),
                checked.outputMatches());
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private CompletionStage<HttpResponse> refuse(Problem problem) {
        return CompletableFuture.completedFuture(answers.problem(problem));
    }
}
