package dev.kith.aggregate;

import dev.kith.model.AgentId;
import dev.kith.model.ContentId;
import dev.kith.model.Failure;
import dev.kith.wire.Answer;
import dev.kith.wire.EntityBehavior;
import dev.kith.wire.Envelopes;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import dev.kith.wire.VectorizeResult;
import dev.kith.wire.Wire;
import java.util.function.LongPredicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * Collects the partial results of one task; a Cluster Sharding entity whose id is the task's.
 *
 * <pre>
 *   Expect ──► Ready(inbox) ··· Answer in the inbox ──judged──► Complete
 *                                                    └────────► Incomplete (still awaited)
 * </pre>
 *
 * What is awaited is forgotten when the agent dies; the asker's own time-out then asks anew.
 */
public final class Aggregator extends EntityBehavior<Aggregator.Command> {

    /** What aggregators are called in Cluster Sharding. */
    public static final EntityTypeKey<Command> TYPE =
            EntityTypeKey.create(Command.class, "aggregator");

    /** Everything this actor can receive. */
    public sealed interface Command {}

    /**
     * Awaits the vectors of one batch; answered {@link Gathered.Ready} at once.
     *
     * @param part what the asker and the embedders call it
     * @param asker did that the results will be addressed to
     * @param input root of the hash tree of the texts, as a receipt names it
     * @param model fingerprint of the wanted model; empty for any
     * @param texts how many there are
     * @param agents how many distinct agents have to agree, at least 1
     */
    public record Expect(
            String part,
            String asker,
            ContentId input,
            String model,
            int texts,
            int agents,
            ActorRef<Gathered> replyTo)
            implements Command, Wire {}

    private record Arrived(Answer answer) implements Command {}

    private enum Idle implements Command {
        IDLE
    }

    /**
     * What all aggregators of an agent share.
     *
     * @param self who we are
     * @param isNow whether a time, milliseconds since 1970, may be now by another agent's clock
     */
    public record Trade(
            AgentId self,
            Envelopes envelopes,
            ReceiptCheck receipts,
            LongPredicate isNow,
            AggregateSettings settings) {}

    private static final int IDLE_TIMES_MAX = 10;

    private final Trade trade;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final Gathering gathering;
    private final ActorRef<Answer> inbox;
    private int idleTimes;

    private Aggregator(
            ActorContext<Command> context,
            ActorRef<ClusterSharding.ShardCommand> shard,
            Trade trade) {
        super(context);
        this.trade = trade;
        this.shard = shard;
        var judge = new Judge(trade.receipts, trade.isNow, trade.settings.cosineMin());
        this.gathering = new Gathering(judge, trade.settings.partsMax());
        this.inbox = context.messageAdapter(Answer.class, Arrived::new);
        context.setReceiveTimeout(trade.settings.idleAfter(), Idle.IDLE);
    }

    /** An aggregator; asks {@code shard} to let it go when it is idle. */
    public static Behavior<Command> create(
            ActorRef<ClusterSharding.ShardCommand> shard, Trade trade) {
        return Behaviors.setup(context -> new Aggregator(context, shard, trade));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Expect expect -> onExpect(expect);
            case Arrived(var answer) -> onArrived(answer);
            case Idle _ -> onIdle();
        }
        return this;
    }

    private void onExpect(Expect expect) {
        idleTimes = 0;
        var wanted = new Judge.Wanted(expect.input, expect.model, expect.texts);
        var part =
                new Gathering.Part(
                        wanted, expect.asker, Math.max(1, expect.agents), expect.replyTo);
        if (gathering.expect(expect.part, part)) {
            expect.replyTo.tell(new Gathered.Ready(expect.part, inbox));
        } else {
            var full = new Failure(Failure.Code.OVERLOADED, "too many parts are awaited here");
            expect.replyTo.tell(new Gathered.Incomplete(expect.part, trade.self.did(), full));
        }
    }

    private void onArrived(Answer answer) {
        switch (answer) {
            case Answer.Done(var name, var result) ->
                    gathering
                            .part(name)
                            .ifPresentOrElse(
                                    part -> onResult(name, part, result), () -> drop(name));
            case Answer.Refused(var name, var agent, var failure) ->
                    gathering
                            .part(name)
                            .ifPresentOrElse(
                                    part -> tellRefused(part, name, agent, failure),
                                    () -> drop(name));
        }
    }

    private void onResult(String name, Gathering.Part part, Sealed result) {
        Opened<VectorizeResult> opened =
                trade.envelopes.open(
                        result, MessageType.RESULT, part.asker(), VectorizeResult.class);
        switch (opened) {
            case Opened.Accepted<VectorizeResult>(var sender, _, _, var vectors) ->
                    gathering
                            .arrived(name, sender, vectors)
                            .ifPresent(gathered -> part.replyTo().tell(gathered));
            case Opened.Rejected<VectorizeResult>(var failure) ->
                    tellRefused(part, name, "", failure);
        }
    }

    private static void tellRefused(
            Gathering.Part part, String name, String agent, Failure failure) {
        part.replyTo().tell(new Gathered.Incomplete(name, agent, failure));
    }

    private void drop(String name) {
        getContext()
                .getLog()
                .debug("nobody awaits {} any more; {} dropped", name, gathering.dropped());
    }

    /** What is awaited for so long will not come; its asker has given up or asked anew. */
    private void onIdle() {
        idleTimes++;
        if (!gathering.isEmpty() && idleTimes < IDLE_TIMES_MAX) return;
        shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }
}
