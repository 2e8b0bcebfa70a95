package dev.kith.cli.backup;

import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.terminal.Console;
import dev.kith.file.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Where a backup is written. */
sealed interface Target extends AutoCloseable {

    /** The next bytes. */
    void write(byte[] bytes) throws IOException;

    /** Whether it can begin again from its beginning. */
    boolean startOver() throws IOException;

    /** All has come: from now on it is there. */
    void finish() throws IOException;

    @Override
    void close();

    /** A file, or the standard output for {@code -}. */
    static Target of(String file, Console console) {
        return file.equals("-") ? new Stream(console.out()) : InFile.create(Path.of(file));
    }

    /** The standard output. */
    final class Stream implements Target {
        private final PrintStream out;
        private boolean begun;

        Stream(PrintStream out) {
            this.out = out;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            begun = true;
            ((OutputStream) out).write(bytes);
            if (out.checkError()) throw new IOException("the standard output is closed");
        }

        @Override
        public boolean startOver() {
            return !begun;
        }

        @Override
        public void finish() {
            out.flush();
        }

        @Override
        public void close() {
            out.flush();
        }
    }

    /**
     * A file of which nobody sees anything before it is whole: it is written under another name,
     * which only we may read, synced and renamed.
     */
    final class InFile implements Target {
        private static final FileAttribute<?> ONLY_OURS =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

        private final Path file;
        private final Path part;
        private final FileChannel channel;

        private InFile(Path file, Path part, FileChannel channel) {
            this.file = file;
            this.part = part;
            this.channel = channel;
        }

        static InFile create(Path file) {
            if (Files.isDirectory(file)) {
                throw new CommandFailed(
                        ExitCode.WRONG_USAGE,
                        file
                                + " is a folder: name a file in it, such as "
                                + file.resolve("network.kith"));
            }
            Path part = file.resolveSibling(file.getFileName() + ".part");
            try {
                Files.deleteIfExists(part);
                return new InFile(file, part, open(part));
            } catch (IOException e) {
                throw new CommandFailed(
                        ExitCode.FAILED,
                        part + " cannot be written (" + e + "): name a file in another folder",
                        e);
            }
        }

        private static FileChannel open(Path part) throws IOException {
            Set<StandardOpenOption> options =
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            boolean posix = part.getFileSystem().supportedFileAttributeViews().contains("posix");
            return posix
                    ? FileChannel.open(part, options, ONLY_OURS)
                    : FileChannel.open(part, options);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                if (channel.write(rest) < 0) throw new IOException("nothing can be written");
            }
        }

        @Override
        public boolean startOver() throws IOException {
            channel.truncate(0);
            return true;
        }

        @Override
        public void finish() throws IOException {
            channel.force(true);
            Folders.move(part, file);
        }

        @Override
        public void close() {
            try {
                channel.close();
                Files.deleteIfExists(part);
            } catch (IOException e) {
                throw new CommandFailed(ExitCode.FAILED, part + " stays behind: " + e, e);
            }
        }
    }
}
