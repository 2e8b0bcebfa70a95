package dev.kith.faults;

import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Event.Phase;
import dev.kith.faults.history.History;
import dev.kith.faults.network.Agents;
import dev.kith.faults.network.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Clients that put, replace, delete, read and search small documents at agents chosen by chance,
 * each its own documents, until they are told to stop.
 */
final class Workload implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration NOBODY = Duration.ofMinutes(1);
    private static final int TRIES_MAX = 3;
    private static final int WAIT_SECONDS = 5;

    private final Agents agents;
    private final List<Hand> hands = new ArrayList<>();
    private volatile boolean over;

    /** A document of one client and its newest version, whatever became of it. */
    private record Own(String id, int version) {}

    /**
     * Clients that begin at once.
     *
     * @param name begins the name of every document that they write
     * @param seed of all that they choose
     */
    static Workload begin(
            Agents agents, History history, String name, int firstClient, int clients, long seed) {
        var workload = new Workload(agents);
        for (int i = 0; i < clients; i++) {
            var client = new Client(firstClient + i, agents, history);
            var random = new Random(seed * 1_000_003 + i);
            workload.hands.add(workload.new Hand(client, name + "-" + i, random));
        }
        workload.hands.forEach(hand -> hand.thread.start());
        return workload;
    }

    private Workload(Agents agents) {
        this.agents = agents;
    }

    /** Lets them finish what they do, and waits for it. */
    void end() throws InterruptedException {
        over = true;
        for (Hand hand : hands) hand.thread.join();
    }

    @Override
    public void close() {
        over = true;
        hands.forEach(hand -> hand.thread.interrupt());
    }

    private final class Hand {
        private final Thread thread = Thread.ofVirtual().unstarted(this::run);
        private final Client client;
        private final String name;
        private final Random random;
        private final List<Own> own = new ArrayList<>();
        private int made;

        Hand(Client client, String name, Random random) {
            this.client = client;
            this.name = name;
            this.random = random;
        }

        private void run() {
            while (!over) {
                int dice = random.nextInt(100);
                if (own.isEmpty() || dice < 30) {
                    own.add(new Own(name + "-" + ++made, 0));
                    put(own.size() - 1);
                } else if (dice < 40) {
                    put(random.nextInt(own.size()));
                } else if (dice < 47) {
                    delete(random.nextInt(own.size()));
                } else if (dice < 72) {
                    pauseIfRefused(client.read(Action.GET, agent(), any()));
                } else {
                    pauseIfRefused(client.search(agent(), any()));
                }
            }
        }

        private String any() {
            return own.get(random.nextInt(own.size())).id();
        }

        /** One that is up, as far as that can be known; where none is, any. */
        private int agent() {
            Waits.await(NOBODY, () -> over || agents.all().stream().anyMatch(agents::up));
            List<Integer> up = agents.all().stream().filter(agents::up).toList();
            return up.isEmpty()
                    ? random.nextInt(agents.count())
                    : up.get(random.nextInt(up.size()));
        }

        /** A new version; after a time-out or refusal the same again, perhaps elsewhere. */
        private void put(int index) {
            Own next = new Own(own.get(index).id(), own.get(index).version() + 1);
            own.set(index, next);
            int wait = random.nextInt(3) == 0 ? WAIT_SECONDS : 0;
            for (int i = 0; i < TRIES_MAX && !over; i++) {
                var ended = client.put(agent(), next.id(), next.version(), wait);
                if (ended.phase() == Phase.OK) return;
                pauseIfRefused(ended);
            }
        }

        private void delete(int index) {
            for (int i = 0; i < TRIES_MAX && !over; i++) {
                var ended = client.delete(agent(), own.get(index).id());
                if (ended.phase() == Phase.OK) return;
                pauseIfRefused(ended);
            }
        }

        private void pauseIfRefused(Client.Ended ended) {
            if (ended.phase() != Phase.OK) Waits.pass(PAUSE);
        }
    }
}
