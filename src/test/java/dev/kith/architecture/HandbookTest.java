package dev.kith.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The handbook knows every setting, every HTTP call and every command, and its links resolve. */
class HandbookTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path HANDBOOK = RESOURCES.resolve("handbook");
    private static final Path OPEN_API = RESOURCES.resolve("openapi.json");
    private static final String COMMAND = "picocli.CommandLine$Command";
    private static final String OPTION = "picocli.CommandLine$Option";
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)\\A# \\S.*$");
    private static final int WORDS_MIN = 600;

    @Test
    void listsExactlyThePagesThatThereAre() throws IOException {
        try (Stream<Path> files = Files.list(HANDBOOK)) {
            List<String> pages =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".md"))
                            .toList();
            assertThat(listed()).containsExactlyInAnyOrderElementsOf(pages);
        }
    }

    @Test
    void beginsEveryPageWithItsTitleAndSaysSomething() {
        assertThat(listed())
                .allSatisfy(page -> {
                    assertThat(text(page)).containsPattern(HEADING);
                    assertThat(text(page).split("\\s+", -1)).hasSizeGreaterThan(WORDS_MIN);
                });
    }

    @Test
    void linksOnlyToWhatIsThere() {
        assertThat(
                        listed().stream()
                                .flatMap(page ->
                                        LINK.matcher(text(page)).results().map(l -> l.group(1)))
                                .filter(link -> !link.contains("://"))
                                .filter(link -> !Files.exists(HANDBOOK.resolve(link))))
                .isEmpty();
    }

    @Test
    void explainsEverySettingWithItsDefault() {
        List<String> rows = text("configuration-reference.md").lines().toList();
        assertThat(settings().filter(row -> rows.stream().noneMatch(r -> r.startsWith(row))))
                .as("rows that the configuration reference lacks")
                .isEmpty();
    }

    @Test
    void explainsNoSettingThatDoesNotExist() {
        List<String> known = settings().map(row -> row.split("`", -1)[1]).toList();
        Pattern key = Pattern.compile("(?m)^\\| `(kith\\.[a-z0-9.-]+)` ");
        assertThat(
                        key.matcher(text("configuration-reference.md"))
                                .results()
                                .map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void explainsEveryHttpCall() throws IOException {
        assumeThat(OPEN_API).exists();
        String page = text("http-reference.md");
        Iterator<String> paths =
                new ObjectMapper().readTree(OPEN_API.toFile()).path("paths").fieldNames();
        assertThat(paths).toIterable().allSatisfy(path -> assertThat(page).contains(path));
    }

    @Test
    void explainsEveryCommandAndOption() {
        String page = text("command-line.md");
        List<String> words = new ArrayList<>();
        for (JavaClass type :
                new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages("dev.kith.cli")) {
            type.tryGetAnnotationOfType(COMMAND)
                    .flatMap(command -> command.get("name"))
                    .map(Object::toString)
                    .filter(name -> !name.equals("kith"))
                    .ifPresent(words::add);
            type.getFields().stream()
                    .flatMap(field -> field.tryGetAnnotationOfType(OPTION).stream())
                    .flatMap(option -> option.get("names").stream())
                    .flatMap(names -> Arrays.stream((Object[]) names))
                    .map(Object::toString)
                    .forEach(words::add);
        }
        assertThat(words).as("commands and options found").contains("search", "--json");
        assertThat(words).allSatisfy(word -> assertThat(page).containsPattern(whole(word)));
    }

    private static Pattern whole(String word) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])");
    }

    /** How each setting's row in the table begins: its key and its default. */
    private static Stream<String> settings() {
        return files(RESOURCES.resolve("kith"))
                .map(file ->
                        ConfigFactory.parseFile(file.toFile())
                                .resolve(ConfigResolveOptions.noSystem()))
                .filter(config -> config.hasPath("kith"))
                .flatMap(HandbookTest::rows);
    }

    private static Stream<String> rows(Config config) {
        return config.withOnlyPath("kith").entrySet().stream()
                .map(entry -> {
                    String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
                    return "| `%s` | `%s` |".formatted(key, shown(entry.getValue().unwrapped()));
                });
    }

    private static String shown(Object value) {
        return value.equals("") ? "\"\"" : value.toString();
    }

    private static List<String> listed() {
        return text("index.txt").lines().toList();
    }

    private static String text(String page) {
        return read(HANDBOOK.resolve(page));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
