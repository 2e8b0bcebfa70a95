package dev.kith.simulation;

import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Receipt;
import dev.kith.model.Segment;
import dev.kith.store.StoreWrite;
import dev.kith.vector.UnitVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A task as the store sees it: reads the segments of a pending version, writes their chunks,
 * settles it. Ends wherever something fails; the store wakes it again.
 */
final class Work {
    private static final long STEP_MAX = 400;

    private final World world;
    private final Life life;
    private final DocumentRecord record;
    private final List<Segment> segments = new ArrayList<>();

    Work(World world, Life life, DocumentRecord record) {
        this.world = world;
        this.life = life;
        this.record = record;
    }

    void begin() {
        soon(this::readNext);
    }

    private void readNext() {
        if (segments.size() == record.segments()) {
            soon(this::writeChunks);
            return;
        }
        life.copies()
                .segment(record.key(), record.version(), segments.size())
                .thenAccept(outcome -> {
                    if (outcome instanceof Outcome.Good<Segment>(var segment)) {
                        segments.add(segment);
                        readNext();
                    } else {
                        end();
                    }
                });
    }

    private void writeChunks() {
        if (world.turns().odds(world.profile().poison())) {
            var why = new Failure(Failure.Code.INTERNAL, "poison");
            settle(record.with(DocumentState.FAILED, 0, Optional.of(why)));
            return;
        }
        var batches = segments.stream().map(this::batch).toList();
        life.copies()
                .write(new StoreWrite.PutChunks(record.key(), record.version(), batches), 0)
                .thenAccept(outcome -> {
                    boolean good = outcome instanceof Outcome.Good<?>;
                    if (good) soon(() -> settle(committed()));
                    else end();
                });
    }

    private DocumentRecord committed() {
        return record.with(DocumentState.COMMITTED, record.segments(), Optional.empty());
    }

    private ChunkBatch batch(Segment segment) {
        int end = segment.start() + segment.text().length();
        var chunk = new Chunk(segment.start(), end, 5, List.of());
        String vector = UnitVector.of(1, segment.index()).toBase64();
        var receipt =
                new Receipt(
                        life.machine().id,
                        "model",
                        "engine",
                        "cpu",
                        record.text(),
                        ContentId.of(segment.text()),
                        1,
                        "signature");
        return new ChunkBatch(segment.index(), 0, List.of(chunk), List.of(vector), receipt);
    }

    private void settle(DocumentRecord verdict) {
        world.history().settled(verdict);
        life.copies().write(new StoreWrite.Settle(verdict), 0).thenRun(this::end);
    }

    private void end() {
        life.working().remove(record.task());
    }

    private void soon(Runnable step) {
        world.turns()
                .after(
                        world.turns().between(1, STEP_MAX),
                        () -> {
                            if (life.alive()) step.run();
                        });
    }
}
