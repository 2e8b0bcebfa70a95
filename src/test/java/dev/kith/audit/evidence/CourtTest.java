package dev.kith.audit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.audit.evidence.Evidence.ConflictingResults;
import dev.kith.audit.evidence.Evidence.Equivocation;
import dev.kith.audit.evidence.Evidence.OutvotedResult;
import dev.kith.audit.evidence.Evidence.Statements;
import dev.kith.audit.evidence.Evidence.WrongResult;
import dev.kith.model.AgentId;
import dev.kith.model.HashTree;
import dev.kith.model.Receipt;
import dev.kith.vector.UnitVector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Proof convicts everywhere alike, hearsay lowers trust, and nobody is framed. */
class CourtTest {
    private static final UnitVector RIGHT = UnitVector.of(1, 2, 3);
    private static final UnitVector WRONG = UnitVector.of(3, -2, 1);
    private static final String TEXT = "what the text says";

    /** Knows the model: can compute everything itself. */
    private final Court able = new Court(new KnownWitness(true));

    /** Knows signatures only. */
    private final Court unable = new Court(new KnownWitness(false));

    @Test
    void quarantinesWhoSignedTwoRecordsOfOneVersion() {
        var fork = new Equivocation(agent(1), "1/0/7/x", "1/0/7/y");
        assertThat(unable.judge(fork)).isEqualTo(Consequence.QUARANTINE);
        for (Equivocation no :
                List.of(
                        new Equivocation(agent(1), "1/0/7/x", "1/0/7/x"),
                        new Equivocation(agent(1), "1/0/7/x", "1/0/8/y"),
                        new Equivocation(agent(1), "1/0/7/x", "1/1/7/y"),
                        new Equivocation(agent(1), "1/0/7/x", "2/0/7/y"),
                        new Equivocation(agent(2), "1/0/7/x", "1/0/7/y"),
                        new Equivocation(agent(1), "1/0/7/x", "forged"))) {
            assertThat(unable.judge(no)).as(no.toString()).isEqualTo(Consequence.NOTHING);
        }
    }

    @Test
    void quarantinesWhoSignedTwoResultsOnlyWhereResultsAreExact() {
        var one = receipt(1, "exact", RIGHT, TEXT);
        var other = receipt(1, "exact", WRONG, TEXT);
        assertThat(unable.judge(new ConflictingResults(one, other)))
                .isEqualTo(Consequence.QUARANTINE);
        for (ConflictingResults no :
                List.of(
                        new ConflictingResults(one, one),
                        new ConflictingResults(one, receipt(2, "exact", WRONG, TEXT)),
                        new ConflictingResults(one, receipt(1, "exact", WRONG, "another")),
                        new ConflictingResults(one, unsigned(other)),
                        new ConflictingResults(
                                receipt(1, "floats", RIGHT, TEXT),
                                receipt(1, "floats", WRONG, TEXT)))) {
            assertThat(unable.judge(no)).isEqualTo(Consequence.NOTHING);
        }
    }

    @Test
    void quarantinesForAWrongResultWhereItComputesTheTextItself() {
        var wrong = new WrongResult(opening(1, WRONG));
        assertThat(able.judge(wrong)).isEqualTo(Consequence.QUARANTINE);
        assertThat(unable.judge(wrong)).isEqualTo(Consequence.LESS_TRUST);
    }

    @Test
    void believesNoCanaryThatSomebodyMadeUpAgainstAnHonestAgent() {
        assertThat(able.judge(new WrongResult(opening(1, RIGHT)))).isEqualTo(Consequence.NOTHING);
        Opening honest = opening(1, RIGHT);
        for (Opening forged :
                List.of(
                        with(honest, TEXT, WRONG.toBase64()),
                        with(honest, TEXT, "?"),
                        with(honest, "another text", RIGHT.toBase64()),
                        opening(unsigned(honest.receipt()), List.of(TEXT), List.of(WRONG), 0))) {
            assertThat(able.judge(new WrongResult(forged))).isEqualTo(Consequence.NOTHING);
        }
    }

    @Test
    void believesNoVectorPairedWithTheTextOfAnotherPlace() {
        List<String> texts = List.of(TEXT, "another");
        List<UnitVector> vectors = List.of(RIGHT, WRONG);
        var receipt = receipt(1, "floats", vectors, texts);
        Opening first = opening(receipt, texts, vectors, 0);
        Opening second = opening(receipt, texts, vectors, 1);
        var crossed =
                new Opening(receipt, TEXT, WRONG.toBase64(), first.ofText(), second.ofVector());

        assertThat(first.matches() && second.matches()).isTrue();
        assertThat(crossed.matches()).isFalse();
        assertThat(able.judge(new WrongResult(crossed))).isEqualTo(Consequence.NOTHING);
    }

    @Test
    void lowersTrustByAQuorumAndBansByTwoThatShareNobody() {
        var first = outvoted(2, 3, 4);
        var overlapping = outvoted(4, 5, 6);
        var disjoint = outvoted(5, 6, 7);
        assertThat(unable.judge(first)).isEqualTo(Consequence.LESS_TRUST);
        assertThat(unable.judge(agent(1), List.of(first, overlapping)))
                .isEqualTo(Consequence.LESS_TRUST);
        assertThat(unable.judge(agent(1), List.of(first, first))).isEqualTo(Consequence.LESS_TRUST);
        assertThat(unable.judge(agent(1), List.of(first, disjoint)))
                .isEqualTo(Consequence.QUARANTINE);
        assertThat(unable.judge(agent(2), List.of(first, disjoint))).isEqualTo(Consequence.NOTHING);
    }

    @Test
    void computesItselfBeforeItBelievesAQuorum() {
        assertThat(able.judge(outvoted(2, 3, 4))).isEqualTo(Consequence.QUARANTINE);
        var framed =
                new OutvotedResult(
                        opening(1, RIGHT),
                        List.of(opening(2, WRONG), opening(3, WRONG), opening(4, WRONG)));
        assertThat(able.judge(framed)).isEqualTo(Consequence.NOTHING);
        assertThat(unable.judge(framed)).isEqualTo(Consequence.LESS_TRUST);
    }

    @Test
    void takesNoQuorumOfFewerThanThreeOthers() {
        assertThat(unable.judge(outvoted(2, 3))).isEqualTo(Consequence.NOTHING);
        assertThat(unable.judge(outvoted(2, 3, 3))).isEqualTo(Consequence.NOTHING);
        assertThat(unable.judge(outvoted(1, 2, 3))).isEqualTo(Consequence.NOTHING);
    }

    @Test
    void givesOneProofOneIdWhoeverReportsItAndInWhateverOrder() {
        var fork = new Equivocation(agent(1), "a", "b");
        assertThat(fork.proofId()).isEqualTo(new Equivocation(agent(1), "b", "a").proofId());
        assertThat(fork.proofId()).isNotEqualTo(new Equivocation(agent(1), "a", "c").proofId());
        assertThat(new Statements(Evidence.Kind.DOUBLE_VOTE, agent(1), List.of("ab")).proofId())
                .isNotEqualTo(
                        new Statements(Evidence.Kind.DOUBLE_VOTE, agent(1), List.of("a", "b"))
                                .proofId());
    }

    @Test
    void saysOfEveryKindWhetherAnyoneCanCheckItAgain() {
        assertThat(Evidence.Kind.values())
                .filteredOn(Evidence.Kind::objective)
                .containsExactlyInAnyOrder(
                        Evidence.Kind.EQUIVOCATION,
                        Evidence.Kind.CONFLICTING_RESULTS,
                        Evidence.Kind.WRONG_RESULT,
                        Evidence.Kind.FORGED_CERTIFICATE);
        assertThat(
                        unable.judge(
                                new Statements(
                                        Evidence.Kind.FORGED_CERTIFICATE,
                                        agent(1),
                                        List.of("true"))))
                .isEqualTo(Consequence.QUARANTINE);
        assertThat(
                        unable.judge(
                                new Statements(
                                        Evidence.Kind.DOUBLE_VOTE, agent(1), List.of("true"))))
                .isEqualTo(Consequence.LESS_TRUST);
    }

    private static OutvotedResult outvoted(Integer... others) {
        return new OutvotedResult(
                opening(1, WRONG),
                List.of(others).stream().map(other -> opening(other, RIGHT)).toList());
    }

    private static Opening opening(int agent, UnitVector vector) {
        return opening(receipt(agent, "floats", vector, TEXT), List.of(TEXT), List.of(vector), 0);
    }

    private static Opening opening(
            Receipt receipt, List<String> texts, List<UnitVector> vectors, int index) {
        List<String> all = vectors.stream().map(UnitVector::toBase64).toList();
        return Opening.of(receipt, texts, all, index);
    }

    private static Opening with(Opening opening, String text, String vector) {
        return new Opening(opening.receipt(), text, vector, opening.ofText(), opening.ofVector());
    }

    private static Receipt receipt(int agent, String model, UnitVector vector, String text) {
        return receipt(agent, model, List.of(vector), List.of(text));
    }

    private static Receipt receipt(
            int agent, String model, List<UnitVector> vectors, List<String> texts) {
        return new Receipt(
                agent(agent),
                model,
                "engine",
                "avx2",
                HashTree.ofTexts(texts).root(),
                HashTree.of(vectors.stream().map(UnitVector::toBytes).toList()).root(),
                1,
                "good");
    }

    private static Receipt unsigned(Receipt r) {
        return new Receipt(
                r.agent(),
                r.model(),
                r.engine(),
                r.instructions(),
                r.input(),
                r.output(),
                r.time(),
                "bad");
    }

    private static AgentId agent(int number) {
        return new AgentId("did:key:z6Mkagent%05d".formatted(number));
    }

    /** Records are {@code agent/epoch/version/content}; a receipt is signed where it says so. */
    private record KnownWitness(boolean hasModel) implements Witness {
        @Override
        public Optional<Statement> statement(String record) {
            List<String> parts = List.of(record.split("/", -1));
            if (parts.size() != 4) return Optional.empty();
            return Optional.of(
                    new Statement(
                            agent(Integer.parseInt(parts.get(0))),
                            Long.parseLong(parts.get(1)),
                            Long.parseLong(parts.get(2)),
                            parts.get(3)));
        }

        @Override
        public boolean signed(Receipt receipt) {
            return receipt.signature().equals("good");
        }

        @Override
        public boolean exact(String model) {
            return model.equals("exact");
        }

        @Override
        public Optional<UnitVector> vector(Receipt receipt, String text) {
            return hasModel ? Optional.ofNullable(Map.of(TEXT, RIGHT).get(text)) : Optional.empty();
        }

        @Override
        public boolean agrees(Receipt receipt, UnitVector theirs, UnitVector ours) {
            return theirs.cosine(ours) > 0.9999;
        }

        @Override
        public boolean holds(Evidence.Kind kind, AgentId accused, List<String> statements) {
            return statements.equals(List.of("true"));
        }
    }
}
