package dev.kith.task.intake;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.model.Version;
import dev.kith.store.Copies;
import dev.kith.store.StoreWrite;
import dev.kith.task.Intake;
import dev.kith.task.run.Task;
import dev.kith.task.state.Ingest;
import dev.kith.task.state.Views;
import dev.kith.wire.MessageType;
import dev.kith.wire.Sealed;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The last step of taking in: finds out whether it is new, stores it, starts its task. */
final class Acceptance {
    private final Means means;
    private final Admission admission;

    Acceptance(Means means, Admission admission) {
        this.means = means;
        this.admission = admission;
    }

    /** A version later than all that is known of the document. */
    Version next(Copies.Head head) {
        return means.versions().next(head.newest().map(DocumentRecord::version));
    }

    /**
     * Stores what is left of a document that was read to its end, and starts its task.
     *
     * @param given the version under which segments are stored already
     */
    CompletionStage<Outcome<Intake.Accepted>> accept(
            Submission submission, Arrival arrival, Optional<Version> given) {
        return means.head(submission.description().key())
                .thenCompose(outcome ->
                        Outcomes.onGood(
                                outcome,
                                head ->
                                        submission
                                                .known(head)
                                                .map(same -> confirm(submission, same))
                                                .orElseGet(() ->
                                                        store(
                                                                submission,
                                                                arrival,
                                                                given.orElseGet(
                                                                        () -> next(head))))));
    }

    private CompletionStage<Outcome<Intake.Accepted>> confirm(
            Submission submission, DocumentRecord same) {
        return write(new StoreWrite.Settle(same), submission.description().copies(), same, _ -> {});
    }

    private CompletionStage<Outcome<Intake.Accepted>> store(
            Submission submission, Arrival arrival, Version version) {
        var description = submission.description();
        long millis = description.deadline().orElse(means.limits().deadline()).toMillis();
        DocumentRecord record = submission.pending(version, means.clock().millis() + millis);
        boolean small = arrival.fitsOneMessage();
        List<List<Segment>> groups = arrival.take(true);
        List<Segment> together = small && !groups.isEmpty() ? groups.getFirst() : List.of();
        List<List<Segment>> before = small ? List.of() : groups;
        return new Writer(means, description.key(), description.copies())
                .segments(version, before)
                .thenCompose(outcome ->
                        Outcomes.onGood(
                                outcome, _ -> pending(record, together, description.copies())));
    }

    /** Stores a pending version with the last of its segments, and starts its task. */
    CompletionStage<Outcome<Intake.Accepted>> pending(
            DocumentRecord record, List<Segment> together, int copies) {
        return write(
                new StoreWrite.PutDocument(record, together),
                copies,
                record,
                stored -> start(stored, together));
    }

    private CompletionStage<Outcome<Intake.Accepted>> write(
            StoreWrite write, int copies, DocumentRecord record, Consumer<DocumentRecord> then) {
        return means.copies()
                .write(write, copies)
                .thenApply(outcome ->
                        outcome.then(written -> {
                            then.accept(record);
                            if (record.state() == DocumentState.PENDING) {
                                admission.follow(record.task());
                            }
                            return Outcome.good(
                                    new Intake.Accepted(
                                            record.key(),
                                            record.task(),
                                            written.copies(),
                                            Views.of(record).state()));
                        }));
    }

    /** A document of one segment travels with its task, which then need not read it. */
    private void start(DocumentRecord record, List<Segment> segments) {
        List<Segment> carried = record.segments() == 1 ? segments : List.of();
        Sealed ingest =
                means.envelopes()
                        .seal(
                                MessageType.INGEST,
                                record.task().value(),
                                Task.audience(record.task()),
                                new Ingest(record, carried));
        means.trades().task(record.task(), new Task.Start(ingest));
    }
}
