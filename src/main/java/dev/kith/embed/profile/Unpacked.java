package dev.kith.embed.profile;

import dev.kith.model.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * Copies of class path resources as files. A copy appears whole under its name or not at all, so
 * any number of processes may unpack the same one at once.
 */
final class Unpacked {
    private static final int BUFFER_BYTES = 1 << 16;

    private Unpacked() {}

    /**
     * Makes sure that {@code target} holds the resource.
     *
     * @param sha256 what its content must hash to, lower-case hex
     * @throws IllegalArgumentException if the class path lacks the resource or has another one
     */
    static void resource(String resource, String sha256, Path target) {
        if (Files.isReadable(target) && sha256(target).equals(sha256)) return;
        try {
            Files.createDirectories(target.getParent());
            Path part = Files.createTempFile(target.getParent(), "part-", "");
            try {
                String found = copy(resource, part);
                if (!found.equals(sha256)) {
                    throw new IllegalArgumentException(
                            resource + " has the hash " + found + ", not " + sha256);
                }
                move(part, target, sha256);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + resource + " to " + target, e);
        }
    }

    /**
     * What a jar's own index says of a resource, known without reading it.
     *
     * @param bytes how long it is
     * @param crc its CRC-32
     */
    record Mark(long bytes, long crc) {
        /** Lower-case hex, for a name. */
        String hex() {
            return Long.toHexString(bytes) + "-" + Long.toHexString(crc);
        }
    }

    /** The mark of a resource. */
    static Mark mark(String resource) {
        URL address = Unpacked.class.getClassLoader().getResource(resource);
        try {
            if (address != null && address.openConnection() instanceof JarURLConnection jar) {
                JarEntry entry = jar.getJarEntry();
                if (entry != null && entry.getSize() >= 0 && entry.getCrc() >= 0) {
                    return new Mark(entry.getSize(), entry.getCrc());
                }
            }
            try (InputStream in = open(resource)) {
                return mark(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static Mark mark(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return mark(in);
        }
    }

    private static Mark mark(InputStream in) throws IOException {
        var checked = new CheckedInputStream(in, new CRC32());
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        for (int n = checked.read(buffer); n >= 0; n = checked.read(buffer)) bytes += n;
        return new Mark(bytes, checked.getChecksum().getValue());
    }

    /**
     * Makes sure that {@code target} holds a resource of the class path that is trusted as it is:
     * the copy is compared with its mark, to find a damaged one.
     */
    static void resource(String resource, Mark mark, Path target) {
        try {
            if (Files.isReadable(target) && mark(target).equals(mark)) return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + target, e);
        }
        resource(resource, sha256(resource), target);
    }

    /** Windows lets nobody replace a file in use; then the other process's copy must be good. */
    private static void move(Path part, Path target, String sha256) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isReadable(target) || !sha256(target).equals(sha256)) throw e;
        }
    }

    private static String copy(String resource, Path part) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(open(resource), digest)) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256 of a resource, lower-case hex. */
    static String sha256(String resource) {
        try (InputStream in = open(resource)) {
            return sha256(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /** SHA-256 of a file, lower-case hex. */
    static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return sha256(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String sha256(InputStream in) throws IOException {
        MessageDigest digest = Digests.sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) digest.update(buffer, 0, n);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Whether the class path has it. */
    static boolean exists(String resource) {
        return Unpacked.class.getClassLoader().getResource(resource) != null;
    }

    private static InputStream open(String resource) {
        InputStream in = Unpacked.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalArgumentException(resource + " is not on the class path");
        }
        return in;
    }
}
