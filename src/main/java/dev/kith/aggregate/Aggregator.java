package dev.kith.aggregate;

import dev.kith.model.AgentId;
import dev.kith.model.ContentId;
import dev.kith.model.Failure;
import dev.kith.wire.Answer;
import dev.kith.wire.Envelopes;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import dev.kith.wire.SearchRequest;
import dev.kith.wire.SearchResult;
import dev.kith.wire.VectorizeResult;
import dev.kith.wire.Wire;
import java.util.concurrent.Semaphore;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * Collects the partial results of one task, or gathers searches; a Cluster Sharding entity whose id
 * is the task's, or the search's.
 *
 * <pre>
 *   Expect ──► Ready(inbox) ··· Answer in the inbox ──judged──► Complete
 *                                                    └────────► Incomplete (still awaited)
 *   Search ──► room? ──no──► Refused(OVERLOADED)
 *               │yes
 *               ▼
 *          SearchRound ──► Done, sealed
 * </pre>
 *
 * What is awaited is forgotten when the agent dies; the asker's own time-out then asks anew.
 */
public final class Aggregator extends AbstractMatchingBehavior<Aggregator.Command> {

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
     * @param input content id of the texts, each followed by 0x00
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

    /**
     * Searches all partitions.
     *
     * @param part what the asker calls this search; comes back in the answer
     * @param request a {@code search} envelope with a {@link SearchRequest}, its audience {@link
     *     #audience}
     */
    public record Search(String part, Sealed request, ActorRef<Answer> replyTo)
            implements Command, Wire {}

    private record Arrived(Answer answer) implements Command {}

    private record Searched(Search asked, Opened.Accepted<SearchRequest> opened, SearchResult found)
            implements Command {}

    private enum Idle implements Command {
        IDLE
    }

    /**
     * What all aggregators of an agent share.
     *
     * @param self who we are
     * @param searches a permit for every search that may be gathered at once
     */
    public record Trade(
            AgentId self,
            Envelopes envelopes,
            ReceiptCheck receipts,
            PartitionDoor partitions,
            AggregateSettings settings,
            Semaphore searches) {

        /** With {@code searches-max} permits. */
        public static Trade of(
                AgentId self,
                Envelopes envelopes,
                ReceiptCheck receipts,
                PartitionDoor partitions,
                AggregateSettings settings) {
            return new Trade(
                    self,
                    envelopes,
                    receipts,
                    partitions,
                    settings,
                    new Semaphore(settings.searchesMax()));
        }
    }

    private static final int IDLE_TIMES_MAX = 10;

    private final String entityId;
    private final Trade trade;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final Gathering gathering;
    private final ActorRef<Answer> inbox;
    private int searching;
    private int idleTimes;

    private Aggregator(
            ActorContext<Command> context,
            String entityId,
            ActorRef<ClusterSharding.ShardCommand> shard,
            Trade trade) {
        super(context);
        this.entityId = entityId;
        this.trade = trade;
        this.shard = shard;
        var judge = new Judge(trade.receipts, trade.settings.cosineMin());
        this.gathering = new Gathering(judge, trade.settings.partsMax());
        this.inbox = context.messageAdapter(Answer.class, Arrived::new);
        context.setReceiveTimeout(trade.settings.idleAfter(), Idle.IDLE);
    }

    /** The aggregator with this entity id; asks {@code shard} to let it go when it is idle. */
    public static Behavior<Command> create(
            String entityId, ActorRef<ClusterSharding.ShardCommand> shard, Trade trade) {
        return Behaviors.setup(context -> new Aggregator(context, entityId, shard, trade));
    }

    /** What a sender writes as the audience of its envelope. */
    public static String audience(String entityId) {
        return TYPE.name() + "/" + entityId;
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Expect expect -> onExpect(expect);
            case Arrived(var answer) -> onArrived(answer);
            case Search search -> onSearch(search);
            case Searched searched -> onSearched(searched);
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

    private void onSearch(Search asked) {
        Opened<SearchRequest> opened =
                trade.envelopes.open(
                        asked.request, MessageType.SEARCH, audience(entityId), SearchRequest.class);
        switch (opened) {
            case Opened.Rejected<SearchRequest>(var failure) -> refuse(asked, failure);
            case Opened.Accepted<SearchRequest> accepted when !trade.searches.tryAcquire() ->
                    refuse(
                            asked,
                            new Failure(
                                    Failure.Code.OVERLOADED,
                                    "this agent gathers as many searches as it may"));
            case Opened.Accepted<SearchRequest> accepted -> begin(asked, accepted);
        }
    }

    private void begin(Search asked, Opened.Accepted<SearchRequest> opened) {
        var self = getContext().getSelf();
        searching++;
        getContext()
                .spawnAnonymous(
                        SearchRound.create(
                                opened.payload(),
                                trade.partitions,
                                trade.settings,
                                trade.searches::release,
                                found -> self.tell(new Searched(asked, opened, found))));
    }

    private void onSearched(Searched searched) {
        searching--;
        Search asked = searched.asked;
        try {
            Sealed sealed =
                    trade.envelopes.seal(
                            MessageType.RESULT,
                            searched.opened.taskId(),
                            searched.opened.sender().did(),
                            searched.found);
            asked.replyTo.tell(new Answer.Done(asked.part, sealed));
        } catch (IllegalArgumentException e) { // longer than an envelope may be
            getContext().getLog().info("a search's answer cannot be sealed: {}", e.getMessage());
            refuse(
                    asked,
                    new Failure(
                            Failure.Code.TOO_LARGE,
                            "the passages found are too long for one answer; ask for fewer"));
        }
    }

    /** What is awaited for so long will not come; its asker has given up or asked anew. */
    private void onIdle() {
        idleTimes++;
        boolean busy = searching > 0 || !gathering.isEmpty();
        if (busy && idleTimes < IDLE_TIMES_MAX) return;
        shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }

    private void refuse(Search asked, Failure failure) {
        asked.replyTo.tell(new Answer.Refused(asked.part, trade.self.did(), failure));
    }
}
