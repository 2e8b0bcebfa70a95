package dev.kith.store.sync;

import dev.kith.model.DocumentKey;
import dev.kith.store.level.Claim;
import dev.kith.store.partition.Defects;
import dev.kith.store.sync.SyncLosses.Comparison;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from a comparison for what this copy claims, and keeps it on disk. */
final class SyncClaims {
    private static final Logger LOG = LoggerFactory.getLogger(SyncClaims.class);

    private final SyncParts parts;
    private final SyncLosses losses;
    private final long began;

    SyncClaims(SyncParts parts) {
        this.parts = parts;
        this.losses = new SyncLosses(parts.setup().settings().absentPatience());
        this.began = parts.setup().clock().millis();
    }

    /**
     * Whether our copy is level after a comparison. Whoever is away for too long is taken for lost;
     * otherwise nothing would ever be whole again.
     *
     * @param before whether it was level already
     */
    boolean level(SyncCast cast, boolean before) {
        Claim mine = parts.claim();
        if (before || cast.level(mine)) return true;
        long up = parts.setup().clock().millis() - began;
        boolean patient = up < parts.setup().settings().absentPatience().toMillis();
        if (patient || !cast.levelWithoutAbsent(mine)) return false;
        LOG.warn(
                "partition {} counts as whole from now on though {} did not come back: what only"
                        + " they have is missing until they do",
                parts.partition(),
                cast.absent(mine));
        return true;
    }

    /**
     * Keeps what follows, if it is news and the disk can be written; done when it is kept.
     *
     * @return whether more is lost now than before
     */
    CompletionStage<Boolean> keep(SyncCast cast, boolean level) {
        Claim next = cast.claim(parts.claim(), level);
        boolean news = !next.equals(parts.log().claim());
        boolean torn = parts.log().standing().holes() > 0;
        if (!torn) losses.over(Comparison.NONE, Set.of(), Set.of(), 0);
        if (parts.log().ails() || !(news || torn)) return CompletableFuture.completedStage(false);
        Comparison comparison = cast.comparison();
        return CompletableFuture.supplyAsync(
                () -> {
                    if (news) keep(next);
                    return torn && giveUp(comparison);
                },
                parts.setup().executors().disk());
    }

    private boolean giveUp(Comparison comparison) {
        try {
            long now = parts.setup().clock().millis();
            Defects defects = parts.log().defects();
            Set<DocumentKey> known = defects.lost();
            var found = losses.over(comparison, parts.log().holes(), known, now);
            defects.lost(found.lost());
            defects.forsake(found.forsaken());
            return !known.containsAll(found.lost());
        } catch (IOException e) {
            LOG.warn("partition {} cannot be looked at; it is tried again", parts.partition(), e);
            return false;
        }
    }

    /** What was kept before is the more cautious, so a failure does no harm. */
    private void keep(Claim next) {
        try {
            parts.log().claim(next);
        } catch (IOException e) {
            LOG.warn(
                    "partition {} cannot keep how level it is; it is tried again",
                    parts.partition(),
                    e);
        }
    }
}
