package dev.kith.task.testing;

import dev.kith.task.run.TaskDesk;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;

/** Desks as tests need them. */
public final class Desks {
    private Desks() {}

    /** One where being alone lasts two minutes at most. */
    public static Behavior<TaskDesk.Command> of(int weightMax, int waitingMax) {
        var room = new TaskDesk.Room(weightMax, waitingMax, Duration.ofMinutes(2));
        return TaskDesk.create(room, _ -> {});
    }
}
