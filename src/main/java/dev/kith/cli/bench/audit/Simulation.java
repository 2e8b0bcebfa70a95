package dev.kith.cli.bench.audit;

import dev.kith.audit.AuditSettings;
import dev.kith.model.AgentId;
import dev.kith.vector.UnitVector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One network of agents, some of which cheat, that fills an index. */
final class Simulation {
    private static final int BATCH = 32;
    private static final long MILLIS_A_BATCH = 1000;
    private static final int OWNERS = 10;

    private final AuditSettings settings;
    private final SplittableRandom random;
    private final Map<AgentId, Player> live = new LinkedHashMap<>();
    private final Asker asker;
    private final Tally tally = new Tally();
    private final ArrayDeque<Integer> again = new ArrayDeque<>();
    private final SequencedMap<Integer, Stored> index = new LinkedHashMap<>();
    private long now = 1;

    /** A network with an agent for each of these. */
    Simulation(AuditSettings settings, List<Cheat> agents, long seed) {
        this.settings = settings;
        this.random = new SplittableRandom(seed);
        var truth = new Truth(seed);
        for (int i = 0; i < agents.size(); i++) {
            var id = new AgentId("did:key:z6Mk%s%08d".formatted("simulated", i));
            var player =
                    new Player(id, "owner " + i % OWNERS, agents.get(i), truth, random.split());
            live.put(id, player);
            tally.joined(player);
        }
        this.asker = new Asker(settings, truth, live, random);
    }

    private record Stored(Player author, int wrong, boolean checkedWholly) {}

    /** Embeds so many chunks, and all that proofs send back. */
    Tally run(int chunks) {
        for (int batch = 0; batch < chunks / BATCH; batch++) {
            embed(batch);
            while (!again.isEmpty()) embed(again.removeFirst());
        }
        var left = new EnumMap<Cheat, Long>(Cheat.class);
        index.values().forEach(s -> left.merge(s.author.cheat(), (long) s.wrong, Long::sum));
        tally.ended(left);
        return tally;
    }

    private void embed(int batch) {
        now += MILLIS_A_BATCH;
        List<String> texts =
                IntStream.range(0, BATCH).mapToObj(i -> "chunk " + (batch * BATCH + i)).toList();
        var players = new ArrayList<>(live.values());
        Player author = players.get(random.nextInt(players.size()));
        var handled = asker.handle(author, texts, now, settings.sampling().trustedFloor());
        tally.handled(author, texts.size(), handled);
        if (handled.wrong().contains(author.id())) {
            again.addLast(batch);
        } else {
            asker.audit().passed(author.id(), Asker.MODEL, handled.checked().size());
            boolean wholly = handled.checked().size() == texts.size();
            index.putLast(batch, new Stored(author, wrong(texts, handled.vectors()), wholly));
        }
        for (AgentId id : handled.wrong()) proven(id);
    }

    private int wrong(List<String> texts, List<UnitVector> vectors) {
        return (int)
                IntStream.range(0, texts.size())
                        .filter(i -> !asker.right(texts.get(i), vectors.get(i)))
                        .count();
    }

    private void proven(AgentId id) {
        Player player = live.remove(id);
        if (player == null) throw new IllegalStateException("proven wrong twice: " + id);
        long wrong =
                index.values().stream()
                        .filter(s -> s.author == player)
                        .mapToLong(Stored::wrong)
                        .sum();
        tally.proven(player, wrong);
        asker.audit().failed(id, Asker.MODEL);
        index.reversed()
                .forEach((batch, stored) -> {
                    if (stored.author == player && !stored.checkedWholly) again.addLast(batch);
                });
    }
}
