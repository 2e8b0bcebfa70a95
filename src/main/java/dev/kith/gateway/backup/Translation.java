package dev.kith.gateway.backup;

import dev.kith.api.backup.BackupLine;
import dev.kith.model.AgentId;
import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Heading;
import dev.kith.model.Receipt;
import dev.kith.model.Segment;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.task.Restorer;
import java.util.Locale;
import java.util.Optional;

/** Between a backup's lines and what the network knows; nothing is lost either way. */
final class Translation {
    private Translation() {}

    static BackupLine.Document line(DocumentRecord record, String model, boolean updating) {
        return new BackupLine.Document(
                record.key().collection().value(),
                record.key().id(),
                record.version().time(),
                record.version().agent(),
                record.state().word(),
                record.content().cid(),
                record.text().cid(),
                record.title(),
                record.format(),
                record.metadata(),
                record.segments(),
                record.chars(),
                record.chunks(),
                model,
                updating);
    }

    static BackupLine.Text line(Segment segment) {
        return new BackupLine.Text(
                segment.index(),
                segment.start(),
                segment.headings().stream()
                        .map(h -> new BackupLine.Title(h.offset(), h.level(), h.text()))
                        .toList(),
                segment.text());
    }

    static BackupLine.Passages line(ChunkBatch batch) {
        Receipt receipt = batch.receipt();
        return new BackupLine.Passages(
                batch.segment(),
                batch.batch(),
                batch.chunks().stream()
                        .map(c ->
                                new BackupLine.Passage(
                                        c.start(), c.end(), c.tokens(), c.headings()))
                        .toList(),
                batch.vectors(),
                new BackupLine.Receipt(
                        receipt.agent().did(),
                        receipt.model(),
                        receipt.engine(),
                        receipt.instructions(),
                        receipt.input().cid(),
                        receipt.output().cid(),
                        receipt.time(),
                        receipt.signature()));
    }

    /**
     * The version that a line tells of.
     *
     * @throws IllegalArgumentException if a name or a hash in it is none
     */
    static Restorer.Kept kept(BackupLine.Document line) {
        var key = new DocumentKey(new CollectionName(line.collection()), line.id());
        var content = new ContentId(line.content());
        var record =
                new DocumentRecord(
                        key,
                        new Version(line.time(), line.agent()),
                        DocumentState.valueOf(line.state().toUpperCase(Locale.ROOT)),
                        TaskId.of(key, content),
                        content,
                        new ContentId(line.text()),
                        line.title(),
                        line.format(),
                        line.metadata(),
                        line.segments(),
                        line.chars(),
                        line.chunks(),
                        0,
                        Optional.empty());
        return new Restorer.Kept(record, line.model(), line.updating());
    }

    /** The segment that a line tells of. */
    static Segment segment(BackupLine.Text line) {
        return new Segment(
                line.index(),
                line.start(),
                line.text(),
                line.headings().stream()
                        .map(t -> new Heading(t.offset(), t.level(), t.text()))
                        .toList());
    }

    /** The passages that a line tells of. */
    static ChunkBatch batch(BackupLine.Passages line) {
        BackupLine.Receipt receipt = line.receipt();
        return new ChunkBatch(
                line.segment(),
                line.batch(),
                line.passages().stream()
                        .map(p -> new Chunk(p.start(), p.end(), p.tokens(), p.headings()))
                        .toList(),
                line.vectors(),
                new Receipt(
                        new AgentId(receipt.agent()),
                        receipt.model(),
                        receipt.engine(),
                        receipt.instructions(),
                        new ContentId(receipt.input()),
                        new ContentId(receipt.output()),
                        receipt.time(),
                        receipt.signature()));
    }
}
