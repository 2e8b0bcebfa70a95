package dev.kith.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Settings in Java and keys in HOCON are the same words, both ways, and the defaults are valid. */
class SettingsTest {
    private static final Config KITH =
            ConfigFactory.load("application").getConfig("kith").resolve();

    /** Where a record's section is not called after its package. */
    private static final Map<String, String> SECTIONS =
            Map.of(
                    "NetworkSettings", "network",
                    "ReunionSettings", "reunion",
                    "ManagementSettings", "management",
                    "IndexSettings", "store-index",
                    "KarmaSettings", "karma");

    private static final Map<String, Class<?>> SETTINGS = settings();

    @TestFactory
    Stream<DynamicTest> saysTheSameWordsInJavaAndHocon() {
        return SETTINGS.entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(),
                                () ->
                                        assertThat(words(entry.getValue()))
                                                .isEqualTo(
                                                        KITH.getConfig(entry.getKey())
                                                                .root()
                                                                .keySet())));
    }

    @TestFactory
    Stream<DynamicTest> startsWithValidDefaults() {
        return SETTINGS.entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(),
                                () ->
                                        assertThat(
                                                        entry.getValue()
                                                                .getMethod("from", Config.class)
                                                                .invoke(
                                                                        null,
                                                                        KITH.getConfig(
                                                                                entry.getKey())))
                                                .isNotNull()));
    }

    @Test
    void hasARecordForEverySection() {
        assertThat(KITH.root().keySet()).isEqualTo(SETTINGS.keySet());
    }

    private static Map<String, Class<?>> settings() {
        Map<String, Class<?>> found = new TreeMap<>();
        for (JavaClass type :
                new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages("dev.kith")) {
            if (!type.getSimpleName().endsWith("Settings") || type.isNestedClass()) continue;
            String feature = type.getPackageName().split("\\.", -1)[2];
            found.put(SECTIONS.getOrDefault(type.getSimpleName(), feature), type.reflect());
        }
        return found;
    }

    private static void sameWords(Class<?> settings, Config section) {
        assertThat(words(settings)).isEqualTo(section.root().keySet());
        for (RecordComponent component : settings.getRecordComponents()) {
            if (component.getType().getSimpleName().endsWith("Settings")) {
                sameWords(component.getType(), section.getConfig(word(component)));
            }
        }
    }

    private static String word(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Set<String> words(Class<?> settings) {
        Set<String> words = new TreeSet<>();
        for (RecordComponent component : settings.getRecordComponents()) {
            words.add(component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
        }
        return words;
    }
}
