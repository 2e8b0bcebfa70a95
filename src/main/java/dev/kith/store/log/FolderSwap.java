package dev.kith.store.log;

import dev.kith.file.Folders;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Puts a new database in the place of an old one, so that a crash at any moment leaves one of the
 * two.
 *
 * <pre>
 *   log, log.new being filled ──► log moves away ──► log.new becomes log ──► log.old goes
 * </pre>
 *
 * Where {@code log} is missing, {@code log.new} is whole; where that is missing too, somebody has
 * taken it away, and {@code log.old} is what there is.
 *
 * @param folder the database's, {@code log}
 */
public record FolderSwap(Path folder) {

    /** Where the new one is filled. */
    public Path next() {
        return folder.resolveSibling(folder.getFileName() + ".new");
    }

    /** Where what a new one is made of may be sorted out. */
    public Path sorting() {
        return folder.resolveSibling(folder.getFileName() + ".sorting");
    }

    private Path old() {
        return folder.resolveSibling(folder.getFileName() + ".old");
    }

    /** Ends what a crash interrupted, and lets go of what it left half done. */
    public void recover() throws IOException {
        if (!Files.exists(folder) && Files.exists(next())) Folders.move(next(), folder);
        else if (!Files.exists(folder) && Files.exists(old())) Folders.move(old(), folder);
        clear();
    }

    /**
     * Lets go of everything but the database itself.
     *
     * @throws IOException also where the database is not in its place: then it is among these
     */
    public void clear() throws IOException {
        if (!Files.exists(folder) && (Files.exists(next()) || Files.exists(old()))) {
            throw new IOException(folder + " is away; it has to be opened again first");
        }
        delete(next());
        delete(sorting());
        delete(old());
    }

    /** The new one takes the place of the old, whose files are deleted. Nobody has either open. */
    public void replace() throws IOException {
        setAside(old());
        delete(old());
    }

    /** The new one takes the place of the old, which is kept. Nobody has either open. */
    public void setAside(Path kept) throws IOException {
        Folders.move(folder, kept);
        Folders.move(next(), folder);
    }

    /** Deletes a folder and all in it, if there is one. */
    public static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return;
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path directory, IOException error)
                            throws IOException {
                        Files.delete(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
