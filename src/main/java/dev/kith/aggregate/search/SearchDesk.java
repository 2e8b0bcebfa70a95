package dev.kith.aggregate.search;

import dev.kith.aggregate.AggregateSettings;
import dev.kith.model.AgentId;
import dev.kith.model.Failure;
import dev.kith.model.Receipt;
import dev.kith.wire.Answer;
import dev.kith.wire.Envelopes;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import dev.kith.wire.SearchRequest;
import dev.kith.wire.SearchResult;
import dev.kith.wire.Wire;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/**
 * Gathers searches, a bounded number at a time; one on each agent that aggregates, found by its
 * {@link #KEY}. It is no sharded entity: whoever searches asks the desk of its own agent, or one of
 * an agent that is reached now, and never waits for a shard to find a new home.
 *
 * <pre>
 *   Search ──► envelope good? room? ──no──► Refused
 *               │yes
 *               ▼
 *          SearchRound ──► Done, sealed
 * </pre>
 */
public final class SearchDesk extends AbstractMatchingBehavior<SearchDesk.Command> {

    /** How the desks of all agents are found. */
    public static final ServiceKey<Command> KEY = ServiceKey.create(Command.class, "search-desk");

    /** Everything this actor can receive. */
    public sealed interface Command {}

    /**
     * Searches all partitions.
     *
     * @param part what the asker calls this search; comes back in the answer
     * @param request a {@code search} envelope with a {@link SearchRequest}, its audience {@link
     *     #audience}
     */
    public record Search(String part, Sealed request, ActorRef<Answer> replyTo)
            implements Command, Wire {}

    private record Searched(
            long number, Search asked, Opened.Accepted<SearchRequest> opened, SearchResult found)
            implements Command {}

    private record Ended(long number) implements Command {}

    /**
     * What a desk works with.
     *
     * @param self who we are
     * @param disbelieved vectors with which receipts nothing is found by
     */
    public record Trade(
            AgentId self,
            Envelopes envelopes,
            PartitionDoor partitions,
            Predicate<Receipt> disbelieved,
            AggregateSettings settings) {}

    private final Trade trade;
    private final String audience;
    private final Set<Long> searching = new HashSet<>();
    private long begun;

    private SearchDesk(ActorContext<Command> context, Trade trade) {
        super(context);
        this.trade = trade;
        this.audience = audience(context.getSelf());
    }

    /** A desk; its actor's name must be of this agent alone. */
    public static Behavior<Command> create(Trade trade) {
        return Behaviors.setup(context -> new SearchDesk(context, trade));
    }

    /** What a sender writes as the audience of its envelope. */
    public static String audience(ActorRef<Command> desk) {
        return "search-desk/" + desk.path().name();
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Search search -> onSearch(search);
            case Searched searched -> onSearched(searched);
            case Ended(long number) -> searching.remove(number);
        }
        return this;
    }

    private void onSearch(Search asked) {
        Opened<SearchRequest> opened =
                trade.envelopes.open(
                        asked.request, MessageType.SEARCH, audience, SearchRequest.class);
        switch (opened) {
            case Opened.Rejected<SearchRequest>(var failure) -> refuse(asked, failure);
            case Opened.Accepted<SearchRequest> _
                    when searching.size() >= trade.settings.searchesMax() ->
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
        long number = begun++;
        var round =
                SearchRound.create(
                        opened.payload(),
                        trade.partitions,
                        trade.settings,
                        found ->
                                self.tell(
                                        new Searched(
                                                number,
                                                asked,
                                                opened,
                                                Findings.believed(
                                                        found,
                                                        opened.payload().mode(),
                                                        trade.disbelieved))));
        searching.add(number);
        getContext().watchWith(getContext().spawnAnonymous(round), new Ended(number));
    }

    private void onSearched(Searched searched) {
        searching.remove(searched.number);
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

    private void refuse(Search asked, Failure failure) {
        asked.replyTo.tell(new Answer.Refused(asked.part, trade.self.did(), failure));
    }
}
