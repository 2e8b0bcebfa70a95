package dev.kith.task.intake;

import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.model.Version;
import dev.kith.task.Intake;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A plain document whose text is stored as it arrives. Memory holds one message's worth of it. Fed
 * by one caller, a piece at a time; each piece's stage happens before the next call.
 */
final class PlainUpload implements Intake.Upload {
    private final Means means;
    private final Acceptance acceptance;
    private final Intake.Description description;
    private final SourceDoor.Normalizer normalizer;
    private final Arrival arrival;
    private final Writer writer;
    private final Runnable release;
    private final AtomicBoolean released = new AtomicBoolean();

    /** The text's beginning, while it is too short to tell whether it begins with the title. */
    private final StringBuilder beginning = new StringBuilder();

    private boolean begun;
    private boolean blank = true;
    private @Nullable Version version;
    private @Nullable Failure failed;

    PlainUpload(
            Means means, Acceptance acceptance, Intake.Description description, Runnable release) {
        this.means = means;
        this.acceptance = acceptance;
        this.description = description;
        this.normalizer = means.sources().normalizer();
        this.arrival = Arrival.of(means, List.of());
        this.writer = new Writer(means, description.key(), description.copies());
        this.release = release;
    }

    @Override
    public CompletionStage<Outcome<Boolean>> feed(String piece) {
        if (failed != null) return Outcomes.completed(failed);
        Optional<Failure> failure = add(normalizer.next(piece), false);
        if (failure.isPresent()) return fail(failure.get());
        List<List<Segment>> groups = arrival.take(false);
        if (groups.isEmpty()) return CompletableFuture.completedStage(Outcome.good(true));
        return version()
                .thenCompose(outcome ->
                        Outcomes.onGood(outcome, given -> writer.segments(given, groups)))
                .thenCompose(outcome ->
                        switch (outcome) {
                            case Outcome.Good<Boolean> good ->
                                    CompletableFuture.completedStage(good);
                            case Outcome.Bad<Boolean>(var why) -> fail(why);
                        });
    }

    @Override
    public CompletionStage<Outcome<Intake.Accepted>> finish() {
        if (failed != null) return Outcomes.completed(failed);
        Optional<Failure> failure = add(normalizer.finish(), true);
        if (failure.isEmpty() && blank) failure = Optional.of(Outcomes.BLANK);
        if (failure.isEmpty()) failure = arrival.end();
        if (failure.isPresent()) {
            abandon();
            return Outcomes.completed(failure.get());
        }
        return acceptance
                .accept(Submission.of(description, arrival), arrival, Optional.ofNullable(version))
                .whenComplete((_, _) -> abandon());
    }

    @Override
    public void abandon() {
        if (released.compareAndSet(false, true)) release.run();
    }

    private Optional<Failure> add(String text, boolean last) {
        blank = blank && text.isBlank();
        if (begun) return text.isEmpty() ? Optional.empty() : arrival.add(text);
        beginning.append(text);
        if (!last && beginning.length() < description.title().length()) return Optional.empty();
        begun = true;
        String all = beginning.toString();
        beginning.setLength(0);
        return arrival.add(Submission.heading(description.title(), all) + all);
    }

    /**
     * The version under which segments are stored; later than all that is known of the document.
     */
    private CompletionStage<Outcome<Version>> version() {
        if (version != null) return CompletableFuture.completedStage(Outcome.good(version));
        return means.head(description.key())
                .thenApply(outcome ->
                        outcome.then(head -> {
                            Version given = acceptance.next(head);
                            version = given;
                            return Outcome.good(given);
                        }));
    }

    private CompletionStage<Outcome<Boolean>> fail(Failure why) {
        failed = why;
        abandon();
        return Outcomes.completed(why);
    }
}
