package dev.kith.chunk;

import dev.kith.idle.Stance;
import dev.kith.model.AgentId;
import dev.kith.wire.Envelopes;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** What all chunkers of one agent share: the tools, the threads, and how many may work at once. */
public final class ChunkDesk {
    private final ChunkerSettings settings;
    private final AgentId self;
    private final Envelopes envelopes;
    private final Splitter splitter;
    private final Executor blocking;
    private final Supplier<Stance> stance;
    private final Semaphore places;

    /**
     * One desk an agent.
     *
     * @param self who refuses and who signs
     * @param blocking threads that may compute for seconds; never an actor dispatcher
     * @param stance whether work is taken on now
     */
    public ChunkDesk(
            ChunkerSettings settings,
            AgentId self,
            Envelopes envelopes,
            Splitter splitter,
            Executor blocking,
            Supplier<Stance> stance) {
        this.settings = settings;
        this.self = self;
        this.envelopes = envelopes;
        this.splitter = splitter;
        this.blocking = blocking;
        this.stance = stance;
        this.places = new Semaphore(settings.inFlightMax());
    }

    /** Why no work is taken on; empty while it is. */
    Optional<String> pause() {
        return stance.get().pause();
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
