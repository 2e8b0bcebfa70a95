package dev.kith.cli.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An archive belongs to certain jars and one Java, and is used only where nobody says otherwise.
 */
class StartArchiveTest {
    @TempDir Path folder;

    private StartArchive archive() {
        return StartArchive.of(
                        folder.resolve("kith.jar").toString(),
                        Map.of("KITH_NODE_CACHE", folder.resolve("cache").toString()))
                .orElseThrow();
    }

    private void jar(String name, String classPath) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        try (OutputStream out = Files.newOutputStream(folder.resolve(name));
                var jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }

    @Test
    void isAnotherOneWhenAJarChangesThatTheManifestNames() throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.writeString(folder.resolve("lib/other.jar"), "one");
        jar("kith.jar", "lib/other.jar");
        StartArchive before = archive();

        Files.writeString(folder.resolve("lib/other.jar"), "two and more");

        assertThat(archive()).isNotEqualTo(before);
        assertThat(before.file()).startsWithRaw(folder.resolve("cache"));
    }

    @Test
    void takesThePlaceOfThatOfEarlierJars() throws IOException {
        jar("kith.jar", "");
        StartArchive before = publish(archive());
        jar("kith.jar", "lib/other.jar");

        StartArchive after = publish(archive());

        assertThat(after.exists()).isTrue();
        assertThat(before.exists()).isFalse();
    }

    private static StartArchive publish(StartArchive archive) throws IOException {
        archive.lock().close();
        Files.writeString(archive.draft(), "archive");
        archive.publish(archive.draft());
        return archive;
    }

    @Test
    void isNotForFoldersOfClasses() {
        assertThat(StartArchive.of(folder.toString(), Map.of())).isEmpty();
    }

    @Test
    void givesWayToFlagsOfOnesOwn() {
        assertThat(StartArchive.wanted(Map.of())).isTrue();
        assertThat(StartArchive.wanted(Map.of("KITH_AGENT_OPTS", "-Xmx4g"))).isTrue();
        assertThat(StartArchive.wanted(Map.of("KITH_AGENT_OPTS", "-Xshare:off"))).isFalse();
        assertThat(StartArchive.wanted(Map.of("KITH_ARCHIVE", "off"))).isFalse();
    }
}
