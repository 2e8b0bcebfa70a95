package dev.kith.gateway.documents;

import dev.kith.api.Problem;
import dev.kith.gateway.http.Body;
import dev.kith.gateway.http.Checked;
import dev.kith.gateway.http.Problems;
import dev.kith.gateway.http.Utf8Decoder;
import dev.kith.model.Outcome;
import dev.kith.task.Intake;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One plain text on its way from the network into an {@code Intake.Upload}, piece by piece; the
 * sender is read no faster than the pieces are stored. After a problem the rest is read off without
 * being stored. Used by one stream, one element at a time.
 */
final class TextUpload {
    /** Small pieces off the network are joined to about this many characters. */
    private static final int PIECE_CHARS = 32 * 1024;

    private final Intake.Upload upload;
    private final long bytesMax;
    private final Utf8Decoder utf8 = new Utf8Decoder();
    private final StringBuilder pending = new StringBuilder();
    private ByteString head = ByteString.emptyByteString();
    private boolean recognised;
    private long seen;
    private @Nullable Problem problem;
    private @Nullable Throwable bug;

    private TextUpload(Intake.Upload upload, long bytesMax) {
        this.upload = upload;
        this.bytesMax = bytesMax;
    }

    /** Takes a body in. */
    static CompletionStage<Checked<Intake.Accepted>> run(
            Body body, Intake.Upload upload, long bytesMax) {
        var text = new TextUpload(upload, bytesMax);
        if (body.length(0) > bytesMax) {
            upload.abandon();
            return wrong(tooLarge(bytesMax));
        }
        return body.stream(bytesMax)
                .runWith(Sink.foldAsync(text, TextUpload::take), body.materializer())
                .handle((_, error) -> error == null ? text.finish() : text.brokenOff())
                .thenCompose(stage -> stage);
    }

    private CompletionStage<TextUpload> take(ByteString bytes) {
        seen += bytes.size();
        if (problem == null && seen > bytesMax) fail(tooLarge(bytesMax));
        if (problem != null) return CompletableFuture.completedFuture(this);
        if (recognised) return decode(bytes);
        head = head.concat(bytes);
        if (head.size() < Binary.HEAD_BYTES) return CompletableFuture.completedFuture(this);
        return recognise();
    }

    private CompletionStage<TextUpload> recognise() {
        recognised = true;
        Binary.looksLike(head).ifPresent(found -> fail(binary(found)));
        if (problem != null) return CompletableFuture.completedFuture(this);
        return decode(head);
    }

    private CompletionStage<TextUpload> decode(ByteString bytes) {
        switch (utf8.feed(bytes)) {
            case Checked.Fine<String>(var text) -> pending.append(text);
            case Checked.Wrong<String>(var wrong) -> fail(wrong);
        }
        if (problem != null || pending.length() < PIECE_CHARS) {
            return CompletableFuture.completedFuture(this);
        }
        return store();
    }

    private CompletionStage<TextUpload> store() {
        String piece = pending.toString();
        pending.setLength(0);
        return upload.feed(piece)
                .thenApply(outcome -> {
                    if (outcome instanceof Outcome.Bad<Boolean>(var failure)) {
                        fail(Problems.of(failure));
                    }
                    return this;
                })
                .whenComplete((_, error) -> bug = error);
    }

    private CompletionStage<Checked<Intake.Accepted>> finish() {
        if (seen == 0) fail(Problems.field("text", "the body is empty; send the text"));
        CompletionStage<TextUpload> all =
                problem != null || recognised
                        ? CompletableFuture.completedFuture(this)
                        : recognise();
        return all.thenCompose(_ -> storeRest()).thenCompose(_ -> end());
    }

    private CompletionStage<TextUpload> storeRest() {
        if (problem == null && utf8.finish() instanceof Checked.Wrong<String>(var wrong)) {
            fail(wrong);
        }
        return problem != null || pending.isEmpty()
                ? CompletableFuture.completedFuture(this)
                : store();
    }

    private CompletionStage<Checked<Intake.Accepted>> end() {
        if (problem != null) return wrong(problem);
        return upload.finish()
                .thenApply(outcome ->
                        switch (outcome) {
                            case Outcome.Good<Intake.Accepted>(var accepted) ->
                                    Checked.fine(accepted);
                            case Outcome.Bad<Intake.Accepted>(var failure) ->
                                    Checked.wrong(Problems.of(failure));
                        });
    }

    private CompletionStage<Checked<Intake.Accepted>> brokenOff() {
        upload.abandon();
        if (bug != null) return CompletableFuture.failedFuture(bug);
        return wrong(problem != null ? problem : Body.brokenOff());
    }

    private void fail(Problem why) {
        if (problem != null) return;
        problem = why;
        pending.setLength(0);
        upload.abandon();
    }

    static Problem binary(String found) {
        return Problems.unsupported("this looks like " + found + ", not like text; send its text");
    }

    private static Problem tooLarge(long bytesMax) {
        return Body.tooLarge(bytesMax, "cut the text into several documents");
    }

    private static <T> CompletionStage<Checked<T>> wrong(Problem problem) {
        return CompletableFuture.completedFuture(Checked.wrong(problem));
    }
}
