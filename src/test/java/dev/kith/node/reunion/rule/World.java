package dev.kith.node.reunion.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A simulated network of agents with real {@link Lookout}s: links that can be cut one way or both,
 * bells that take their time, parts that lose and gain members, members that hear of it late. All
 * from one seed.
 */
final class World {
    static final ReunionSettings SETTINGS =
            new ReunionSettings(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(15),
                    6,
                    Duration.ofHours(1),
                    100);
    private static final long STEP = 100;
    private static final long DETECTION = 5_000;

    /** An agent that gave up its part for another. */
    record Yielded(long at, Seat seat, Part own, Part to) {}

    /** What gossip keeps together: the seats that believe to be members of one part. */
    private static final class Domain {
        final Set<Seat> members = new TreeSet<>();
    }

    private record Call(long at, int to, Bell bell) {}

    private record News(long at, Part view) {}

    private final class Agent {
        final String address;
        final Restarts restarts = new Restarts(SETTINGS);
        final List<News> news = new ArrayList<>();
        Seat seat = new Seat("", 0);
        Lookout lookout = lookout();
        Domain domain = new Domain();
        long offlineUntil;
        boolean offline = true;

        Agent(String address, long startsAt) {
            this.address = address;
            this.offlineUntil = startsAt;
        }

        void begin() {
            offline = false;
            Arrays.fill(hung[agents.indexOf(this)], false);
            deafened[agents.indexOf(this)] = false;
            seat = new Seat(address, random.nextLong());
            domain = new Domain();
            news.clear();
            lookout = lookout();
        }

        private Lookout lookout() {
            List<String> known = agents.stream().map(agent -> agent.address).toList();
            return new Lookout(
                    new Lookout.Means(
                            seat,
                            Integer.MAX_VALUE,
                            () -> known.stream().filter(a -> !a.equals(address)).toList(),
                            SETTINGS,
                            restarts),
                    now);
        }

        boolean in(Seat other) {
            return !offline && seat.equals(other);
        }
    }

    final List<Yielded> yields = new ArrayList<>();
    int renewals;
    final Random random;
    private final List<Agent> agents = new ArrayList<>();
    private final boolean[][] cut;
    private final boolean[][] hung;
    private final boolean[] deafened;
    private final long[][] cutSince;
    private final PriorityQueue<Call> calls =
            new PriorityQueue<>(Comparator.comparingLong(Call::at));
    private final Set<Seat> anchors = new TreeSet<>();
    private long now = 1_000_000;

    World(long seed, int size) {
        random = new Random(seed);
        cut = new boolean[size][size];
        hung = new boolean[size][size];
        deafened = new boolean[size];
        cutSince = new long[size][size];
        for (int i = 0; i < size; i++) {
            agents.add(new Agent("10.0.0." + (10 + i) + ":17355", now + random.nextInt(4_000)));
        }
    }

    /** Cuts or mends one direction of a link. */
    void link(int from, int to, boolean works) {
        if (cut[from][to] == works) cutSince[from][to] = now;
        cut[from][to] = !works;
    }

    /** From now on nothing that an agent sends to another arrives, until it restarts. */
    void hang(int from, int to) {
        hung[from][to] = true;
    }

    /** From now on an agent hears nobody, until it restarts. */
    void deafen(int agent) {
        deafened[agent] = true;
    }

    /** Cuts all links between groups, mends all within; {@code group[i]} is agent i's. */
    void split(int[] group) {
        for (int i = 0; i < group.length; i++) {
            for (int j = 0; j < group.length; j++) link(i, j, group[i] == group[j]);
        }
    }

    void heal() {
        split(new int[agents.size()]);
    }

    /** Ends an agent without a word; it starts again after a while. */
    void kill(int agent) {
        agents.get(agent).offline = true;
        agents.get(agent).offlineUntil = now + 2_000 + random.nextInt(6_000);
    }

    void run(Duration time) {
        for (long end = now + time.toMillis(); now < end; now += STEP) step();
    }

    /**
     * Runs until all agents are in one part of all; false if that takes longer than {@code max}.
     */
    boolean reunites(Duration max) {
        for (long end = now + max.toMillis(); now < end; now += STEP) {
            step();
            if (whole()) return true;
        }
        return false;
    }

    int restarts(int agent) {
        return agents.get(agent).restarts.count(now);
    }

    private boolean whole() {
        return agents.stream()
                .allMatch(agent ->
                        !agent.offline
                                && agent.domain == agents.getFirst().domain
                                && agent.domain.members.size() == agents.size());
    }

    private void step() {
        while (!calls.isEmpty() && calls.peek().at() <= now) {
            Call call = calls.remove();
            Agent to = agents.get(call.to());
            if (!to.offline && !deafened[call.to()]) act(to, to.lookout.heard(call.bell(), now));
        }
        for (int i = 0; i < agents.size(); i++) {
            Agent agent = agents.get(i);
            if (agent.offline && now >= agent.offlineUntil) agent.begin();
            if (agent.offline) continue;
            part(i);
            if (agent.offline) continue;
            while (!agent.news.isEmpty() && agent.news.getFirst().at() <= now) {
                Part view = agent.news.removeFirst().view();
                agent.lookout.view(view, view.members());
            }
            if (random.nextInt(2) == 0) act(agent, agent.lookout.tick(now));
        }
    }

    /** What downing does: whoever has not been reached for a while is left behind. */
    private void part(int i) {
        Agent agent = agents.get(i);
        List<Seat> lost = agent.domain.members.stream().filter(seat -> lost(i, seat)).toList();
        if (lost.isEmpty()) return;
        Domain kept = new Domain();
        kept.members.addAll(agent.domain.members);
        lost.forEach(kept.members::remove);
        Domain before = agent.domain;
        for (Agent other : agents) {
            if (other.domain == before && kept.members.contains(other.seat)) other.domain = kept;
        }
        tell(kept);
    }

    private boolean lost(int i, Seat seat) {
        if (seat.equals(agents.get(i).seat)) return false;
        int j =
                IntStream.range(0, agents.size())
                        .filter(k -> agents.get(k).address.equals(seat.address()))
                        .findFirst()
                        .orElseThrow();
        boolean broken = cut[i][j] || cut[j][i];
        long since = Math.max(cut[i][j] ? cutSince[i][j] : 0, cut[j][i] ? cutSince[j][i] : 0);
        return !agents.get(j).in(seat) || (broken && now - since > DETECTION);
    }

    private void tell(Domain domain) {
        Part view =
                new Part(
                        List.copyOf(domain.members),
                        domain.members.stream().filter(seat -> anchors.contains(seat)).toList());
        for (Agent agent : agents) {
            if (agent.domain == domain && !agent.offline && domain.members.contains(agent.seat)) {
                long last = agent.news.isEmpty() ? now : agent.news.getLast().at();
                agent.news.add(new News(Math.max(last, now + random.nextInt(1_500)), view));
            }
        }
    }

    private void act(Agent agent, List<Act> acts) {
        int i = agents.indexOf(agent);
        for (Act act : acts) {
            switch (act) {
                case Act.Ring(var address, var bell) -> ring(i, address, bell);
                case Act.Join(var addresses) -> join(i, addresses);
                case Act.Begin _ -> enter(agent, new Domain());
                case Act.Yield(var own, var to) -> {
                    yields.add(new Yielded(now, agent.seat, own, to));
                    restart(agent);
                }
                case Act.Renew _ -> {
                    renewals++;
                    restart(agent);
                }
                case Act.Probe(var addresses) -> {
                    var there = addresses.stream().filter(a -> answers(i, a)).findFirst();
                    act(agent, agent.lookout.probed(there, now));
                }
                case Act.Say _ -> {
                    // for people
                }
            }
        }
    }

    private boolean answers(int i, String address) {
        return IntStream.range(0, agents.size())
                .filter(j -> agents.get(j).address.equals(address) && !agents.get(j).offline)
                .anyMatch(j -> !cut[i][j] && !cut[j][i]);
    }

    private void restart(Agent agent) {
        agent.restarts.record(now, false);
        agent.domain.members.remove(agent.seat);
        agent.offline = true;
        agent.offlineUntil = now + 1_000 + random.nextInt(5_000);
        tell(agent.domain);
    }

    private void ring(int from, String address, Bell bell) {
        for (int to = 0; to < agents.size(); to++) {
            if (agents.get(to).address.equals(address) && !cut[from][to] && !hung[from][to]) {
                long delay = random.nextInt(10) == 0 ? 2_500 : 150;
                calls.add(new Call(now + 5 + random.nextInt((int) delay), to, bell));
            }
        }
    }

    private void join(int i, List<String> addresses) {
        Agent agent = agents.get(i);
        if (!agent.domain.members.isEmpty()) return;
        for (int j = 0; j < agents.size(); j++) {
            Agent other = agents.get(j);
            boolean linked = !cut[i][j] && !cut[j][i];
            if (addresses.contains(other.address)
                    && linked
                    && !other.offline
                    && other.domain.members.contains(other.seat)) {
                other.domain.members.removeIf(seat -> seat.address().equals(agent.address));
                enter(agent, other.domain);
                return;
            }
        }
    }

    private void enter(Agent agent, Domain domain) {
        if (!agent.domain.members.isEmpty()) return;
        agent.domain = domain;
        domain.members.add(agent.seat);
        tell(domain);
    }
}
