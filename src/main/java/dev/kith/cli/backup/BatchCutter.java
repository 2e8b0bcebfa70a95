package dev.kith.cli.backup;

import dev.kith.api.backup.BackupCheck;
import dev.kith.api.backup.BackupLine;
import dev.kith.api.backup.DamagedBackupException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a backup into batches as it is read. Versions of one document stay together, because their
 * order matters; what was withdrawn is left out.
 */
final class BatchCutter implements LineCutter.Each {
    private static final int VERSIONS_MAX = 64;
    private static final long BYTES_MAX = 1 << 20;

    private final Consumer<Batch> sink;
    private final BackupCheck check = new BackupCheck();
    private List<Batch.Range> versions = new ArrayList<>();
    private long bytes;
    private long at;
    private long from;
    private BackupLine.@Nullable Document open;
    private Batch.@Nullable Range head;

    BatchCutter(Consumer<Batch> sink) {
        this.sink = sink;
    }

    @Override
    public void line(byte[] line) throws DamagedBackupException {
        long begun = at;
        at += line.length + 1L;
        switch (check.next(line)) {
            case BackupLine.Begin _ -> head = new Batch.Range(begun, at, "");
            case BackupLine.Document document -> {
                open = document;
                from = begun;
            }
            case BackupLine.Whole _ -> {
                if (open != null) whole(new Batch.Range(from, at, open.id()));
            }
            case BackupLine.End _ -> flush();
            case BackupLine.Text _, BackupLine.Passages _, BackupLine.Withdrawn _ -> {}
            case BackupLine.Missing _, BackupLine.Failed _ -> {}
        }
    }

    private void whole(Batch.Range version) {
        versions.add(version);
        bytes += version.bytes();
        boolean full = versions.size() >= VERSIONS_MAX || bytes >= BYTES_MAX;
        if (full && !check.updating()) flush();
    }

    private void flush() {
        if (versions.isEmpty() || head == null) return;
        sink.accept(new Batch(head, versions));
        versions = new ArrayList<>();
        bytes = 0;
    }
}
