package dev.kith.aggregate.search;

import dev.kith.aggregate.AggregateSettings;
import dev.kith.model.CopyId;
import dev.kith.model.Failure;
import dev.kith.wire.PartitionSearch;
import dev.kith.wire.PartitionSearch.AskCandidates;
import dev.kith.wire.PartitionSearch.AskPassages;
import dev.kith.wire.PartitionSearch.AskStatistics;
import dev.kith.wire.PartitionSearch.CandidatesFound;
import dev.kith.wire.PartitionSearch.PassageId;
import dev.kith.wire.PartitionSearch.Query;
import dev.kith.wire.PartitionSearch.Reply;
import dev.kith.wire.PartitionSearch.Statistics;
import dev.kith.wire.SearchRequest;
import dev.kith.wire.SearchResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What one search asks, stage by stage, and what it makes of the answers. Pure.
 *
 * <p>Its coverage counts the partitions for which a copy that is not behind answered every stage.
 */
final class Inquiry {

    /** In order, each with the share of the deadline that is over when it must end. */
    enum Stage {
        STATISTICS(0.5),
        CANDIDATES(0.75),
        MORE_CANDIDATES(0.85),
        PASSAGES(1);

        private final double share;

        Stage(double share) {
            this.share = share;
        }

        double share() {
            return share;
        }
    }

    private final SearchRequest request;
    private final AggregateSettings settings;
    private final Query query;
    private final Depth depth;
    private final Map<Integer, List<CopyId>> orders;
    private final Set<Integer> covered;
    private Stage stage;
    private Round round;
    private Statistics statistics = new Statistics(0, 0, Map.of());
    private final Map<Integer, CandidatesFound> candidates = new TreeMap<>();
    private final Map<Integer, List<CopyId>> answerers = new HashMap<>();
    private List<Fusion.Ranked> winners = List.of();
    private Map<Integer, List<PassageId>> wanted = Map.of();

    /**
     * A search that begins.
     *
     * @param orders for every partition, its copies in the order they are asked
     */
    Inquiry(SearchRequest request, AggregateSettings settings, Map<Integer, List<CopyId>> orders) {
        this.request = request;
        this.settings = settings;
        this.orders = orders;
        this.covered = new HashSet<>(orders.keySet());
        this.query =
                new Query(
                        request.collection(),
                        request.text(),
                        request.vector(),
                        request.mode(),
                        request.filter(),
                        Math.max(settings.candidatesMax(), request.limit()));
        this.depth = Depth.over(query.candidatesMax(), orders.size());
        this.stage = request.mode().needsKeywords() ? Stage.STATISTICS : Stage.CANDIDATES;
        this.round = new Round(orders);
    }

    Stage stage() {
        return stage;
    }

    /** The present stage's questions. */
    Round round() {
        return round;
    }

    /** What a copy is asked now. */
    PartitionSearch question(CopyId copy, ActorRef<Reply> ear) {
        return switch (stage) {
            case STATISTICS -> new AskStatistics(query, ear);
            case CANDIDATES -> new AskCandidates(query.most(depth.first()), statistics, ear);
            case MORE_CANDIDATES -> new AskCandidates(query, statistics, ear);
            case PASSAGES ->
                    new AskPassages(
                            query.collection(),
                            wanted.getOrDefault(copy.partition(), List.of()),
                            ear);
        };
    }

    /**
     * Ends the present stage with the answers it has.
     *
     * @return whether there is a stage after it
     */
    boolean next() {
        return switch (stage) {
            case STATISTICS -> {
                covered.retainAll(round.seen());
                statistics = Findings.summed(round.answers());
                var byAnswer = new HashMap<>(orders);
                byAnswer.putAll(round.ordersByAnswer());
                enter(Stage.CANDIDATES, byAnswer);
                yield true;
            }
            case CANDIDATES -> {
                covered.retainAll(round.seen());
                answerers.putAll(round.ordersByAnswer());
                keep(round.answers());
                boolean dense = query.mode().needsVector() && !query.vector().isEmpty();
                boolean words = query.mode().needsKeywords();
                Set<Integer> unsounded = depth.unsounded(candidates.values(), dense, words);
                if (unsounded.isEmpty()) rank();
                else enter(Stage.MORE_CANDIDATES, only(unsounded));
                yield true;
            }
            case MORE_CANDIDATES -> {
                covered.removeIf(p -> round.asks(p) && !round.seen().contains(p));
                answerers.putAll(round.ordersByAnswer());
                keep(round.answers());
                rank();
                yield true;
            }
            case PASSAGES -> false;
        };
    }

    /** What was found, once there is no further stage. */
    SearchResult found() {
        wanted.keySet().stream().filter(p -> !round.seen().contains(p)).forEach(covered::remove);
        return new SearchResult(
                Findings.hits(winners, round.answers()),
                covered.size(),
                orders.size(),
                Optional.empty());
    }

    /** Nothing, because the question itself is wrong. */
    SearchResult failed(Failure failure) {
        return new SearchResult(List.of(), covered.size(), orders.size(), Optional.of(failure));
    }

    private void keep(List<Reply> replies) {
        for (Reply reply : replies) {
            if (reply instanceof CandidatesFound found) candidates.put(found.partition(), found);
        }
    }

    private void rank() {
        List<Reply> replies = List.copyOf(candidates.values());
        winners =
                fusion().rank(
                                Findings.candidates(replies),
                                way(),
                                request.perPassage(),
                                request.limit());
        wanted = Findings.wanted(winners, replies);
        enter(Stage.PASSAGES, only(wanted.keySet()));
    }

    /** Whom to ask for more of what these partitions have named: whoever named it first. */
    private Map<Integer, List<CopyId>> only(Set<Integer> partitions) {
        var orders = new HashMap<>(answerers);
        orders.keySet().retainAll(partitions);
        return orders;
    }

    private void enter(Stage next, Map<Integer, List<CopyId>> asked) {
        stage = next;
        round = new Round(asked);
    }

    private Fusion fusion() {
        return new Fusion(query.candidatesMax(), settings.denseShare(), settings.rankConstant());
    }

    private Fusion.Way way() {
        return switch (request.mode()) {
            case SEMANTIC -> Fusion.Way.DENSE;
            case KEYWORD -> Fusion.Way.KEYWORD;
            case HYBRID ->
                    request.fusion().equals("rrf") ? Fusion.Way.RECIPROCAL_RANKS : Fusion.Way.Z;
        };
    }
}
