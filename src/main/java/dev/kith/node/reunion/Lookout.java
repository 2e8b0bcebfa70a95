package dev.kith.node.reunion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * </pre>
 *
 * Whoever says yes does not yield itself for as long as the question is good, and whoever asks says
 * no: so no two agents ever yield to each other's parts, whatever each believed. An agent joins
 * only a part all of whose members it reaches, so a half-broken link makes nobody come and go.
 */
final class Lookout {
    private static final long THROTTLE = 200;
    private static final long JOIN_AGAIN = 5_000;
    private static final int BEGIN_ANYWAY = 3;

    /**
     * What an agent looks out with.
     *
     * @param rank whether it may begin a part: lowest first, negative never
     * @param known addresses worth calling to
     */
    record Means(
            Seat self,
            int rank,
            Supplier<List<String>> known,
            ReunionSettings settings,
            Restarts restarts) {}

    private final Means means;
    private final Seat self;
    private final long look;
    private final long agree;
    private final Map<String, Neighbour> neighbours = new TreeMap<>();
    private final long started;
    private Part view = Part.NONE;
    private Part own = Part.NONE;
    private long ownSince;
    private long memberSince;
    private Part target = Part.NONE;
    private long asked;
    private long quietUntil;
    private boolean yielding;
    private long joinedAt;
    private Part joining = Part.NONE;
    private String said = "";

    Lookout(Means means, long now) {
        this.means = means;
        this.self = means.self();
        this.look = means.settings().lookInterval().toMillis();
        this.agree = means.settings().agreeMax().toMillis();
        this.started = now;
        this.ownSince = now;
    }

    /** The members of this agent's part are these now; none while it is in no part. */
    void view(Part members) {
        view = members;
    }

    /** Known agents that are not of this agent's part. */
    List<String> away() {
        return means.known().get().stream()
                .filter(address -> !address.equals(self.address()) && !own.hasAddress(address))
                .toList();
    }

    /** To be called a few times a second. */
    List<Act> tick(long now) {
        refresh(now);
        List<Act> acts = new ArrayList<>();
        Stream.concat(away().stream(), List.copyOf(neighbours.keySet()).stream())
                .distinct()
                .filter(address -> !own.hasAddress(address))
                .map(this::at)
                .filter(neighbour -> neighbour.due(now))
                .forEach(neighbour -> acts.add(ring(neighbour, now, 0)));
        neighbours
                .values()
                .removeIf(n ->
                        !n.heardWithin(now, 60 * look) && !means.known().get().contains(n.address));
        if (view.none()) seek(now, acts);
        else reunite(now, acts);
        return acts;
    }

    /** A bell was heard. */
    List<Act> heard(Bell bell, long now) {
        List<Act> acts = new ArrayList<>();
        if (bell.from().address().equals(self.address())) return acts;
        Neighbour neighbour = at(bell.from().address());
        if (!neighbour.take(bell, self, now)) return acts;
        refresh(now);
        if (confirmed(neighbour, now)) neighbour.answered(look);
        if (bell.asks() && agrees(bell)) {
            quietUntil = Math.max(quietUntil, now + agree);
            acts.add(ring(neighbour, now, bell.time()));
        } else if (!confirmed(neighbour, now) && neighbour.sinceRung(now) >= THROTTLE) {
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

    /** It has heard us since we are a member, and still does not count us among its part. */
    private boolean wentOnWithoutUs(Seat seat) {
        Neighbour neighbour = neighbours.get(seat.address());
        return neighbour != null
                && neighbour.seat().equals(seat)
                && neighbour.echoed() > memberSince + means.settings().settle().toMillis()
                && !neighbour.part().none()
                && !neighbour.part().has(self);
    }

    private boolean agrees(Bell bell) {
        if (own.none() || asked > 0 || yielding) return false;
        if (own.has(bell.from()) || bell.part().has(self)) return false;
        Part theirs = bell.part().minus(own);
        return theirs.has(bell.from()) && theirs.compareTo(own) < 0;
    }

    // --- in no part ---------------------------------------------------------------------------

    private void seek(long now, List<Act> acts) {
        Part best = heaviestConfirmed(now);
        long begin = means.settings().beginAfter().toMillis();
        boolean apart = means.restarts().apart(now);
        if (!best.none() && !apart) {
            Optional<Seat> silent = firstSilent(best, now);
            boolean looked = now - started >= look || allAnswer(now);
            if (silent.isEmpty() && looked) {
                join(best, now, acts);
                return;
            }
            if (now - started < BEGIN_ANYWAY * begin) return;
            silent.ifPresent(seat -> say(unreached(best, seat), acts));
        }
        if (means.rank() < 0 || (!joining.none() && now - joinedAt < 2 * JOIN_AGAIN)) return;
        boolean nobody = away().isEmpty();
        long patience = rivalBefore(now) ? BEGIN_ANYWAY * begin : begin;
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

    /** Whether another agent that also looks for a network is the one to begin it. */
    private boolean rivalBefore(long now) {
        return neighbours.values().stream()
                .filter(n -> n.part().none() && n.rank() >= 0 && confirmed(n, now))
                .anyMatch(n ->
                        n.rank() < means.rank()
                                || (n.rank() == means.rank()
                                        && n.address.compareTo(self.address()) < 0));
    }

    private boolean allAnswer(long now) {
        return away().stream().allMatch(address -> confirmed(at(address), now));
    }

    // --- in a part ----------------------------------------------------------------------------

    private void reunite(long now, List<Act> acts) {
        long settle = means.settings().settle().toMillis();
        if (asked > 0 && now - asked > agree) {
            asked = 0;
            quietUntil = Math.max(quietUntil, now + agree);
        }
        Part best = heaviestConfirmed(now);
        if (best.none() || best.compareTo(own) <= 0) {
            asked = 0;
            said = "";
            return;
        }
        if (yielding || asked > 0 || now < quietUntil || now - ownSince < settle) return;
        Optional<Seat> silent = firstSilent(best, now);
        if (silent.isPresent()) {
            if (now - ownSince > 3 * settle) say(unreached(best, silent.get()), acts);
            return;
        }
        if (!settled(best, now, settle)) return;
        long next = means.restarts().next(now);
        if (now < next) {
            say(
                    "a heavier part of the network is back, but this agent has changed parts "
                            + means.restarts().count(now)
                            + " times lately; it stays in its own for "
                            + (next - now) / 1000
                            + " s more; is a cable or a radio link failing?",
                    acts);
            return;
        }
        target = best;
        asked = now;
        for (Seat seat : best.members()) acts.add(ring(at(seat.address()), now, 0));
    }

    private void concludeWhenAllAgree(long now, List<Act> acts) {
        if (now - asked > agree || view.none()) return;
        boolean all = target.members().stream().allMatch(seat -> says(seat, asked));
        if (!all) return;
        asked = 0;
        yielding = true;
        acts.add(new Act.Yield(own, target));
    }

    private boolean says(Seat seat, long since) {
        Neighbour neighbour = at(seat.address());
        return neighbour.seat().equals(seat) && neighbour.granted() >= since;
    }

    /** All its members say that they are it, and have for a while. */
    private boolean settled(Part part, long now, long settle) {
        return part.members().stream()
                .map(seat -> at(seat.address()))
                .allMatch(n -> n.part().minus(own).equals(part) && now - n.partSince() >= settle);
    }

    // --- both ---------------------------------------------------------------------------------

    private Part heaviestConfirmed(long now) {
        return Part.heaviest(
                neighbours.values().stream()
                        .filter(n -> confirmed(n, now) && n.part().has(n.seat()))
                        .filter(n -> !n.part().has(self))
                        .map(Neighbour::part)
                        .map(part -> part.minus(own))
                        .map(part -> part.only(seat -> !seat.address().equals(self.address())))
                        .toList());
    }

    private Optional<Seat> firstSilent(Part part, long now) {
        return part.members().stream()
                .filter(seat -> {
                    Neighbour neighbour = at(seat.address());
                    return !neighbour.seat().equals(seat) || !confirmed(neighbour, now);
                })
                .findFirst();
    }

    private static String unreached(Part part, Seat seat) {
        return "there is a part of the network with "
                + part.members().size()
                + " agents, but "
                + seat.address()
                + " of it does not answer here; this agent stays apart until it does; check the"
                + " firewall and the link between the two";
    }

    private void say(String text, List<Act> acts) {
        String kind = text.replaceAll("\\d+", "");
        if (kind.equals(said)) return;
        said = kind;
        acts.add(new Act.Say(text));
    }

    private boolean confirmed(Neighbour neighbour, long now) {
        return neighbour.confirmed(now, means.settings().freshMillis());
    }

    private Neighbour at(String address) {
        return neighbours.computeIfAbsent(address, key -> new Neighbour(key, look));
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
                        granted));
    }
}
