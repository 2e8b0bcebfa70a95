package dev.kith.node.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.compare.NumericClass;
import dev.kith.embed.onnx.OnnxModel;
import dev.kith.embed.probe.Probe;
import dev.kith.embed.profile.ModelProfile;
import dev.kith.vector.UnitVector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The probes tell a real model from one that sees only the first 64 tokens, and from one that swaps
 * its answers.
 */
class ExamTest {
    private static final int TOKENS_SEEN = 64;
    private static final OnnxModel MODEL =
            OnnxModel.open(ModelProfile.FAST, Path.of("target/cache"), 1);
    private static final Exam EXAM =
            Exam.of(
                    AuditSettings.shipped().tolerances(),
                    NumericClass.of(MODEL.identity().numericClass(), MODEL.instructions()));

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static List<UnitVector> vectors(UnaryOperator<String> seen) {
        return Stream.of(Probe.values())
                .map(probe -> MODEL.query(seen.apply(probe.text())))
                .toList();
    }

    private static String beginning(String text) {
        int[] starts = MODEL.tokenizer().tokenStarts(text);
        return starts.length <= TOKENS_SEEN ? text : text.substring(0, starts[TOKENS_SEEN]);
    }

    @Test
    void findsNothingInTheSameModel() {
        assertThat(EXAM.difference(vectors(text -> text), vectors(text -> text), "anna")).isEmpty();
    }

    @Test
    void findsAModelThatSeesOnlyTheBeginning() {
        assertThat(EXAM.difference(vectors(text -> text), vectors(ExamTest::beginning), "anna"))
                .hasValueSatisfying(why ->
                        assertThat(why).startsWith("its vectors are not the network's: probe "));
    }

    @Test
    void findsAModelThatGivesANeighboursVector() {
        List<UnitVector> swapped = new ArrayList<>(vectors(text -> text));
        Collections.rotate(swapped, 1);

        assertThat(EXAM.difference(vectors(text -> text), swapped, "anna")).isPresent();
    }

    @Test
    void hasLongTextsThatAModelStillSeesWhole() {
        assertThat(Probe.passages())
                .extracting(MODEL.tokenizer()::count)
                .allSatisfy(tokens -> assertThat(tokens).isBetween(TOKENS_SEEN + 16, 256));
    }
}
