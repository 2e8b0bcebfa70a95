package dev.kith.audit.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.compare.Comparison.Finding;
import dev.kith.vector.UnitVector;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Vectors of one text agree up to rounding, within what honest machines of their kind differ by.
 */
class AgreementTest {
    private static final int DIMENSION = 384;
    private static final NumericClass VNNI = NumericClass.of("int8", "avx512vnni");
    private static final NumericClass AVX2 = NumericClass.of("int8", "avx2");

    private final Agreement agreement = new Agreement(AuditSettings.shipped().tolerances());
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void agreesWithinTheToleranceOfTheClassAndNotBeyond() {
        for (int i = 0; i < 200; i++) {
            float[] vector = direction();
            assertThat(at(vector, 0.99995, NumericClass.FULL)).isEqualTo(Finding.AGREE);
            assertThat(at(vector, 0.99985, NumericClass.FULL)).isEqualTo(Finding.APART);
            assertThat(at(vector, 0.99985, VNNI)).isEqualTo(Finding.AGREE);
            assertThat(at(vector, 0.9990, VNNI)).isEqualTo(Finding.APART);
        }
    }

    @Test
    void isSymmetric() {
        for (int i = 0; i < 500; i++) {
            float[] one = direction();
            float[] other = turned(one, 1 - random.nextDouble() * 2e-4);
            assertThat(agreement.compare(one, other, VNNI).finding())
                    .isEqualTo(agreement.compare(other, one, VNNI).finding());
        }
    }

    @Test
    void comparesInt8OnOneInstructionSetOnly() {
        float[] vector = direction();
        assertThat(agreement.compare(vector, VNNI, vector, AVX2).finding())
                .isEqualTo(Finding.INCOMPARABLE);
        assertThat(NumericClass.of("full", "avx2")).isEqualTo(NumericClass.of("full", "i8mm"));
    }

    @Test
    void refusesWhatIsNoUnitVector() {
        float[] good = direction();
        float[] notANumber = good.clone();
        notANumber[5] = Float.NaN;
        float[] infinite = good.clone();
        infinite[5] = Float.POSITIVE_INFINITY;
        float[] longer = good.clone();
        for (int i = 0; i < longer.length; i++) longer[i] *= 1.002f;

        assertThat(finding(good, notANumber)).isEqualTo(Finding.NOT_FINITE);
        assertThat(finding(infinite, good)).isEqualTo(Finding.NOT_FINITE);
        assertThat(finding(good, longer)).isEqualTo(Finding.OTHER_LENGTH);
        assertThat(finding(good, new float[] {1, 0, 0})).isEqualTo(Finding.OTHER_DIMENSION);
        assertThat(finding(new float[0], new float[0])).isEqualTo(Finding.OTHER_LENGTH);
        assertThat(agreement.sound(good)).isTrue();
        assertThat(agreement.sound(longer)).isFalse();
        assertThat(agreement.sound(notANumber)).isFalse();
    }

    private Finding finding(float[] one, float[] other) {
        return agreement.compare(one, other, NumericClass.FULL).finding();
    }

    private Finding at(float[] vector, double cosine, NumericClass numbers) {
        return agreement.compare(vector, turned(vector, cosine), numbers).finding();
    }

    private float[] direction() {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) vector[i] = (float) random.nextGaussian();
        return UnitVector.of(vector).components();
    }

    /** A unit vector at exactly this cosine, but for rounding. */
    private float[] turned(float[] vector, double cosine) {
        float[] side = direction();
        double along = new UnitVector(vector).cosine(new UnitVector(side));
        double sine = Math.sqrt(1 - cosine * cosine);
        double length = Math.sqrt(1 - along * along);
        float[] turned = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            double across = (side[i] - along * vector[i]) / length;
            turned[i] = (float) (cosine * vector[i] + sine * across);
        }
        return turned;
    }
}
