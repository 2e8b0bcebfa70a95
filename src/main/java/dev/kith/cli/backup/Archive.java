package dev.kith.cli.backup;

import dev.kith.api.backup.BackupCheck;
import dev.kith.api.backup.BackupLine;
import dev.kith.api.backup.DamagedBackupException;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.LongConsumer;

/** A backup in a file that stays open, so that what is sent is what was checked. */
final class Archive implements AutoCloseable {
    private static final int READ_BYTES = 1 << 18;

    private final FileChannel channel;
    private final String name;
    private final boolean temporary;
    private final Path path;

    private Archive(FileChannel channel, String name, Path path, boolean temporary) {
        this.channel = channel;
        this.name = name;
        this.path = path;
        this.temporary = temporary;
    }

    /** The file; NOT_FOUND where there is none. */
    static Archive open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed(ExitCode.NOT_FOUND, "there is no file " + file);
        }
        return open(file, file.toString(), false);
    }

    /** A stream, kept in a temporary file that only we may read until it is closed. */
    static Archive spooled(InputStream in) {
        try {
            Path file = Files.createTempFile("kith-restore-", ".part");
            try (var out = Files.newOutputStream(file)) {
                in.transferTo(out);
            } catch (IOException e) {
                Files.delete(file);
                throw e;
            }
            return open(file, "the standard input", true);
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.FAILED,
                    "the standard input cannot be kept in a temporary file: " + e.getMessage(),
                    e);
        }
    }

    private static Archive open(Path file, String name, boolean temporary) {
        try {
            return new Archive(
                    FileChannel.open(file, StandardOpenOption.READ), name, file, temporary);
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.FAILED, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    long bytes() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** What a whole backup says of itself. */
    record Contents(BackupLine.Begin begin, BackupLine.End end) {}

    /**
     * Reads all of it and finds out whether it is whole and as it was written.
     *
     * @param progress told the bytes read so far
     * @throws CommandFailed where it is not
     */
    Contents check(LongConsumer progress) {
        var check = new BackupCheck();
        try {
            read(check::next, progress);
            BackupLine.End end = check.finish();
            Optional<BackupLine.Begin> begin = check.begin();
            return new Contents(begin.orElseThrow(), end);
        } catch (DamagedBackupException e) {
            throw new CommandFailed(
                    ExitCode.FAILED,
                    name
                            + " is damaged: "
                            + e.what()
                            + ". Nothing was restored; use another backup",
                    e);
        }
    }

    /** Hands on every line. */
    void read(LineCutter.Each each, LongConsumer progress) throws DamagedBackupException {
        var cutter = new LineCutter(each);
        byte[] piece = new byte[READ_BYTES];
        long at = 0;
        try {
            for (int n = channel.read(ByteBuffer.wrap(piece), at); n >= 0; ) {
                cutter.feed(piece, n);
                at += n;
                progress.accept(at);
                n = channel.read(ByteBuffer.wrap(piece), at);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        cutter.finish();
    }

    /** The bytes from one place to before another; any thread. */
    InputStream slice(long from, long to) {
        return new Slice(from, to);
    }

    private final class Slice extends InputStream {
        private final long to;
        private long at;

        Slice(long from, long to) {
            this.at = from;
            this.to = to;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (at >= to) return -1;
            int most = (int) Math.min(length, to - at);
            int n = channel.read(ByteBuffer.wrap(into, offset, most), at);
            if (n > 0) at += n;
            return n;
        }
    }

    private CommandFailed unreadable(IOException e) {
        return new CommandFailed(ExitCode.FAILED, name + " cannot be read: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (temporary) Files.deleteIfExists(path);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
