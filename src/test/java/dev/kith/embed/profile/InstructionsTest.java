package dev.kith.embed.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The strongest instruction set has the name that receipts give it. */
class InstructionsTest {

    @Test
    void namesTheInstructionSet() {
        assertThat(Instructions.of(List.of("flags\t\t: fpu avx2 avx512f avx512_vnni")))
                .isEqualTo("avx512vnni");
        assertThat(Instructions.of(List.of("Features\t: fp asimd asimddp"))).isEqualTo("dotprod");
        assertThat(Instructions.of(List.of("flags : fpu")))
                .isEqualTo(System.getProperty("os.arch"));
    }
}
