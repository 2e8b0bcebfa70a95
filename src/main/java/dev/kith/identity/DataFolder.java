package dev.kith.identity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;

/**
 * An agent's data folder, owned by one process at a time.
 *
 * <p>The operating system holds the lock on {@code agent.lock} and lets it go however the process
 * ends; {@code agent.holder} beside it says in four lines who that is: pid, when that process
 * started, the agent's name, since when. They are two files because on POSIX closing any other
 * handle of a locked file, as a reader does, drops the lock.
 */
public final class DataFolder implements AutoCloseable {
    private static final FolderFormat FORMAT = new FolderFormat(List.of());
    private static final String LOCK = "agent.lock";
    private static final String HOLDER = "agent.holder";

    private final Path path;
    private final FileChannel locked;

    private DataFolder(Path path, FileChannel locked) {
        this.path = path;
        this.locked = locked;
    }

    /**
     * Makes the folder if it is missing (mode 0700) and takes it.
     *
     * @param name the agent's name, shown to whoever comes second
     * @throws IdentityException if a running process has it; the message says which
     */
    public static DataFolder open(Path folder, String name, InstantSource clock) {
        PrivateFiles.createFolder(folder);
        try {
            Path path = folder.toRealPath();
            String started = processStarted();
            // Asked first: trying the lock from the process that has it would drop it.
            if (holder(path).heldBy(ProcessHandle.current().pid(), started)) throw taken(path);
            FileChannel channel = lock(path);
            try {
                FORMAT.prepare(path);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            var holder =
                    new Holder(
                            Long.toString(ProcessHandle.current().pid()),
                            started,
                            name.replaceAll("\\R", " "),
                            clock.instant().toString());
            PrivateFiles.writePublic(
                    path.resolve(HOLDER), holder.text().getBytes(StandardCharsets.UTF_8));
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new IdentityException("cannot use the data folder " + folder + ": " + e, e);
        }
    }

    /** The folder itself, absolute. */
    public Path path() {
        return path;
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try (locked) {
            Files.deleteIfExists(path.resolve(HOLDER));
        } catch (IOException e) {
            throw new IdentityException("cannot give back the data folder " + path + ": " + e, e);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            throw taken(path);
        } finally {
            if (!taken) channel.close();
        }
        if (!taken) throw taken(path);
        return channel;
    }

    private static IdentityException taken(Path path) {
        Holder holder = holder(path);
        return new IdentityException(
                "The data folder %s is in use by agent %s (process %s, since %s). Stop that one first, or start this one with another data folder."
                        .formatted(path, holder.name(), holder.pid(), holder.since()));
    }

    private static Holder holder(Path path) {
        try {
            String[] lines = Files.readString(path.resolve(HOLDER)).split("\n", -1);
            if (lines.length >= 4) return new Holder(lines[0], lines[1], lines[2], lines[3]);
        } catch (NoSuchFileException _) {
            return Holder.UNKNOWN;
        } catch (IOException e) {
            throw new IdentityException("cannot read " + path.resolve(HOLDER) + ": " + e, e);
        }
        return Holder.UNKNOWN;
    }

    private static String processStarted() {
        return ProcessHandle.current().info().startInstant().map(Object::toString).orElse("");
    }

    /** What {@code agent.holder} says; all words are shown as they are found. */
    private record Holder(String pid, String started, String name, String since) {
        private static final Holder UNKNOWN = new Holder("unknown", "", "unknown", "unknown");

        /** Process ids come again, so the start of the process counts too. */
        boolean heldBy(long ownPid, String ownStart) {
            return !ownStart.isEmpty()
                    && started.equals(ownStart)
                    && pid.equals(Long.toString(ownPid));
        }

        String text() {
            return String.join("\n", pid, started, name, since) + "\n";
        }
    }
}
