package dev.kith.node.reunion.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    private final OwnPart own;
    private final Stillness stillness;
    private final Sayings sayings = new Sayings();
    private final Arrival arrival;
    private Part target = Part.NONE;
    private long asked;
    private long quietUntil;
    private boolean yielding;
    private long heavierSince;

    public Lookout(Means means, long now) {
        this.means = means;
        this.self = means.self();
        this.neighbours = new Neighbours(self, means.settings());
        this.own = new OwnPart(means, neighbours, now);
        this.look = means.settings().lookInterval().toMillis();
        this.agree = means.settings().agreeMax().toMillis();
        this.stillness = new Stillness(STILL * means.settings().lookIntervalMax().toMillis(), now);
        this.arrival = new Arrival(means, own, neighbours, sayings, now);
        this.heavierSince = now;
    }

    /**
     * The members of this agent's part are these now; none while it is in no part.
     *
     * @param kept all members of its network, also those that are not reached just now
     */
    public void view(Part members, Collection<Seat> kept) {
        own.view(members, kept);
    }

    /** Known agents that are not of this agent's part. */
    public List<String> away() {
        return own.away();
    }

    /** To be called a few times a second. */
    public List<Act> tick(long now) {
        own.refresh(now);
        List<Act> acts = new ArrayList<>();
        Stream.concat(away().stream(), neighbours.addresses().stream())
                .distinct()
                .filter(address -> !own.part().hasAddress(address))
                .map(neighbours::at)
                .filter(neighbour -> neighbour.due(now))
                .forEach(neighbour -> acts.add(ring(neighbour, now, 0)));
        neighbours.forgetSilent(means.known().get(), now);
        if (own.part().members().size() > 1 || neighbours.anyConfirmed(now)) {
            stillness.end(now);
            sayings.endAlone();
        } else if (stillness.look(now) && !away().isEmpty()) {
            acts.add(new Act.Probe(away()));
        }
        if (own.joined()) reunite(now, acts);
        else arrival.seek(now, acts);
        return acts;
    }

    /** What came of a {@link Act.Probe}: where an agent answers, though not to bells. */
    public List<Act> probed(Optional<String> there, long now) {
        boolean hangs = stillness.hangs(there.isPresent(), now);
        if (!hangs) {
            return sayings.sayAlone(
                    there.map(Words::unheard).orElseGet(() -> Words.nobody(away())));
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
        own.refresh(now);
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

    private boolean agrees(Bell bell) {
        if (own.part().none() || asked > 0 || yielding) return false;
        if (own.part().has(bell.from()) || bell.part().has(self)) return false;
        Part theirs = bell.part().minus(own.part());
        return theirs.has(bell.from()) && theirs.compareTo(own.part()) < 0;
    }

    private void reunite(long now, List<Act> acts) {
        long settle = means.settings().settle().toMillis();
        if (!yielding) means.restarts().arrived();
        if (asked > 0 && now - asked > agree) {
            asked = 0;
            quietUntil = Math.max(quietUntil, now + agree);
        }
        if (renew(now, acts)) return;
        Part best = neighbours.heaviest(own.part(), now);
        if (best.none() || best.compareTo(own.part()) <= 0) {
            heavierSince = now;
            asked = 0;
            sayings.endApart();
            return;
        }
        if (yielding || asked > 0 || now < quietUntil || now - own.since() < settle) return;
        Optional<Seat> silent = neighbours.firstSilent(best, now);
        if (silent.isPresent()) {
            if (now - own.since() > 3 * settle)
                sayings.say(Words.unreached(best, silent.get()), acts);
            return;
        }
        if (now - heavierSince > STUCK) sayings.say(Words.stuck(best, neighbours), acts);
        if (!neighbours.settled(best, own.part(), now - settle)) return;
        long next = means.restarts().next(now);
        if (now < next) {
            sayings.say(Words.tooOften(means.restarts().count(now), next - now), acts);
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
        Optional<Neighbour> hung = neighbours.hung(own.part(), now);
        if (hung.isEmpty()) return false;
        yielding = true;
        acts.add(new Act.Renew(Words.oneHangs(hung.get().address)));
        return true;
    }

    private void concludeWhenAllAgree(long now, List<Act> acts) {
        if (now - asked > agree || !own.joined()) return;
        if (!neighbours.agree(target, asked)) return;
        asked = 0;
        yielding = true;
        means.restarts().leaveFor(target);
        acts.add(new Act.Yield(own.part(), target));
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
                        own.part(),
                        own.joined() ? -1 : means.rank(),
                        asks,
                        granted,
                        neighbours.reachesOthers(neighbour, now),
                        own.keeps(neighbour.seat())));
    }
}
