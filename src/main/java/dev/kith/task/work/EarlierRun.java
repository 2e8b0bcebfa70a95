package dev.kith.task.work;

import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Outcome;
import dev.kith.model.Receipt;
import dev.kith.model.Segment;
import dev.kith.task.run.Tools;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What an earlier run of the same version has stored: that need not be embedded again. */
record EarlierRun(Tools tools, DocumentRecord record) {

    /** The batches of one segment that are there. */
    CompletionStage<Outcome<List<ChunkBatch>>> stored(Segment segment) {
        return tools.copies().chunks(record.key(), record.version(), segment.index());
    }

    /** Those that would be taken today as well; none where they could not be read. */
    List<ChunkBatch> usable(Outcome<List<ChunkBatch>> stored) {
        String model = tools.model().get();
        return switch (stored) {
            case Outcome.Good<List<ChunkBatch>>(var batches) ->
                    batches.stream().filter(batch -> isUsable(batch.receipt(), model)).toList();
            case Outcome.Bad<List<ChunkBatch>> _ -> List.of(); // embedded again, then
        };
    }

    private boolean isUsable(Receipt receipt, String model) {
        boolean ours = model.isEmpty() || receipt.model().equals(model);
        return ours && !tools.checks().refuses(receipt.agent());
    }
}
