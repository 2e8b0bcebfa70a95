package dev.kith.node.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.kith.embed.Embedder;
import dev.kith.embed.probe.Probe;
import dev.kith.node.probe.Bench.Small;
import dev.kith.registry.Directory;
import dev.kith.wire.board.BoardCast;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * An agent whose model gives other vectors than most of its elders' embeds nothing and is told on
 * which text they differ; one elder that lies among three shuts nobody out.
 */
class ExaminerTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create(
                    "examiner",
                    ConfigFactory.parseString("pekko.actor.provider = local")
                            .withFallback(ConfigFactory.load("application")));
    private static final int NEVER = Integer.MAX_VALUE;

    private final TestProbe<Object> probe = KIT.createTestProbe();
    private final ModelGate gate = new ModelGate();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    /** Its vectors differ from ours from so many chars on. */
    private static Small elder(int number, int twistFrom) {
        var model = new Small(twistFrom);
        var name = Embedder.nameAt(BoardCast.agent(number).id());
        var actor = KIT.spawn(Embedder.create(name, Bench.trade(number, model)), name);
        KIT.system().receptionist().tell(Receptionist.register(Embedder.KEY, actor));
        return model;
    }

    private void examine(int number, Directory directory) {
        KIT.spawn(Examiner.create(Bench.setup(number, directory, new Small(NEVER), gate)));
    }

    private void eventually(Runnable assertion) {
        probe.awaitAssert(
                Bench.patience(),
                () -> {
                    assertion.run();
                    return true;
                });
    }

    @Test
    void shutsOutAModelThatDiffersAndNamesTheTextAndTheElder() {
        int longest = Probe.WARRANTY.text().length();
        elder(1, longest);

        examine(2, Bench.members(Bench.self(2, 200), Bench.other(1, 100)));

        eventually(() ->
                assertThat(gate.get())
                        .hasValueSatisfying(why ->
                                assertThat(why)
                                        .contains("probe warranty has cosine 0.9")
                                        .contains("agent 1")
                                        .contains("below 0.9999")));
    }

    @Test
    void letsAModelEmbedThatGivesTheSameVectors() {
        Small model = elder(11, NEVER);
        gate.set(java.util.Optional.of("until it is compared"));

        examine(12, Bench.members(Bench.self(12, 200), Bench.other(11, 100)));

        eventually(() -> assertThat(gate.get()).isEmpty());
        assertThat(model.runs()).isGreaterThanOrEqualTo(Probe.values().length);
    }

    @Test
    void believesTwoEldersMoreThanOne() {
        Small liar = elder(21, 1);
        elder(22, NEVER);
        elder(23, NEVER);
        gate.set(java.util.Optional.of("until it is compared"));

        examine(
                24,
                Bench.members(
                        Bench.self(24, 400),
                        Bench.other(21, 100),
                        Bench.other(22, 200),
                        Bench.other(23, 300)));

        eventually(() -> assertThat(liar.runs()).isPositive());
        eventually(() -> assertThat(gate.get()).isEmpty());
    }

    @Test
    void asksNobodyWhereItIsTheEldest() {
        Small younger = elder(31, 1);
        Small same = elder(33, 1);

        examine(32, Bench.members(Bench.self(32, 100), Bench.other(31, 200)));
        examine(34, Bench.members(Bench.self(34, 300), Bench.other(33, 200)));

        eventually(() -> assertThat(same.runs()).isPositive());
        assertThat(younger.runs()).isZero();
    }
}
