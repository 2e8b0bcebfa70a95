package dev.kith.cli.bench.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.cli.client.CommandFailed;
import dev.kith.embed.profile.ModelProfile;
import dev.kith.embed.profile.ModelTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Material is the same for a seed, without end, and never the same twice. */
class MaterialTest {
    @TempDir Path folder;

    @Test
    void makesProseWithoutEndOfTheHandbook() {
        Material material = Material.generated(3);
        Set<String> texts = new TreeSet<>();
        for (int i = 0; i < 200; i++) texts.add(material.text(i));

        assertThat(texts).hasSize(200).allMatch(text -> text.length() > 150);
        assertThat(texts).anyMatch(text -> text.contains("\n\n"));
        assertThat(Material.generated(3).text(17)).isEqualTo(material.text(17));
        assertThat(Material.generated(4).text(17)).isNotEqualTo(material.text(17));
        assertThat(material.name()).contains("handbook").contains("seed 3");
    }

    @Test
    void goesThroughAFolderAgainWithOtherTexts() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "First text.");
        Files.writeString(folder.resolve("b.md"), "Second text.");

        Material material = Material.of(folder.toString());

        assertThat(Set.of(material.text(0), material.text(1)))
                .containsExactlyInAnyOrder("First text.", "Second text.");
        assertThat(material.text(2)).isEqualTo("Pass 2.\n\n" + material.text(0));
        assertThat(material.text(5)).isEqualTo("Pass 3.\n\n" + material.text(1));
    }

    @Test
    void saysWhereThereIsNothing() {
        assertThatThrownBy(() -> Material.of(folder.toString()))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("no documents")
                .hasMessageContaining("--corpus");
    }

    @Test
    void asksAFewWordsThatAreThere() {
        Material material = Material.generated(3);

        String question = material.question(9);

        assertThat(question).isEqualTo(material.question(9)).isNotEqualTo(material.question(10));
        assertThat(question.split(" ", -1)).hasSizeBetween(4, 10);
        assertThat(material.text(9).replaceAll("\\s+", " ")).contains(question);
    }

    @Test
    void takesAsManyDocumentsAsItNeedsAndCutsThem() {
        try (ModelTokenizer tokenizer =
                ModelTokenizer.open(ModelProfile.FAST, Path.of("target/cache"))) {
            var cutter = new Cutter(tokenizer);

            assertThat(cutter.head("one two three four", 4)).isEqualTo("one two ");
            assertThat(cutter.head("one two", 4)).isEqualTo("one two");

            Load load = Load.of(Material.generated(3), cutter, 5, 20);

            assertThat(load.chunks()).hasSizeBetween(20, 40);
            assertThat(load.texts().getFirst()).isEqualTo(Material.generated(3).text(5));
            assertThat(load.next()).isEqualTo(5 + load.texts().size());
            assertThat(load.chunks())
                    .allSatisfy(chunk ->
                            assertThat(load.texts()).anyMatch(text -> text.contains(chunk)));
        }
    }
}
