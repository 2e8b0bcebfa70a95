package dev.kith.node.reunion.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The rule of reunion, for one agent; pure: time and what was heard come in, acts come out.
 *
 * <pre>
 *   in no part:  look around ──a part, all its members answer──► Join
 *                            └──nobody, and it is ours to begin──► Begin
 *   in a part:   a heavier one is seen, both settled, all its members answer
 *                   ──► ask every one of them ──all say yes──► Yield
 *                one hears others and not us, and we hear it ──► Renew
 *   alone:       nobody is heard for long ──► Probe ──somebody is there──► Renew
 * </pre>
 *
 * Whoever says yes does not yield itself for as long as the question is good, and whoever asks says
 * no: so no two agents ever yield to each other's parts, whatever each believed. An agent joins
 * only a part all of whose members it reaches, so a half-broken link makes nobody come and go.
 */
public final class Lookout {
    private static final long THROTTLE = 200;
    private static final long JOIN_AGAIN = 5_000;
    private static final int BEGIN_ANYWAY = 3;

    /** Agents that see a heavier part for so long and are not in it yet say so. */
    private static final long STUCK = 60_000;

    /** So many times the longest interval between two calls. */
    private static final int STILL = 4;

    /**
     * What an agent looks out with.
     *
     * @param rank whether it may begin a part: lowest first, negative never
     * @param known addresses worth calling to
     */
    public record Means(
            Seat self,
            int rank,
            Supplier<List<String>> known,
            ReunionSettings settings,
            Restarts restarts) {}

    private final Means means;
    private final Seat self;
    private final long look;
    private final long agree;
    private final Neighbours neighbours;
    private final Stillness stillness;
    private final long started;
    private Part view = Part.NONE;
    private Set<Seat> keeps = Set.of();
    private Part own = Part.NONE;
    private long ownSince;
    private long memberSince;
    private Part target = Part.NONE;
    private long asked;
    private long quietUntil;
    private boolean yielding;
    private long joinedAt;
    private Part joining = Part.NONE;
    private long heavierSince;
    private String said = "";
    private String saidOnce = "";

    public Lookout(Means means, long now) {
        this.means = means;
        this.self = means.self();
        this.neighbours = new Neighbours(self, means.settings());
        this.look = means.settings().lookInterval().toMillis();
        this.agree = means.settings().agreeMax().toMillis();
        this.stillness = new Stillness(STILL * means.settings().lookIntervalMax().toMillis(), now);
        this.started = now;
        this.ownSince = now;
        this.heavierSince = now;
    }

    /**
     * The members of this agent's part are these now; none while it is in no part.
     *
     * @param kept all members of its network, also those that are not reached just now
     */
    public void view(Part members, Collection<Seat> kept) {
        view = members;
        keeps = Set.copyOf(kept);
    }

    /** Known agents that are not of this agent's part. */
    public List<String> away() {
        return means.known().get().stream()
                .filter(address -> !address.equals(self.address()) && !own.hasAddress(address))
                .toList();
    }

    /** To be called a few times a second. */
    public List<Act> tick(long now) {
        refresh(now);
        List<Act> acts = new ArrayList<>();
        Stream.concat(away().stream(), neighbours.addresses().stream())
                .distinct()
                .filter(address -> !own.hasAddress(address))
                .map(neighbours::at)
                .filter(neighbour -> neighbour.due(now))
                .forEach(neighbour -> acts.add(ring(neighbour, now, 0)));
        neighbours.forgetSilent(means.known().get(), now);
        if (own.members().size() > 1 || neighbours.anyConfirmed(now)) {
            stillness.end(now);
            saidOnce = "";
        } else if (stillness.look(now) && !away().isEmpty()) {
            acts.add(new Act.Probe(away()));
        }
        if (view.none()) seek(now, acts);
        else reunite(now, acts);
        return acts;
    }

    /** What came of a {@link Act.Probe}: where an agent answers, though not to bells. */
    public List<Act> probed(Optional<String> there, long now) {
        boolean hangs = stillness.hangs(there.isPresent(), now);
        if (!hangs) {
            return sayOnce(there.map(Words::unheard).orElseGet(() -> Words.nobody(away())));
        }
        if (yielding || now < means.restarts().next(now)) return List.of();
        yielding = true;
        return List.of(new Act.Renew(Words.allHang(there.orElse(""))));
    }

    /** A bell was heard. */
    public List<Act> heard(Bell bell, long now) {
        List<Act> acts = new ArrayList<>();
        if (bell.from().address().equals(self.address())) return acts;
        Neighbour neighbour = neighbours.at(bell.from().address());
        if (!neighbour.take(bell, self, now)) return acts;
        neighbours.heard(neighbour, now);
        refresh(now);
        if (neighbours.confirmed(neighbour, now)) neighbour.answered(look);
        if (bell.asks() && agrees(bell)) {
            quietUntil = Math.max(quietUntil, now + agree);
            acts.add(ring(neighbour, now, bell.time()));
        } else if (!neighbours.confirmed(neighbour, now) && neighbour.sinceRung(now) >= THROTTLE) {
            acts.add(ring(neighbour, now, 0));
        }
        if (asked > 0) concludeWhenAllAgree(now, acts);
        return acts;
    }

    /** Our part is what we are members of, without those that have gone on without us. */
    private void refresh(long now) {
        if (view.none()) memberSince = now;
        Part next = view.only(seat -> seat.equals(self) || !wentOnWithoutUs(seat));
        if (next.equals(own)) return;
        own = next;
        ownSince = now;
    }

    /**
     * It has heard us since we are a member, and still does not count us among its network. That it
     * does not count us among its part is not enough: two members that did not reach each other for
     * a moment would tell each other so for good.
     */
    private boolean wentOnWithoutUs(Seat seat) {
        return neighbours.known(seat.address()).stream()
                .filter(n -> n.seat().equals(seat))
                .filter(n -> n.echoed() > memberSince + means.settings().settle().toMillis())
                .anyMatch(n -> n.wentOnWithout(self));
    }

    private boolean agrees(Bell bell) {
        if (own.none() || asked > 0 || yielding) return false;
        if (own.has(bell.from()) || bell.part().has(self)) return false;
        Part theirs = bell.part().minus(own);
        return theirs.has(bell.from()) && theirs.compareTo(own) < 0;
    }

    // --- in no part ---------------------------------------------------------------------------

    private void seek(long now, List<Act> acts) {
        Part best = neighbours.heaviest(own, now);
        long begin = means.settings().beginAfter().toMillis();
        boolean apart = means.restarts().apart(now);
        if (!best.none() && !apart) {
            Optional<Seat> silent = neighbours.firstSilent(best, now);
            boolean looked = now - started >= look || neighbours.confirmed(away(), now);
            boolean late = now - started >= BEGIN_ANYWAY * begin;
            // Who yielded does not go back to the part that it left because that answers first.
            if (silent.isEmpty() && looked && (late || best.leadsTo(means.restarts().goal()))) {
                join(best, now, acts);
                return;
            }
            if (!late) return;
            silent.ifPresent(seat -> say(Words.unreached(best, seat), acts));
        }
        if (means.rank() < 0 || (!joining.none() && now - joinedAt < 2 * JOIN_AGAIN)) return;
        boolean nobody = away().isEmpty();
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

    // --- in a part ----------------------------------------------------------------------------

    private void reunite(long now, List<Act> acts) {
        long settle = means.settings().settle().toMillis();
        if (!yielding) means.restarts().arrived();
        if (asked > 0 && now - asked > agree) {
            asked = 0;
            quietUntil = Math.max(quietUntil, now + agree);
        }
        if (renew(now, acts)) return;
        Part best = neighbours.heaviest(own, now);
        if (best.none() || best.compareTo(own) <= 0) {
            heavierSince = now;
            asked = 0;
            said = "";
            return;
        }
        if (yielding || asked > 0 || now < quietUntil || now - ownSince < settle) return;
        Optional<Seat> silent = neighbours.firstSilent(best, now);
        if (silent.isPresent()) {
            if (now - ownSince > 3 * settle) say(Words.unreached(best, silent.get()), acts);
            return;
        }
        if (now - heavierSince > STUCK) say(Words.stuck(best, neighbours), acts);
        if (!neighbours.settled(best, own, now - settle)) return;
        long next = means.restarts().next(now);
        if (now < next) {
            say(Words.tooOften(means.restarts().count(now), next - now), acts);
            return;
        }
        target = best;
        asked = now;
        for (Seat seat : best.members()) acts.add(ring(neighbours.at(seat.address()), now, 0));
    }

    private boolean renew(long now, List<Act> acts) {
        if (yielding || asked > 0 || now < quietUntil || now < means.restarts().next(now)) {
            return false;
        }
        Optional<Neighbour> hung = neighbours.hung(own, now);
        if (hung.isEmpty()) return false;
        yielding = true;
        acts.add(new Act.Renew(Words.oneHangs(hung.get().address)));
        return true;
    }

    private void concludeWhenAllAgree(long now, List<Act> acts) {
        if (now - asked > agree || view.none()) return;
        if (!neighbours.agree(target, asked)) return;
        asked = 0;
        yielding = true;
        means.restarts().leaveFor(target);
        acts.add(new Act.Yield(own, target));
    }

    // --- both ---------------------------------------------------------------------------------

    /** While nobody is heard, each of these is said once. */
    private List<Act> sayOnce(String text) {
        if (text.equals(saidOnce)) return List.of();
        saidOnce = text;
        return List.of(new Act.Say(text));
    }

    private void say(String text, List<Act> acts) {
        String kind = text.replaceAll("\\d+", "");
        if (kind.equals(said)) return;
        said = kind;
        acts.add(new Act.Say(text));
    }

    private Act ring(Neighbour neighbour, long now, long granted) {
        long time = neighbour.rung(now, means.settings().lookIntervalMax().toMillis());
        boolean asks = asked > 0 && target.has(neighbour.seat());
        return new Act.Ring(
                neighbour.address,
                new Bell(
                        self,
                        time,
                        neighbour.seat(),
                        neighbour.theirTime(),
                        own,
                        view.none() ? means.rank() : -1,
                        asks,
                        granted,
                        neighbours.reachesOthers(neighbour, now),
                        keeps.contains(neighbour.seat())));
    }
}
