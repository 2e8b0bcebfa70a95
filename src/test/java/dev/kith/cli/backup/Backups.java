package dev.kith.cli.backup;

import dev.kith.api.backup.BackupCodec;
import dev.kith.api.backup.BackupLine;
import dev.kith.api.backup.BackupWriter;
import dev.kith.model.ContentId;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small backups for tests. */
final class Backups {
    private static final BackupLine.Receipt RECEIPT =
            new BackupLine.Receipt(
                    "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
                    "model",
                    "engine",
                    "cpu",
                    ContentId.of("in").cid(),
                    ContentId.of("out").cid(),
                    1,
                    "signature");

    private Backups() {}

    /** A whole one of so many documents, {@code doc-0} and so on, each of two segments. */
    static byte[] of(int documents) {
        var lines = new ArrayList<BackupLine>();
        lines.add(
                new BackupLine.Begin(
                        BackupCodec.FORMAT, "net-1", "home", "2026-01-01T00:00:00Z", documents));
        for (int i = 0; i < documents; i++) lines.addAll(document("doc-" + i, i));
        return bytes(lines, true);
    }

    static byte[] bytes(List<BackupLine> lines, boolean end) {
        var out = new ByteArrayOutputStream();
        var writer = new BackupWriter();
        for (BackupLine line : lines) out.writeBytes(writer.line(line));
        if (end) out.writeBytes(writer.end());
        return out.toByteArray();
    }

    static List<BackupLine> document(String id, long time) {
        String first = "First part of " + id + ". ";
        String second = "Second part, with an ä and a 😀.";
        String text = first + second;
        return List.of(
                new BackupLine.Document(
                        "notes",
                        id,
                        time,
                        "agent",
                        "committed",
                        ContentId.of(id).cid(),
                        ContentId.of(text).cid(),
                        "Title",
                        "plain",
                        Map.of("year", "1999"),
                        2,
                        text.length(),
                        1,
                        "model",
                        false),
                new BackupLine.Text(0, 0, List.of(), first),
                new BackupLine.Text(1, first.length(), List.of(), second),
                new BackupLine.Passages(
                        0,
                        0,
                        List.of(new BackupLine.Passage(0, 5, 2, List.of("Heading"))),
                        List.of("AACAPwAAAAA="),
                        RECEIPT),
                new BackupLine.Whole(2, 1));
    }
}
