package dev.kith.task.testing;

import dev.kith.model.TaskId;
import dev.kith.task.run.InHand;

/** Remembers nothing. */
public final class NothingInHand implements InHand {
    @Override
    public void begin(TaskId task) {
        // nothing to remember
    }

    @Override
    public void end(TaskId task) {
        // nothing to forget
    }
}
