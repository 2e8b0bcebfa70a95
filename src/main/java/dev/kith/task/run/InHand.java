package dev.kith.task.run;

import dev.kith.model.TaskId;

/**
 * Remembers which tasks this agent is running, beyond its own sudden end. Safe from any thread;
 * quick, and never fails.
 */
public interface InHand {
    /** It is run here from now on. */
    void begin(TaskId task);

    /** It is not any more. */
    void end(TaskId task);
}
