package dev.kith.task.testing;

import dev.kith.placement.work.WorkPicker;
import dev.kith.reputation.Notebook;
import dev.kith.store.Copies;
import dev.kith.task.RunLimits;
import dev.kith.task.run.InHand;
import dev.kith.task.run.Tools;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/** What tasks work with in tests; whatever a test does not say is ordinary. */
public final class Toolbox {
    /** Small enough that four of anything fill it. */
    public static final RunLimits LIMITS =
            new RunLimits(
                    4,
                    4,
                    2,
                    2,
                    2,
                    1000,
                    90_000,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(60),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(2),
                    3,
                    3.0,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(20),
                    4,
                    64);

    private static final int WAITING_MAX = 4;

    private final ActorTestKit kit;
    private final PaperEnvelopes.Post post;
    private final LocalTrades trades;

    public Copies copies = new MemoryCopies();
    public FixedDirectory directory = new FixedDirectory();
    public Notebook notebook = new Notebook();
    public InHand inHand = new NothingInHand();
    public RunLimits limits = LIMITS;
    public Optional<WorkPicker> picker = Optional.empty();
    public int seats = 4;

    /** Of agent 0, whose others are reached by {@code trades}. */
    public Toolbox(ActorTestKit kit, PaperEnvelopes.Post post, LocalTrades trades) {
        this.kit = kit;
        this.post = post;
        this.trades = trades;
    }

    /** The tools, at a time that stands still, in milliseconds since 1970. */
    public Tools at(long now) {
        return new Tools(
                Samples.agent(0),
                new PaperEnvelopes(post, Samples.agent(0)),
                copies,
                directory,
                notebook,
                notebook,
                trades,
                picker.orElseGet(() -> Picking.inOrder(directory)),
                () -> Samples.MODEL,
                new Believing(),
                kit.spawn(Desks.of(seats, WAITING_MAX)),
                inHand,
                InstantSource.fixed(Instant.ofEpochMilli(now)),
                new Random(1),
                limits);
    }
}
