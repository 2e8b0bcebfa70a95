package dev.kith.placement.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.registry.Directory;
import dev.kith.reputation.FixedTrust;
import dev.kith.reputation.ReputationSettings;
import dev.kith.reputation.Selection;
import dev.kith.task.testing.Agents;
import dev.kith.task.testing.FixedDirectory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;
import org.junit.jupiter.api.Test;

/**
 * A piece of work goes to an agent that works and is believed, the less loaded of two, now and then
 * to a newcomer; never to one that is quarantined as long as there is another.
 */
class WorkPickerTest {
    private static final int SHARDS = 48;

    private final long seed = new SplittableRandom().nextLong();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final FixedDirectory directory = new FixedDirectory();
    private final FixedTrust trust = new FixedTrust();
    private final ShardTable table = new ShardTable(SHARDS);
    private final WorkPicker picker =
            new WorkPicker(
                    new WorkPicker.Means(
                            directory,
                            trust,
                            table,
                            ReputationSettings.standard().selection(),
                            0.25,
                            random));

    WorkPickerTest() {
        System.out.println("seed " + seed);
    }

    @Test
    void takesSaltsInOrderWhereNobodyKnowsWhereShardsStand() {
        agents(Agents.working(1, 100));

        assertThat(picker.pick(piece(0), Set.of(), Set.of()).salt()).isZero();
        Pick next = picker.pick(piece(0), Set.of(0, 1), Set.of());
        assertThat(next.salt()).isEqualTo(2);
        assertThat(next.address()).isEmpty();
    }

    @Test
    void knowsWhomItsSaltsLeadTo() {
        fourEqual();

        for (int i = 0; i < 1000; i++) {
            WorkPicker.Piece piece = piece(i);
            Pick pick = picker.pick(piece, Set.of(), Set.of());
            assertThat(table.of(Capability.EMBED, piece.entity().apply(pick.salt())))
                    .isEqualTo(pick.address());
            picker.ended(pick);
        }
    }

    @Test
    void reachesShardsThatStandNowhereYetSoThatNoAgentStaysWithout() {
        agents(Agents.working(1, 100), Agents.working(2, 100));
        table.heard(Capability.EMBED, Map.of("7", Agents.address(1)));
        var reached = new HashSet<String>();
        var shards = ShardingMessageExtractor.apply(SHARDS);

        for (int i = 0; i < 1000; i++) {
            Pick pick = picker.pick(piece(i), Set.of(), Set.of());
            String shard = shards.shardId(piece(i).entity().apply(pick.salt()));
            assertThat(pick.address().isPresent()).isEqualTo(shard.equals("7"));
            reached.add(shard);
            picker.ended(pick);
        }

        assertThat(reached).hasSize(SHARDS);
    }

    @Test
    void asksAgainOnlyWhereItIsKnownWhoAnswers() {
        agents(Agents.working(1, 100), Agents.working(2, 100));
        Map<String, String> half = new HashMap<>();
        for (int i = 0; i < SHARDS / 2; i++) half.put("" + i, Agents.address(1 + i % 2));
        table.heard(Capability.EMBED, half);

        for (int i = 0; i < 200; i++) {
            Pick pick = picker.pick(piece(i), Set.of(), Set.of(Agents.address(1)));
            assertThat(pick.address()).contains(Agents.address(2));
            picker.ended(pick);
        }
    }

    @Test
    void spreadsWorkEvenlyOverEqualAgents() {
        fourEqual();

        Map<String, Integer> counts = counts(4000);

        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(800, 1200));
    }

    @Test
    void givesTheBelievedMostAndTheNewcomerSome() {
        fourEqual();
        for (int n = 1; n <= 3; n++) trust.seen(Agents.id(n), 40, 0);

        Map<String, Integer> counts = counts(8000);

        double newcomer = counts.getOrDefault(Agents.address(4), 0) / 8000.0;
        assertThat(newcomer).isCloseTo(0.05, within(0.02));
    }

    @Test
    void saysWhichWasPickedBecauseLittleIsKnownOfIt() {
        fourEqual();
        for (int n = 1; n <= 4; n++) trust.seen(Agents.id(n), 40, 0);
        trust.seen(Agents.id(2), 1, 0);

        for (int i = 0; i < 2000; i++) {
            Pick pick = picker.pick(piece(i), Set.of(), Set.of());
            if (pick.explored()) assertThat(pick.agent()).contains(Agents.id(2));
            picker.ended(pick);
        }
    }

    @Test
    void prefersTheLessLoadedOfTwo() {
        fourEqual();
        var held = new ArrayList<Pick>();
        for (int i = 0; i < 400; i++) held.add(picker.pick(piece(i), Set.of(), Set.of()));

        Map<String, Integer> counts = new HashMap<>();
        held.forEach(pick -> counts.merge(pick.address().orElseThrow(), 1, Integer::sum));

        // drawing at random alone would leave a spread of about 9 of 100
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(85, 115));
        held.forEach(picker::ended);
        assertThat(picker.standings(Capability.EMBED))
                .allSatisfy(standing -> assertThat(standing.underWay()).isZero());
    }

    @Test
    void neverPicksAnAgentThatPausesOrIsQuarantinedWhileThereIsAnother() {
        agents(Agents.paused(1), Agents.working(2, 100), Agents.working(3, 100));
        trust.quarantine(Agents.id(2));
        shards(1, 2, 3);

        assertThat(counts(500)).containsOnlyKeys(Agents.address(3));
    }

    @Test
    void asksAnotherAgentTheNextTimeAndNeverUnderTheSameSalt() {
        fourEqual();
        for (int i = 0; i < 300; i++) {
            var salts = new HashSet<Integer>();
            var asked = new HashSet<String>();
            for (int attempt = 0; attempt < 8; attempt++) {
                Pick pick = picker.pick(piece(i), salts, asked);
                assertThat(salts.add(pick.salt())).isTrue();
                boolean another = asked.add(pick.address().orElseThrow());
                assertThat(another).isEqualTo(attempt < 4);
                picker.ended(pick);
            }
        }
    }

    @Test
    void saysHowAgentsStandWithTheirSharesAndWhyOneGetsNone() {
        agents(Agents.working(1, 100), Agents.working(2, 50), Agents.paused(3));
        trust.quarantine(Agents.id(2));
        shards(1, 1, 3);

        List<Standing> standings = picker.standings(Capability.EMBED);

        assertThat(standings.getFirst().agent()).contains(Agents.id(1));
        assertThat(standings.getFirst().share()).isEqualTo(1);
        assertThat(standings.getFirst().shards()).contains(32);
        assertThat(standings.get(1).fitness().none())
                .contains("quarantined: it is proven dishonest");
        assertThat(standings.get(1).shards()).contains(0);
        assertThat(standings.get(2).fitness().none())
                .contains("paused: a person uses this machine");
    }

    @Test
    void saysAmongWhomItPickedAndHowTheyCountedThen() {
        agents(Agents.working(1, 100), Agents.working(2, 100), Agents.paused(3));
        shards(1, 1, 1, 2, 3);
        trust.seen(Agents.id(1), 40, 0);
        trust.seen(Agents.id(2), 40, 0);

        Pick first = picker.pick(piece(0), Set.of(), Set.of());
        Pick second = picker.pick(piece(1), Set.of(), Set.of());

        assertThat(second.considered().getFirst().agent()).isEqualTo(second.agent().orElseThrow());
        assertThat(second.considered())
                .extracting(Pick.Considered::agent)
                .containsExactlyInAnyOrder(Agents.id(1), Agents.id(2));
        Pick.Considered one = of(second, Agents.id(1));
        Pick.Considered two = of(second, Agents.id(2));
        assertThat(one.salts()).isGreaterThan(two.salts());
        assertThat(one.score()).isGreaterThan(0.25).isEqualTo(two.score());
        assertThat(of(second, first.agent().orElseThrow()).load()).isEqualTo(1);
        assertThat(one.load() + two.load()).isEqualTo(1);
    }

    @Test
    void keepsOfManyTheOneThatWasPickedAndTheLikeliestOthers() {
        List<Selection.Candidate> candidates =
                IntStream.rangeClosed(1, 20)
                        .boxed()
                        .flatMap(n ->
                                Collections.nCopies(
                                        n, new Selection.Candidate(Agents.id(n), 0.5, 1, 0))
                                        .stream())
                        .toList();

        assertThat(Pick.considered(candidates, Agents.id(3)))
                .extracting(one -> one.agent() + " " + one.salts())
                .containsExactly(
                        Agents.id(3) + " 3",
                        Agents.id(20) + " 20",
                        Agents.id(19) + " 19",
                        Agents.id(18) + " 18",
                        Agents.id(17) + " 17");
    }

    private static Pick.Considered of(Pick pick, AgentId agent) {
        return pick.considered().stream()
                .filter(one -> one.agent().equals(agent))
                .findFirst()
                .orElseThrow();
    }

    private void fourEqual() {
        agents(
                Agents.working(1, 100),
                Agents.working(2, 100),
                Agents.working(3, 100),
                Agents.working(4, 100));
        shards(1, 2, 3, 4);
    }

    private void agents(Directory.Entry... entries) {
        directory.agents = List.of(entries);
    }

    /** Shard {@code i} stands at the agent {@code i % homes.length} of these. */
    private void shards(int... homes) {
        Map<String, String> shards = new HashMap<>();
        for (int i = 0; i < SHARDS; i++) {
            shards.put(Integer.toString(i), Agents.address(homes[i % homes.length]));
        }
        table.heard(Capability.EMBED, shards);
    }

    /** Who got how many of so many pieces, each done before the next. */
    private Map<String, Integer> counts(int pieces) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < pieces; i++) {
            Pick pick = picker.pick(piece(i), Set.of(), Set.of());
            counts.merge(pick.address().orElseThrow(), 1, Integer::sum);
            Optional<AgentId> agent = pick.agent();
            assertThat(agent).isPresent();
            picker.ended(pick);
        }
        return counts;
    }

    private static WorkPicker.Piece piece(int number) {
        return new WorkPicker.Piece(Capability.EMBED, 32, salt -> "task" + number + "/0/0/" + salt);
    }
}
