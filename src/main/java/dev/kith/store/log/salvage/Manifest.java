package dev.kith.store.log.salvage;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * LevelDB's list of the files that make up a database.
 *
 * <p>Source: LevelDB, {@code db/version_edit.cc}.
 *
 * @param tables numbers of the tables that count
 * @param journalMin journals of lower numbers count no more
 */
record Manifest(Set<Long> tables, long journalMin) {
    static final String CURRENT = "CURRENT";
    private static final int COMPARATOR = 1;
    private static final int JOURNAL = 2;
    private static final int NEXT_FILE = 3;
    private static final int LAST_SEQUENCE = 4;
    private static final int COMPACT_POINTER = 5;
    private static final int DELETED_FILE = 6;
    private static final int NEW_FILE = 7;
    private static final int PREVIOUS_JOURNAL = 9;

    Manifest {
        tables = Set.copyOf(tables);
    }

    /** The list that is in force in a folder; empty where it cannot be read to its end. */
    static Optional<Manifest> read(Path folder) throws IOException {
        Path current = folder.resolve(CURRENT);
        if (!Files.isRegularFile(current)) return Optional.empty();
        String line = Files.readString(current, StandardCharsets.ISO_8859_1);
        if (!line.matches("MANIFEST-\\d+\n")) return Optional.empty(); // it was cut short
        Path file = folder.resolve(line.strip());
        if (!Files.isRegularFile(file)) return Optional.empty();
        var edits = new Edits();
        boolean sound = Journal.read(file, edits::take) == Journal.Condition.SOUND;
        if (!sound || !edits.right || edits.count == 0) return Optional.empty();
        return Optional.of(new Manifest(edits.tables, edits.journalMin));
    }

    private static final class Edits {
        private final Set<Long> tables = new HashSet<>();
        private long journalMin;
        private int count;
        private boolean right = true;

        void take(byte[] edit) {
            try {
                ByteBuffer bytes = Bytes.of(edit);
                while (bytes.hasRemaining()) field(bytes);
                count++;
            } catch (BufferUnderflowException | IllegalArgumentException _) {
                right = false;
            }
        }

        private void field(ByteBuffer bytes) {
            switch ((int) Bytes.varint(bytes)) {
                case COMPARATOR -> Bytes.slice(bytes);
                case JOURNAL -> journalMin = Bytes.varint(bytes);
                case NEXT_FILE, LAST_SEQUENCE, PREVIOUS_JOURNAL -> Bytes.varint(bytes);
                case COMPACT_POINTER -> {
                    Bytes.varint(bytes);
                    Bytes.slice(bytes);
                }
                case DELETED_FILE -> {
                    Bytes.varint(bytes);
                    tables.remove(Bytes.varint(bytes));
                }
                case NEW_FILE -> {
                    Bytes.varint(bytes);
                    tables.add(Bytes.varint(bytes));
                    Bytes.varint(bytes);
                    Bytes.slice(bytes);
                    Bytes.slice(bytes);
                }
                default -> throw new IllegalArgumentException("an unknown field");
            }
        }
    }
}
