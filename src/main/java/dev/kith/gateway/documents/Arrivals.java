package dev.kith.gateway.documents;

import dev.kith.api.TaskAnswer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells whoever listens of the tasks that come in at this agent. Any thread. */
public final class Arrivals {
    private final List<Consumer<TaskAnswer>> listeners = new CopyOnWriteArrayList<>();

    /**
     * Tells of every task from now on; the listener must not block.
     *
     * @return call it to stop listening
     */
    public Runnable listen(Consumer<TaskAnswer> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell(TaskAnswer task) {
        for (Consumer<TaskAnswer> listener : listeners) listener.accept(task);
    }
}
