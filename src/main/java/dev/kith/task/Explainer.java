package dev.kith.task;

import dev.kith.model.AgentId;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import dev.kith.placement.work.MoveBook;
import dev.kith.placement.work.Standing;
import dev.kith.task.story.Story;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Says who did a task's work, who else could have, and why they were not asked. */
public interface Explainer {

    /** What is known of a task now; NOT_FOUND, or why the store could not say. */
    CompletionStage<Outcome<Explained>> task(TaskId task);

    /** How all agents stand that offer a trade that is shared out, the fittest of each first. */
    List<Standing> standings();

    /** Which shards of work moved lately, and why, as far as this agent decided on it. */
    MoveBook.Told moves();

    /**
     * What is known of a task.
     *
     * @param story what it remembers of its tries; empty where no agent that runs it answered
     * @param done the batches that are stored, in the order of the text; the first of them where
     *     there are many
     * @param whole whether those are all
     */
    record Explained(Tasks.View view, Optional<Story> story, List<Embedded> done, boolean whole) {
        public Explained {
            done = List.copyOf(done);
        }
    }

    /**
     * A stored batch, as its receipt says.
     *
     * @param time milliseconds since 1970
     */
    record Embedded(int segment, int batch, int passages, AgentId agent, long time) {}
}
