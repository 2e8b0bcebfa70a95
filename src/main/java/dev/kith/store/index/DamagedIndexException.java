package dev.kith.store.index;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;

/** The files of an index cannot be read: close it, delete its folder and build it again. */
public final class DamagedIndexException extends RuntimeException {
    DamagedIndexException(Path folder, String why) {
        super("the index in " + folder + " must be built again: " + why);
    }

    DamagedIndexException(Path folder, Exception cause) {
        super("the index in " + folder + " must be built again: " + cause.getMessage(), cause);
    }

    /** This exception where {@code e} says that the files are wrong, and not the disk or system. */
    static RuntimeException of(Path folder, IOException e) {
        return switch (e) {
            case CorruptIndexException _,
                    IndexFormatTooOldException _,
                    IndexFormatTooNewException _,
                    EOFException _,
                    FileNotFoundException _,
                    NoSuchFileException _ ->
                    new DamagedIndexException(folder, e);
            default -> new UncheckedIOException("the index in " + folder, e);
        };
    }
}
