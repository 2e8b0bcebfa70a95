package dev.kith.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.cli.CommandRun;
import dev.kith.cli.bench.sharing.SharingExperiment.Length;
import dev.kith.cli.terminal.Style;
import dev.kith.reputation.ReputationSettings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of trust gives the same figures for people, for programs, and as pictures. */
class TrustBenchTest {
    private static final TrustBench.Size SMALL = new TrustBench.Size(1, 1, new Length(2, 0.5));
    private static final List<Double> HEARD = new ArrayList<>();
    private static final TrustFigures FIGURES =
            new TrustBench(ReputationSettings.standard(), SMALL)
                    .run(5, (share, _) -> HEARD.add(share));

    @Test
    void hasEverySettingForPrograms() {
        JsonNode json = FIGURES.json();

        assertThat(json.path("seed").asLong()).isEqualTo(5);
        for (String lies : List.of("non_collusive", "collusive")) {
            JsonNode at = json.path("trust_error").path(lies).path("0.7");
            assertThat(at.fieldNames())
                    .toIterable()
                    .containsExactly("conventional", "tvm", "psm", "kith");
            assertThat(at.path("kith").isNumber()).isTrue();
        }
        assertThat(json.path("trust_ranking").path("half_malicious").path("0.0").size()).isZero();
        for (String threat : List.of("A", "B", "C", "D")) {
            assertThat(json.path("wrong_results").path(threat).path("0.7").fieldNames())
                    .toIterable()
                    .startsWith("none", "eigentrust", "kith");
        }
        assertThat(json.path("wrong_results").path("C").path("0.5").has("kith_audited")).isTrue();
        assertThat(json.has("audit")).isFalse();
    }

    @Test
    void hasARowForEverySettingForPeople() {
        List<String> lines = new TrustTables(FIGURES).lines(new Style(false));

        assertThat(lines).contains("Seed 5");
        assertThat(lines).anyMatch(line -> line.startsWith("colluding") && line.contains("70 %"));
        assertThat(lines).anyMatch(line -> line.startsWith("D") && line.contains("spies"));
        assertThat(lines).allMatch(line -> line.length() <= 100);
    }

    @Test
    void tellsHowFarItIs() {
        assertThat(HEARD).hasSizeGreaterThan(40).isSorted().allMatch(s -> s >= 0 && s < 1);
    }

    @Test
    void writesTablesAndPictures(@TempDir Path folder) throws IOException {
        TrustFiles.write(FIGURES, folder);
        new Pictures(folder).draw(FIGURES);

        assertThat(Files.readAllLines(folder.resolve(TrustFiles.TRUST)))
                .startsWith("seed,liars,malicious_share,metric,rms,auc")
                .hasSize(1 + 3 * 8 * 4);
        assertThat(Files.readAllLines(folder.resolve(TrustFiles.SHARING)))
                .allMatch(line -> line.split(",", -1).length == 7);
        for (String name : List.of(Pictures.TRUST, Pictures.SHARING)) {
            BufferedImage picture = ImageIO.read(folder.resolve(name).toFile());
            assertThat(picture.getWidth()).isGreaterThan(1000);
            assertThat(picture.getHeight()).isGreaterThan(800);
        }
    }

    @Test
    void isACommandWithHelp() {
        CommandRun help = new CommandRun().run("bench", "trust", "--help");
        CommandRun bare = new CommandRun().run("bench");

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("--seed", "--out");
        assertThat(bare.code()).isEqualTo(2);
        assertThat(bare.err()).contains("kith bench").contains("trust");
    }

    @Test
    void saysWhereItCannotWrite(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("taken"));

        CommandRun run = new CommandRun().run("bench", "trust", "--out", file + "/inside");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("taken").contains("name another --out");
    }
}
