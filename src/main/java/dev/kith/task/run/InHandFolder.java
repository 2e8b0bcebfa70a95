package dev.kith.task.run;

import dev.kith.model.TaskId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An empty file for every task in hand, named after it. They are not synced: what counts is that
 * they outlive the process, and a task that made the whole machine stop is found by the others.
 */
public final class InHandFolder implements InHand {
    private static final Logger LOG = LoggerFactory.getLogger(InHandFolder.class);

    private final Path folder;
    private final List<TaskId> leftOver;

    private InHandFolder(Path folder, List<TaskId> leftOver) {
        this.folder = folder;
        this.leftOver = leftOver;
    }

    /** Opens the folder, makes it where it is missing, and empties it; blocks for a moment. */
    public static InHandFolder open(Path folder) {
        List<TaskId> found = List.of();
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> all = files.toList();
                found = all.stream().flatMap(InHandFolder::task).toList();
                for (Path file : all) Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warn(
                    "cannot keep in {} which tasks are in hand; a document that makes this agent"
                            + " end will not be found out here",
                    folder,
                    e);
        }
        return new InHandFolder(folder, found);
    }

    /** The tasks that were in hand when the process before this one ended suddenly. */
    public List<TaskId> leftOver() {
        return leftOver;
    }

    @Override
    public void begin(TaskId task) {
        try {
            Files.createFile(folder.resolve(task.value()));
        } catch (FileAlreadyExistsException _) {
            // in hand already
        } catch (IOException e) {
            LOG.debug("cannot note that {} is in hand", task.value(), e);
        }
    }

    @Override
    public void end(TaskId task) {
        try {
            Files.deleteIfExists(folder.resolve(task.value()));
        } catch (IOException e) {
            LOG.debug("cannot note that {} is not in hand any more", task.value(), e);
        }
    }

    private static Stream<TaskId> task(Path file) {
        try {
            return Stream.of(new TaskId(String.valueOf(file.getFileName())));
        } catch (IllegalArgumentException _) {
            return Stream.empty(); // not one of ours
        }
    }
}
