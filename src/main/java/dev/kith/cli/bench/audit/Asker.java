package dev.kith.cli.bench.audit;

import dev.kith.audit.Audit;
import dev.kith.audit.AuditSettings;
import dev.kith.audit.Author;
import dev.kith.audit.Draw;
import dev.kith.audit.Place;
import dev.kith.audit.canary.Canary;
import dev.kith.audit.canary.CanaryPool;
import dev.kith.audit.choose.AuditorChoice;
import dev.kith.audit.choose.Candidate;
import dev.kith.audit.choose.Claim;
import dev.kith.audit.choose.Ruling;
import dev.kith.audit.choose.TieBreak;
import dev.kith.audit.commit.Commitment;
import dev.kith.audit.compare.Agreement;
import dev.kith.audit.compare.NumericClass;
import dev.kith.audit.sample.Care;
import dev.kith.model.AgentId;
import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentKey;
import dev.kith.model.HashTree;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.vector.UnitVector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who has the work done and checked: the production rules, with simulated agents to ask. */
final class Asker {
    static final String MODEL = "simulated";

    private static final Version FIRST = new Version(0, "bench");

    private final Truth truth;
    private final RandomGenerator random;
    private final Map<AgentId, Player> live;
    private final Audit audit;
    private final CanaryPool canaries;
    private final AuditorChoice choice;
    private final TieBreak tieBreak;
    private final Agreement agreement;

    /** An asker of the agents that are in {@code live} at the time. */
    Asker(AuditSettings settings, Truth truth, Map<AgentId, Player> live, RandomGenerator random) {
        this.truth = truth;
        this.random = random;
        this.live = live;
        this.audit = new Audit(settings, random);
        this.canaries = new CanaryPool(settings.canaries(), random);
        this.choice = new AuditorChoice(settings.auditors(), random);
        this.agreement = new Agreement(settings.tolerances());
        this.tieBreak = new TieBreak(settings.auditors(), agreement);
        for (int i = 0; i < settings.canaries().poolMax(); i++) learn("public text " + i, 1);
    }

    /**
     * What came of one batch.
     *
     * @param vectors those that were wanted
     * @param checked which of them were checked and right, counted from 0
     * @param wrong who was proven wrong: the author, an auditor, or nobody
     * @param cost texts that were embedded beside the wanted ones
     * @param trusted whether the author was checked as little as anyone is
     */
    record Handled(
            List<UnitVector> vectors,
            List<Integer> checked,
            Set<AgentId> wrong,
            int cost,
            boolean trusted) {}

    Audit audit() {
        return audit;
    }

    /** Whether a vector is the right one. */
    boolean right(String text, UnitVector vector) {
        return agree(truth.of(text), vector);
    }

    /** Has these texts embedded by this agent, and checks as the rules say. */
    Handled handle(Player player, List<String> texts, long now, double floor) {
        var author = new Author(player.id(), MODEL, player.trust(), false);
        double rate = audit.rate(author, Care.ORDINARY, now);
        double share = audit.canaryShare(author, Care.ORDINARY, now);
        int passes = passes(player);
        List<UnitVector> vectors = player.embed(texts, passes);
        player.handedIn(texts.size(), passes);
        var tree = HashTree.of(vectors.stream().map(UnitVector::toBytes).toList());
        var committed = new Commitment(tree.root(), vectors.size());
        Draw draw = audit.draw(author, committed, Care.ORDINARY, now);
        List<Integer> drawn = draw.all();
        for (int i : drawn) requireCommitted(tree, i, vectors.get(i));

        var wrong = new HashSet<AgentId>(checks(player, texts, vectors, draw, drawn, now));
        Optional<Canary> canary = canaries.draw(player.id(), share * texts.size());
        int known = canary.map(Canary::size).orElse(0);
        if (canary.filter(c -> !knows(player, c)).isPresent()) wrong.add(player.id());
        if (!wrong.contains(player.id())) {
            audit.passed(player.id(), MODEL, known);
            player.passed(known + drawn.size());
        }
        return new Handled(vectors, drawn, wrong, known + drawn.size(), rate <= floor);
    }

    private boolean knows(Player player, Canary canary) {
        List<UnitVector> answers = player.embed(canary.texts(), passes(player));
        return IntStream.range(0, canary.size())
                .allMatch(i -> agree(canary.vectors().get(i), answers.get(i)));
    }

    private Set<AgentId> checks(
            Player author,
            List<String> texts,
            List<UnitVector> vectors,
            Draw draw,
            List<Integer> drawn,
            long now) {
        var wrong = new HashSet<AgentId>();
        List<Integer> byAuditor = drawn.stream().filter(draw.byAuditor()::contains).toList();
        List<Integer> byUs = new ArrayList<>(drawn);
        Player auditor = byAuditor.isEmpty() ? null : auditor(author);
        if (auditor != null) {
            byUs.removeAll(byAuditor);
            List<String> asked = byAuditor.stream().map(texts::get).toList();
            List<UnitVector> answers = auditor.embed(asked, passes(auditor));
            for (int i = 0; i < asked.size(); i++) {
                UnitVector theirs = vectors.get(byAuditor.get(i));
                wrong.addAll(judged(author, theirs, auditor, answers.get(i), asked.get(i)));
            }
        }
        for (int i : byUs) {
            String text = texts.get(i);
            if (!agree(learn(text, now), vectors.get(i))) wrong.add(author.id());
        }
        return wrong;
    }

    private @Nullable Player auditor(Player author) {
        List<Candidate> everybody = live.values().stream().map(Asker::candidate).toList();
        return choice.choose(List.of(candidate(author)), everybody)
                .map(chosen -> live.get(chosen.agent()))
                .orElse(null);
    }

    /** Nobody when both agree; else whoever is not what this agent computes itself. */
    private Set<AgentId> judged(
            Player author, UnitVector theirs, Player auditor, UnitVector other, String text) {
        if (agree(theirs, other)) return Set.of();
        List<Claim> claims = List.of(claim(author, theirs), claim(auditor, other));
        return switch (tieBreak.rule(claims, recomputed(text), NumericClass.FULL)) {
            case Ruling.Known(_, var wrong, _) -> wrong;
            case Ruling.AskAnother _, Ruling.Open _ ->
                    throw new IllegalStateException("a ruling by own computation is certain");
        };
    }

    private UnitVector recomputed(String text) {
        return truth.honest(truth.of(text), random);
    }

    /** A text that this agent has computed itself may become a canary. */
    private UnitVector learn(String text, long now) {
        UnitVector vector = recomputed(text);
        var place = new Place(new DocumentKey(new CollectionName("bench"), text), FIRST, 0, 0);
        var origin = new Canary.Origin(TaskId.of(place.key(), ContentId.of(text)), place);
        var canary =
                new Canary(origin, List.of(text), List.of(vector), NumericClass.FULL, true, now);
        canaries.offer(canary, Set.of());
        return vector;
    }

    private boolean agree(UnitVector one, UnitVector other) {
        return agreement.compare(one.components(), other.components(), NumericClass.FULL).agree();
    }

    private int passes(Player player) {
        return audit.standing(player.id(), MODEL).passes();
    }

    private static void requireCommitted(HashTree tree, int index, UnitVector vector) {
        if (!HashTree.holds(tree.root(), tree.proof(index), vector.toBytes())) {
            throw new IllegalStateException("the commitment does not hold at " + index);
        }
    }

    private static Candidate candidate(Player player) {
        return new Candidate(player.id(), player.owner(), "", player.trust(), NumericClass.FULL);
    }

    private static Claim claim(Player player, UnitVector vector) {
        return new Claim(player.id(), player.owner(), NumericClass.FULL, vector);
    }
}
