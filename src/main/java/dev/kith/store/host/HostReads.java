package dev.kith.store.host;

import dev.kith.model.Failure;
import dev.kith.store.StoreExecutors;
import dev.kith.store.StoreRead;
import dev.kith.store.StoreSetup;
import dev.kith.store.index.DamagedIndexException;
import dev.kith.store.index.PartitionIndex;
import dev.kith.store.sync.SyncAnswer;
import dev.kith.store.sync.SyncQuestion;
import dev.kith.wire.PartitionSearch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs reads and searches off the host's thread; whatever happens, the asker is answered once. */
final class HostReads {
    private static final Logger LOG = LoggerFactory.getLogger(HostReads.class);

    private final PartitionHost.Parts parts;
    private final PartitionFiles files;

    HostReads(PartitionHost.Parts parts, PartitionFiles files) {
        this.parts = parts;
        this.files = files;
    }

    /** Starts answering another host; done when it is answered. */
    CompletionStage<Void> start(SyncQuestion question) {
        CompletionStage<SyncAnswer> answer =
                StoreExecutors.blocking(
                        () ->
                                switch (question) {
                                    case SyncQuestion.AskRanges _ -> files.source().ranges();
                                    case SyncQuestion.AskListing ask -> files.source().listing(ask);
                                    case SyncQuestion.AskParts ask ->
                                            files.source().parts(ask, parts.budget().busy());
                                    case SyncQuestion.AskDigest _ ->
                                            throw new IllegalArgumentException("answered at once");
                                },
                        parts.setup().executors().disk());
        return answer.exceptionally(
                        error -> new SyncAnswer.Declined(agent(), failed("comparing", error)))
                .thenAccept(question.replyTo()::tell);
    }

    /** Answers that a question cannot be answered now. */
    static void refuse(PartitionHost.Parts parts, StoreRead question) {
        question.replyTo()
                .tell(new StoreRead.Refused(parts.setup().agent().did(), true, overloaded(parts)));
    }

    /** Answers that a search cannot be done now. */
    static void refuse(PartitionHost.Parts parts, PartitionSearch question) {
        String agent = parts.setup().agent().did();
        question.replyTo()
                .tell(new PartitionSearch.Refused(parts.partition(), agent, overloaded(parts)));
    }

    /** Starts a read; done when it is answered. */
    CompletionStage<Void> start(StoreRead question) {
        boolean summary = question instanceof StoreRead.AskSummary;
        return StoreExecutors.blocking(
                        () -> files.reads().answer(question, behind(), summary ? files.bytes() : 0),
                        parts.setup().executors().disk())
                .exceptionally(
                        error -> new StoreRead.Refused(agent(), true, failed("reading", error)))
                .thenAccept(question.replyTo()::tell);
    }

    /** Starts a search; done when it is answered. */
    CompletionStage<Void> start(PartitionSearch question) {
        StoreSetup setup = parts.setup();
        Executor executor = setup.executors().search();
        Searches searches = files.searches();
        if (files.index().rebuilding() && !(question instanceof PartitionSearch.AskPassages)) {
            question.replyTo()
                    .tell(
                            searches.refused(
                                    Failure.Code.OVERLOADED, "the index is being built again"));
            return CompletableFuture.completedStage(null);
        }
        CompletionStage<PartitionSearch.Reply> reply =
                switch (question) {
                    case PartitionSearch.AskStatistics ask ->
                            showing()
                                    .thenApplyAsync(
                                            index -> searches.statistics(ask, index, behind()),
                                            executor);
                    case PartitionSearch.AskCandidates ask ->
                            showing()
                                    .thenApplyAsync(
                                            index -> searches.candidates(ask, index, behind()),
                                            executor);
                    case PartitionSearch.AskPassages ask ->
                            StoreExecutors.blocking(() -> searches.passages(ask), executor);
                };
        return reply.exceptionally(
                        error -> {
                            notice(error);
                            return new PartitionSearch.Refused(
                                    parts.partition(), agent(), failed("searching", error));
                        })
                .thenAccept(question.replyTo()::tell);
    }

    private static Failure overloaded(PartitionHost.Parts parts) {
        return new Failure(
                Failure.Code.OVERLOADED, "too many reads wait at partition " + parts.partition());
    }

    /** A search sees every commit that was acknowledged before it came. */
    private CompletionStage<PartitionIndex> showing() {
        return files.index().showing(files.log().sequence());
    }

    private boolean behind() {
        return !parts.signs().compared() || files.log().standing().holes() > 0;
    }

    private void notice(Throwable error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        if (cause instanceof DamagedIndexException) {
            files.index().damaged(String.valueOf(cause.getMessage()));
        }
    }

    private Failure failed(String what, Throwable error) {
        LOG.error("{} partition {} failed", what, parts.partition(), error);
        return new Failure(Failure.Code.INTERNAL, what + " failed; this agent's log says why");
    }

    private String agent() {
        return parts.setup().agent().did();
    }
}
