package dev.kith.node.reunion.rule;

import java.util.List;
import java.util.Optional;

/** How an agent that is in no part comes into one: it joins the heaviest, or begins its own. */
final class Arrival {
    private static final long JOIN_AGAIN = 5_000;
    private static final int BEGIN_ANYWAY = 3;

    private final Lookout.Means means;
    private final OwnPart own;
    private final Neighbours neighbours;
    private final Sayings sayings;
    private final long look;
    private final long begin;
    private final long started;
    private long joinedAt;
    private Part joining = Part.NONE;

    Arrival(Lookout.Means means, OwnPart own, Neighbours neighbours, Sayings sayings, long now) {
        this.means = means;
        this.own = own;
        this.neighbours = neighbours;
        this.sayings = sayings;
        this.look = means.settings().lookInterval().toMillis();
        this.begin = means.settings().beginAfter().toMillis();
        this.started = now;
    }

    /** To be called a few times a second while it is in no part. */
    void seek(long now, List<Act> acts) {
        Part best = neighbours.heaviest(own.part(), now);
        boolean apart = means.restarts().apart(now);
        if (!best.none() && !apart) {
            Optional<Seat> silent = neighbours.firstSilent(best, now);
            boolean looked = now - started >= look || neighbours.confirmed(own.away(), now);
            boolean late = now - started >= BEGIN_ANYWAY * begin;
            // Who yielded does not go back to the part that it left because that answers first.
            if (silent.isEmpty() && looked && (late || best.leadsTo(means.restarts().goal()))) {
                join(best, now, acts);
                return;
            }
            if (!late) return;
            silent.ifPresent(seat -> sayings.say(Words.unreached(best, seat), acts));
        }
        if (means.rank() < 0 || (!joining.none() && now - joinedAt < 2 * JOIN_AGAIN)) return;
        boolean nobody = own.away().isEmpty();
        long patience = neighbours.rivalBefore(means.rank(), now) ? BEGIN_ANYWAY * begin : begin;
        if (nobody || apart || now - started >= patience) {
            acts.add(new Act.Begin(apart ? "removed too often" : nobody ? "" : "nobody answers"));
        }
    }

    private void join(Part best, long now, List<Act> acts) {
        if (best.equals(joining) && now - joinedAt < JOIN_AGAIN) return;
        joining = best;
        joinedAt = now;
        acts.add(new Act.Join(best.addresses()));
    }
}
