package dev.kith.task;

import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.model.TaskId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Brings back versions of documents that a backup holds. The same again changes nothing, so what
 * broke off is simply done again.
 */
public interface Restorer {

    /**
     * Begins to bring one version back; one step at a time.
     *
     * @return where its parts go, or TIMED_OUT, OVERLOADED: then the same may be tried again
     */
    CompletionStage<Outcome<Arriving>> begin(Kept kept, Wish wish);

    /**
     * A version as the backup has it.
     *
     * @param record committed, or pending: then it has no passages yet
     * @param model fingerprint of the model of its vectors; empty for none
     * @param updating whether a newer version of the same document follows in the backup
     */
    record Kept(DocumentRecord record, String model, boolean updating) {}

    /**
     * What is wanted.
     *
     * @param replace whether what the backup has wins over what is newer here
     * @param anew whether everything is embedded anew, whatever vectors the backup has
     */
    record Wish(boolean replace, boolean anew) {}

    /** A version that is coming back; nothing of it is seen before {@link #finish}. */
    interface Arriving {
        /** The next segment; send no more before the stage is done: that is the back-pressure. */
        CompletionStage<Outcome<Boolean>> text(Segment segment);

        /** The next passages. */
        CompletionStage<Outcome<Boolean>> passages(ChunkBatch batch);

        /** All parts have come; OVERLOADED: may be asked again. */
        CompletionStage<Outcome<Back>> finish();
    }

    /** How it ended. */
    enum How {
        /** It is searched again, with the vectors of the backup. */
        RESTORED,
        /** It is on disk and embedded anew by a task. */
        INGESTING,
        /** The very same is here already. */
        UNCHANGED,
        /** A newer version is here, or follows in the backup. */
        NEWER,
        /** It was deleted later than the backup's version was put. */
        DELETED
    }

    /** What became of a version, and the task that embeds it where there is one. */
    record Back(How how, Optional<TaskId> task) {}
}
