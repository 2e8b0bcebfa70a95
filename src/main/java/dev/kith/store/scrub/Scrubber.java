package dev.kith.store.scrub;

import dev.kith.store.index.PartitionIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Goes through everything that a partition has on disk, over and over, a piece at a time.
 *
 * <pre>
 *   resting ──time──► a piece of {@link ScrubRun} on the disk's threads ──► resting, as long as it says
 * </pre>
 *
 * How far it is lies on disk, so a restart goes on where it was.
 */
public final class Scrubber extends AbstractMatchingBehavior<Scrubber.Command> {
    private static final Duration FIRST_REST_MAX = Duration.ofMinutes(1);
    private static final Duration REST_AFTER_FAILURE = Duration.ofMinutes(1);

    /** Everything this actor can receive. */
    public sealed interface Command {}

    private record Work() implements Command {}

    private record Done(@Nullable Duration rest, @Nullable Throwable error) implements Command {}

    private final ScrubRun.Parts parts;
    private final ScrubRun run;
    private final Executor disk;
    private final TimerScheduler<Command> timers;

    private Scrubber(
            ActorContext<Command> context,
            ScrubRun.Parts parts,
            Executor disk,
            TimerScheduler<Command> timers) {
        super(context);
        this.parts = parts;
        this.run = new ScrubRun(parts);
        this.disk = disk;
        this.timers = timers;
        Duration first = parts.settings().scrubPeriod().dividedBy(10);
        rest(first.compareTo(FIRST_REST_MAX) < 0 ? first : FIRST_REST_MAX);
    }

    /** One for a partition whose files are open; what blocks runs on {@code disk}. */
    public static Behavior<Command> create(ScrubRun.Parts parts, Executor disk) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Scrubber(context, parts, disk, timers)));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Work _ -> onWork();
            case Done(var rest, var error) -> onDone(rest, error);
        }
        return this;
    }

    private void onWork() {
        CompletionStage<Optional<PartitionIndex>> index =
                parts.index()
                        .showing(parts.log().sequence())
                        .handle((found, _) -> Optional.ofNullable(found));
        getContext().pipeToSelf(index.thenApplyAsync(this::piece, disk), Done::new);
    }

    private Duration piece(Optional<PartitionIndex> index) {
        try {
            return run.next(index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void onDone(@Nullable Duration rest, @Nullable Throwable error) {
        if (rest == null) {
            getContext()
                    .getLog()
                    .warn(
                            "partition {}: looking for damage failed, and goes on in a while",
                            parts.partition(),
                            error);
            rest(REST_AFTER_FAILURE);
        } else {
            rest(rest);
        }
    }

    private void rest(Duration time) {
        timers.startSingleTimer(new Work(), time);
    }
}
