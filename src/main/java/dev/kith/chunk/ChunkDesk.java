package dev.kith.chunk;

import dev.kith.model.AgentId;
import dev.kith.wire.Envelopes;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** What all chunkers of one agent share: the tools, the threads, and how many may work at once. */
public final class ChunkDesk {
    private final ChunkerSettings settings;
    private final AgentId self;
    private final Envelopes envelopes;
    private final Splitter splitter;
    private final Executor blocking;
    private final Semaphore places;

    /**
     * One desk an agent.
     *
     * @param self who refuses and who signs
     * @param blocking threads that may compute for seconds; never an actor dispatcher
     */
    public ChunkDesk(
            ChunkerSettings settings,
            AgentId self,
            Envelopes envelopes,
            Splitter splitter,
            Executor blocking) {
        this.settings = settings;
        this.self = self;
        this.envelopes = envelopes;
        this.splitter = splitter;
        this.blocking = blocking;
        this.places = new Semaphore(settings.inFlightMax());
    }

    /** Takes a place if one is free; whoever has one gives it back by {@link #leave}. */
    boolean enter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    ChunkerSettings settings() {
        return settings;
    }

    AgentId self() {
        return self;
    }

    Envelopes envelopes() {
        return envelopes;
    }

    Splitter splitter() {
        return splitter;
    }

    Executor blocking() {
        return blocking;
    }
}
