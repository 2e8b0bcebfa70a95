package dev.kith.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.file.Syncs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key file is the same agent at every start, or is refused with the way to mend it. */
class KeyFileTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir private Path folder;

    @Test
    void keepsTheAgentFromStartToStart() {
        Path file = folder.resolve("new/agent.key");

        var first = KeyFile.loadOrCreate(file, RANDOM);
        var second = KeyFile.loadOrCreate(file, RANDOM);

        assertThat(second.id()).isEqualTo(first.id());
    }

    @Test
    void makesFileAndFolderForTheOwnerOnly() throws IOException {
        Path file = folder.resolve("new/agent.key");

        KeyFile.create(file, RANDOM);

        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("new"))).isEqualTo("rwx------");
        try (var files = Files.list(folder.resolve("new"))) {
            assertThat(files).containsExactly(file);
        }
    }

    /** Or the agent would come back as another. */
    @Test
    void syncsTheKeyAndItsName() throws Exception {
        Path file = folder.resolve("agent.key");

        List<Path> synced = Syncs.during(() -> KeyFile.create(file, RANDOM));

        assertThat(synced).containsSubsequence(folder.resolve(".agent.key.new"), folder);
    }

    @Test
    void neverOverwritesAKey() {
        Path file = folder.resolve("agent.key");
        KeyFile.create(file, RANDOM);

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> KeyFile.create(file, RANDOM))
                .withMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
    void refusesAKeyThatOthersCanReachAndSaysHowToCloseIt(String mode) throws IOException {
        Path file = folder.resolve("agent.key");
        KeyFile.create(file, RANDOM);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> KeyFile.loadOrCreate(file, RANDOM))
                .withMessageContaining("chmod 600 " + file);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(KeyFile.load(file)).isNotNull();
    }

    @Test
    void quotesAPathThatAShellWouldSplit() throws IOException {
        Path file = folder.resolve("my agent's.key");
        KeyFile.create(file, RANDOM);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> KeyFile.load(file))
                .withMessageContaining("chmod 600 '" + folder + "/my agent'\\''s.key'");
    }

    @Test
    void findsEveryFlippedBit() throws IOException {
        Path file = folder.resolve("agent.key");
        var keys = KeyFile.create(file, RANDOM);
        byte[] good = Files.readAllBytes(file);

        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, bad);
            try {
                assertThat(KeyFile.load(file).id()).as("bit %d", bit).isEqualTo(keys.id());
            } catch (IdentityException e) {
                assertThat(e).hasMessageContaining("backup").hasMessageContaining("mv " + file);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 120})
    void refusesATruncatedKeyAndSaysWhatToDo(int length) throws IOException {
        Path file = folder.resolve("agent.key");
        KeyFile.create(file, RANDOM);
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), length));

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> KeyFile.loadOrCreate(file, RANDOM))
                .withMessageContaining("is damaged")
                .withMessageContaining("Restore it from a backup")
                .withMessageContaining("mv " + file + " " + file + ".damaged");
    }

    /** Made by {@code openssl genpkey -algorithm ed25519}, the key of RFC 8032, §7.1, test 1. */
    @Test
    void readsWhatOtherToolsWrite() throws IOException {
        Path file = folder.resolve("agent.key");
        Files.writeString(
                file,
                """
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
                -----END PRIVATE KEY-----
                """);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(KeyFile.load(file).id().did())
                .isEqualTo("did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
