package dev.kith.task.work;

import dev.kith.model.Capability;
import dev.kith.model.Failure;
import dev.kith.registry.Directory;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether anybody could do an errand's work; tells when that changes. Only for its own errand. */
final class Lull {
    private final Directory directory;
    private final Capability trade;
    private final Consumer<Optional<String>> told;
    private boolean waiting;
    private boolean paused;

    /**
     * There is somebody until it is found otherwise.
     *
     * @param told what to do, or empty when there is somebody again
     */
    Lull(Directory directory, Capability trade, Consumer<Optional<String>> told) {
        this.directory = directory;
        this.trade = trade;
        this.told = told;
    }

    /** Whether nobody offered the trade when that was looked at last. */
    boolean isWaiting() {
        return waiting;
    }

    /** Looks whether nobody offers the trade. */
    boolean nobody() {
        boolean nobody = directory.live(trade) == 0;
        if (nobody != waiting) {
            waiting = nobody;
            told.accept(nobody ? Optional.of(what()) : Optional.empty());
        }
        return nobody;
    }

    private String what() {
        return "no agent offers %s; start one with that capability".formatted(trade.role());
    }

    /** That one agent pauses is nothing to wait for; that all do, is. */
    void refused(Failure failure) {
        boolean all = failure.code() == Failure.Code.PAUSED && directory.pauses(trade);
        if (all == paused) return;
        paused = all;
        String why =
                "all agents that offer %s pause; one of them: %s"
                        .formatted(trade.role(), failure.detail());
        told.accept(all ? Optional.of(why) : Optional.empty());
    }
}
