package dev.kith.task.run;

import dev.kith.task.work.TaskRun;
import java.util.function.Consumer;

/** What only a task's own actor can do for its {@link Course}. */
interface Home {
    /** Reads or writes the record. */
    void keep(TaskKeeper.Command command);

    /** There is work: it is not to be let go while idle. */
    void stay();

    /** There is none: after a while it may be let go. */
    void restSoon();

    /** It may be let go now. */
    void letGo();

    /** What its run says comes back through here, as {@link Course#reported}. */
    Consumer<TaskRun.Report> ear();
}
