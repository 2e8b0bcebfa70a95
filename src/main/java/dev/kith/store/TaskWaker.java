package dev.kith.store;

import dev.kith.model.DocumentRecord;

/** Wakes the task of a document that is still pending; waking one that is awake does nothing. */
@FunctionalInterface
public interface TaskWaker {
    /** Without waiting; called from an actor's thread. */
    void wake(DocumentRecord pending);
}
