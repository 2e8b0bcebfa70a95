package dev.kith.identity;

import dev.kith.file.Folders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Files that only their owner may read, written whole or not at all.
 *
 * <p>Where the file system knows no POSIX permissions, the user's folder is what protects them.
 */
final class PrivateFiles {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> PUBLIC =
            PosixFilePermissions.fromString("rw-r--r--");
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    private PrivateFiles() {}

    /** Writes a file that only its owner can read. */
    static void writeSecret(Path file, byte[] content) {
        write(file, content, OWNER_ONLY);
    }

    /** Writes a file that everybody may read, such as a certificate. */
    static void writePublic(Path file, byte[] content) {
        write(file, content, PUBLIC);
    }

    /** Makes the folder, and those above it, with mode 0700 where they are missing. */
    static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder, mode(folder, FOLDER));
        } catch (FileAlreadyExistsException e) {
            throw new IdentityException(folder + " is a file; a folder is needed there", e);
        } catch (IOException e) {
            throw new IdentityException("cannot make the folder " + folder + ": " + e, e);
        }
    }

    /**
     * Refuses a secret that anybody but its owner can get at.
     *
     * @throws IdentityException whose message has the command that mends it
     */
    static void requireOwnerOnly(Path file) {
        if (!posix(file)) return;
        try {
            var others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            String found = PosixFilePermissions.toString(others);
            others.removeAll(
                    Set.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));
            if (others.isEmpty()) return;
            throw new IdentityException(
                    "The key file %s is open to others (%s). If nobody else can have copied it, run: chmod 600 %s"
                            .formatted(file, found, quoted(file)));
        } catch (IOException e) {
            throw new IdentityException("cannot read the permissions of " + file + ": " + e, e);
        }
    }

    /** The path as a shell takes it. */
    static String quoted(Path file) {
        String text = file.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static void write(Path file, byte[] content, Set<PosixFilePermission> permissions) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) throw new IdentityException(file + " is not a file");
        Path temporary = folder.resolve("." + file.getFileName() + ".new");
        try {
            Files.deleteIfExists(temporary);
            Files.createFile(temporary, mode(folder, permissions));
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) channel.write(buffer);
                channel.force(true);
            }
            Folders.move(temporary, file);
        } catch (IOException e) {
            throw new IdentityException("cannot write " + file + ": " + e, e);
        }
    }

    private static FileAttribute<?>[] mode(Path near, Set<PosixFilePermission> permissions) {
        return posix(near)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
