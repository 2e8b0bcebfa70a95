package dev.kith.task.intake;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Heading;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.store.Copies;
import dev.kith.store.StoreWrite;
import dev.kith.task.Intake;
import dev.kith.task.run.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/**
 * Takes documents in: reads and cuts them, stores them with a quorum, and starts their tasks.
 *
 * <p>The same again is the same task: nothing is written but a confirmation, and a pending task is
 * woken. Safe from any thread.
 */
public final class DocumentIntake implements Intake {
    /**
     * A text goes through in pieces of this many characters, so that none of it is copied whole.
     */
    private static final int PIECE_CHARS = 65_536;

    private final Means means;
    private final Admission admission;
    private final Acceptance acceptance;

    /** An intake; one for each agent. */
    public DocumentIntake(Means means) {
        this.means = means;
        this.admission = new Admission(means.limits(), means.follower());
        this.acceptance = new Acceptance(means, admission);
    }

    @Override
    public CompletionStage<Outcome<Accepted>> put(Description description, String text) {
        Optional<Failure> refused = admission.enter();
        if (refused.isPresent()) return Outcomes.completed(refused.get());
        return read(description, text)
                .thenCompose(read ->
                        Outcomes.onGood(
                                read,
                                whole ->
                                        acceptance.accept(
                                                whole.submission, whole.arrival, Optional.empty())))
                .whenComplete((_, _) -> admission.leave());
    }

    @Override
    public Upload upload(Description description) {
        var checked =
                Submission.checked(
                        description, means.sources(), means.limits().descriptionCharsMax());
        return switch (checked) {
            case Outcome.Bad<Description>(var failure) -> new RefusedUpload(failure);
            case Outcome.Good<Description>(var good) ->
                    admission
                            .enter()
                            .<Upload>map(RefusedUpload::new)
                            .orElseGet(() ->
                                    new PlainUpload(means, acceptance, good, admission::leave));
        };
    }

    @Override
    public CompletionStage<Outcome<Accepted>> delete(DocumentKey key, int copies) {
        return means.head(key)
                .thenCompose(outcome -> Outcomes.onGood(outcome, head -> bury(key, head, copies)));
    }

    /**
     * Takes in a pending version that was in a network before.
     *
     * @param rest the last of its segments; all before are stored
     */
    public CompletionStage<Outcome<Accepted>> takeBack(DocumentRecord pending, List<Segment> rest) {
        Optional<Failure> refused = admission.enter();
        if (refused.isPresent()) return Outcomes.completed(refused.get());
        return acceptance.pending(pending, rest, 0).whenComplete((_, _) -> admission.leave());
    }

    private record Whole(Submission submission, Arrival arrival) {}

    private CompletionStage<Outcome<Whole>> read(Description description, String text) {
        try {
            return CompletableFuture.supplyAsync(() -> readNow(description, text), means.work());
        } catch (RejectedExecutionException e) {
            return Outcomes.completed(
                    new Failure(
                            Failure.Code.OVERLOADED,
                            "this agent reads as many documents as it can"));
        }
    }

    private Outcome<Whole> readNow(Description description, String text) {
        var limits = means.limits();
        if (text.length() > limits.documentCharsMax()) {
            return Outcome.bad(
                    Failure.Code.TOO_LARGE,
                    "the document has %d characters; the most is %d"
                            .formatted(text.length(), limits.documentCharsMax()));
        }
        return Submission.checked(description, means.sources(), limits.descriptionCharsMax())
                .then(checked ->
                        means.sources()
                                .read(checked.format(), text)
                                .then(source -> cut(checked, source)));
    }

    private Outcome<Whole> cut(Description description, SourceDoor.Source source) {
        if (source.text().isBlank()) return new Outcome.Bad<>(Outcomes.BLANK);
        String before = Submission.heading(description.title(), source.text());
        List<Heading> headings =
                source.headings().stream()
                        .map(heading ->
                                new Heading(
                                        heading.offset() + before.length(),
                                        heading.level(),
                                        heading.text()))
                        .toList();
        Arrival arrival = Arrival.of(means, headings);
        Optional<Failure> failure = arrival.add(before);
        String text = source.text();
        for (int from = 0; from < text.length() && failure.isEmpty(); ) {
            int to = Math.min(text.length(), from + PIECE_CHARS);
            if (Character.isHighSurrogate(text.charAt(to - 1)) && to < text.length()) to++;
            failure = arrival.add(text.substring(from, to));
            from = to;
        }
        if (failure.isEmpty()) failure = arrival.end();
        if (failure.isPresent()) return new Outcome.Bad<>(failure.get());
        var titled =
                description.title().isBlank() ? titled(description, source.title()) : description;
        return Outcome.good(new Whole(Submission.of(titled, arrival), arrival));
    }

    private static Description titled(Description description, String title) {
        return new Description(
                description.key(),
                description.format(),
                title,
                description.metadata(),
                description.copies(),
                description.deadline());
    }

    private CompletionStage<Outcome<Accepted>> bury(DocumentKey key, Copies.Head head, int copies) {
        Optional<DocumentRecord> standing =
                head.standing().filter(record -> record.state() != DocumentState.DELETED);
        if (standing.isEmpty()) {
            return Outcomes.completed(
                    new Failure(Failure.Code.NOT_FOUND, "there is no document " + key.id()));
        }
        DocumentRecord record = standing.get();
        DocumentRecord tombstone =
                new DocumentRecord(
                        key,
                        acceptance.next(head),
                        DocumentState.DELETED,
                        record.task(),
                        record.content(),
                        record.text(),
                        "",
                        record.format(),
                        Map.of(),
                        0,
                        0,
                        0,
                        means.clock().millis(),
                        Optional.empty());
        return means.copies()
                .write(new StoreWrite.Settle(tombstone), copies)
                .thenApply(outcome ->
                        outcome.then(written -> {
                            means.trades().task(record.task(), new Task.Wake(tombstone));
                            return Outcome.good(
                                    new Accepted(
                                            key, record.task(), written.copies(), "completed"));
                        }));
    }
}
