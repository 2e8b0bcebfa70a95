package dev.kith.store.log.salvage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Proves that a database is damaged in its structure, which LevelDB either suffers in silence (a
 * journal's block is dropped) or not at all (it does not open). An error of the system is no proof.
 */
final class Examination {
    private final Path folder;
    private final boolean thorough;

    private Examination(Path folder, boolean thorough) {
        this.folder = folder;
        this.thorough = thorough;
    }

    /**
     * Why the database in a folder is damaged; empty where it is sound, or where there is none.
     *
     * @param thorough whether every block of every table is read; else only the tables' indexes
     * @throws IOException if the disk cannot be read, which says nothing of the database
     */
    static Optional<String> of(Path folder, boolean thorough) throws IOException {
        return new Examination(folder, thorough).result();
    }

    private Optional<String> result() throws IOException {
        List<DatabaseFiles.Numbered> files = DatabaseFiles.in(folder);
        Optional<Manifest> manifest = Manifest.read(folder);
        if (manifest.isEmpty()) return withoutManifest(files);
        var missing = new HashSet<>(manifest.get().tables());
        for (DatabaseFiles.Numbered file : files) {
            missing.remove(file.number());
            Optional<String> wrong = file(file, manifest.get());
            if (wrong.isPresent()) return wrong;
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("of its tables " + missing.size() + " are missing");
    }

    private Optional<String> withoutManifest(List<DatabaseFiles.Numbered> files)
            throws IOException {
        boolean begun = Files.exists(folder.resolve(Manifest.CURRENT));
        for (DatabaseFiles.Numbered file : files) begun |= Files.size(file.path()) > 0;
        return begun ? Optional.of("its list of files cannot be read") : Optional.empty();
    }

    private Optional<String> file(DatabaseFiles.Numbered file, Manifest manifest)
            throws IOException {
        if (!file.table()) {
            boolean counts = file.number() >= manifest.journalMin();
            boolean damaged = counts && Journal.read(file.path(), _ -> {});
            return damaged ? wrong("writes are lost within ", file) : Optional.empty();
        }
        if (!manifest.tables().contains(file.number())) return Optional.empty();
        if (!Table.hasIndex(file.path())) return wrong("the index is damaged in ", file);
        boolean right = !thorough || Table.open(file.path()).read(_ -> {});
        return right ? Optional.empty() : wrong("blocks are damaged in ", file);
    }

    private static Optional<String> wrong(String what, DatabaseFiles.Numbered file) {
        return Optional.of(what + file.path().getFileName());
    }
}
