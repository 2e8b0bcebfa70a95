package dev.kith.api.backup;

import dev.kith.model.ContentId;
import dev.kith.model.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a backup is whole and as it was written: every line's checksum, their order,
 * every text's hash, all counts, and the checksum of all. Holds nothing but sums. Not thread-safe.
 */
public final class BackupCheck {
    private final Counts counts = new Counts();
    private BackupLine.@Nullable Begin begin;
    private BackupLine.@Nullable End end;
    private @Nullable Inside inside;
    private boolean updating;

    /** The version whose lines come. */
    private static final class Inside {
        private final BackupLine.Document document;
        private final MessageDigest text = Digests.sha256();
        private int segments;
        private int chars;
        private int chunks;

        Inside(BackupLine.Document document) {
            this.document = document;
        }
    }

    /**
     * The next line.
     *
     * @param line without its end
     * @return what it says
     */
    public BackupLine next(byte[] line) throws DamagedBackupException {
        try {
            if (end != null) throw new DamagedBackupException("something follows the end");
            BackupLine said = BackupCodec.decode(line);
            take(said);
            if (said instanceof BackupLine.End) return said;
            byte[] ended = Arrays.copyOf(line, line.length + 1);
            ended[line.length] = '\n';
            counts.add(said, ended);
            return said;
        } catch (DamagedBackupException e) {
            throw new DamagedBackupException("line " + (counts.lines() + 1) + ": " + e.what(), e);
        }
    }

    /** Nothing follows. */
    public BackupLine.End finish() throws DamagedBackupException {
        if (end != null) return end;
        throw new DamagedBackupException(
                begin == null
                        ? "it is empty"
                        : "it is cut off after line " + counts.lines() + ": its end is missing");
    }

    /** The first line, once it has come. */
    public Optional<BackupLine.Begin> begin() {
        return Optional.ofNullable(begin);
    }

    private void take(BackupLine line) throws DamagedBackupException {
        if (begin == null && !(line instanceof BackupLine.Begin)) {
            throw new DamagedBackupException("it does not begin as a backup does");
        }
        switch (line) {
            case BackupLine.Begin first -> begin(first);
            case BackupLine.Document document -> {
                between();
                inside = new Inside(document);
            }
            case BackupLine.Text text -> text(inside(), text);
            case BackupLine.Passages passages -> passages(inside(), passages);
            case BackupLine.Whole whole -> whole(inside(), whole);
            case BackupLine.Withdrawn _ -> {
                updating = inside().document.updating();
                inside = null;
            }
            case BackupLine.Missing _ -> between();
            case BackupLine.Failed(var reason) ->
                    throw new DamagedBackupException("the backup could not be finished: " + reason);
            case BackupLine.End last -> {
                between();
                if (!counts.end().equals(last)) {
                    throw new DamagedBackupException("the lines before are not those it counts");
                }
                end = last;
            }
        }
    }

    private void begin(BackupLine.Begin first) throws DamagedBackupException {
        if (begin != null) throw new DamagedBackupException("it begins twice");
        if (first.format() > BackupCodec.FORMAT) {
            throw new DamagedBackupException(
                    "it has format "
                            + first.format()
                            + ", and this Kith reads up to "
                            + BackupCodec.FORMAT
                            + ": use the newer Kith that wrote it");
        }
        begin = first;
    }

    private void between() throws DamagedBackupException {
        if (inside != null) throw new DamagedBackupException("the document before has no end");
    }

    private Inside inside() throws DamagedBackupException {
        if (inside == null) throw new DamagedBackupException("it belongs to no document");
        return inside;
    }

    private static void text(Inside now, BackupLine.Text text) throws DamagedBackupException {
        if (text.index() != now.segments || text.start() != now.chars) {
            throw new DamagedBackupException("a piece of the text is missing before it");
        }
        now.segments++;
        now.chars += text.text().length();
        now.text.update(text.text().getBytes(StandardCharsets.UTF_8));
    }

    private static void passages(Inside now, BackupLine.Passages passages)
            throws DamagedBackupException {
        if (!now.document.committed()) {
            throw new DamagedBackupException("a pending document has no passages");
        }
        now.chunks += passages.passages().size();
    }

    private void whole(Inside now, BackupLine.Whole whole) throws DamagedBackupException {
        BackupLine.Document document = now.document;
        boolean counted =
                whole.segments() == now.segments
                        && whole.chunks() == now.chunks
                        && document.segments() == now.segments
                        && document.chunks() == now.chunks
                        && document.chars() == now.chars;
        if (!counted) throw new DamagedBackupException("the document before has lines too few");
        if (!ContentId.ofDigest(now.text.digest()).cid().equals(document.text())) {
            throw new DamagedBackupException("the document before has another text's hash");
        }
        updating = document.updating();
        inside = null;
    }

    /** Whether the next version belongs to the same document as the last. */
    public boolean updating() {
        return updating;
    }
}
