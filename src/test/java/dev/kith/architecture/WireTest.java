package dev.kith.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.kith.wire.Wire;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every type that may cross between agents arrives as it was sent, and what the last release sent
 * can still be read.
 *
 * <p>{@code golden.properties} has the bytes of every type; a new type is added by running this
 * test with {@code -Dwire.golden=write} and committing the file. A line that changes is either a
 * message that older agents cannot read, or a field more: then the line as it was goes to {@code
 * older.properties}, and the field to {@link #NEWER}.
 */
class WireTest {
    private static final Path GOLDEN = Path.of("src/test/resources/wire/golden.properties");
    private static final Path OLDER = Path.of("src/test/resources/wire/older.properties");

    /** Fields that older releases did not write. */
    private static final String NEWER =
            ".*\\b(inCompany|candidates|lost|forsaken|torn|keeps|standing|since)";

    private static final ActorTestKit KIT = ActorTestKit.create("wire");
    private static final Serialization SERIALIZATION =
            SerializationExtension.get(KIT.system().classicSystem());

    /** A reference that reads the same in every run. */
    private static final ActorRef<?> NOBODY =
            ActorRefResolver.get(KIT.system())
                    .resolveActorRef("pekko://wire@127.0.0.1:1/user/nobody#1");

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @TestFactory
    Stream<DynamicTest> bringsEveryTypeOverUnchanged() {
        return types().map(type ->
                DynamicTest.dynamicTest(
                        name(type),
                        () -> {
                            Object sample = new Samples(NOBODY).of(type);
                            assertThat(read(write(sample), sample)).isEqualTo(sample);
                        }));
    }

    @Test
    void readsWhatTheLastReleaseWrote() {
        if ("write".equals(System.getProperty("wire.golden"))) writeGolden();
        Properties golden = bytes(GOLDEN);
        assertThat(golden.stringPropertyNames())
                .as("types with golden bytes; see the Javadoc for how to add one")
                .containsExactlyInAnyOrderElementsOf(types().map(WireTest::name).toList());
        types().forEach(type -> {
            Object sample = new Samples(NOBODY).of(type);
            assertThat(read(golden, type, sample)).as(name(type)).isEqualTo(sample);
        });
    }

    @Test
    void readsWhatOlderReleasesWroteButForFieldsTheyDidNotKnow() {
        Properties older = bytes(OLDER);
        types().filter(type -> older.containsKey(name(type)))
                .forEach(type -> {
                    Object sample = new Samples(NOBODY).of(type);
                    Object was = read(older, type, sample);
                    assertThat(was).as(name(type)).isNotEqualTo(sample);
                    assertThat(was)
                            .as(name(type))
                            .usingRecursiveComparison()
                            .ignoringFieldsMatchingRegexes(NEWER)
                            .isEqualTo(sample);
                });
        assertThat(types().map(WireTest::name).toList()).containsAll(older.stringPropertyNames());
    }

    private static Stream<Class<?>> types() {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("dev.kith").stream()
                        .filter(type -> type.isAssignableTo(Wire.class) && !type.isInterface())
                        .sorted(java.util.Comparator.comparing(JavaClass::getName))
                        .map(JavaClass::reflect);
    }

    private static String name(Class<?> type) {
        return type.getName().replaceFirst("^dev\\.kith\\.", "");
    }

    private static byte[] write(Object message) {
        return SERIALIZATION.serialize(message).get();
    }

    private static Object read(Properties lines, Class<?> type, Object like) {
        return read(Base64.getDecoder().decode(lines.getProperty(name(type))), like);
    }

    private static Object read(byte[] bytes, Object like) {
        var serializer = SERIALIZATION.findSerializerFor(like);
        return SERIALIZATION
                .deserialize(
                        bytes, serializer.identifier(), Serializers.manifestFor(serializer, like))
                .get();
    }

    private static Properties bytes(Path file) {
        var lines = new Properties();
        try {
            lines.load(new StringReader(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static void writeGolden() {
        var lines = new TreeMap<String, String>();
        types().forEach(type ->
                lines.put(
                        name(type),
                        Base64.getEncoder().encodeToString(write(new Samples(NOBODY).of(type)))));
        List<String> text =
                lines.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
        try {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
