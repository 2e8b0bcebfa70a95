package dev.kith.faults;

import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.History;
import dev.kith.faults.history.Lives;
import dev.kith.faults.history.Lives.Life;
import dev.kith.faults.network.Agents;
import dev.kith.faults.network.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Looks for everything that was written, once all is mended and at rest; several eyes at once. */
final class Look {
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final int IN_VAIN_MAX = 3;
    private static final int EYES = 4;
    private static final int QUESTIONS = 3;
    private static final int TASKS_EVERY = 4;

    private final Agents agents;
    private final History history;
    private final Client judge;
    private final List<Client> eyes;
    private int rounds;

    Look(Agents agents, History history, Client judge, int firstClient) {
        this.agents = agents;
        this.history = history;
        this.judge = judge;
        this.eyes =
                IntStream.range(0, EYES)
                        .mapToObj(i -> new Client(firstClient + i, agents, history))
                        .toList();
    }

    /** Every document whose name begins so, each at an agent chosen by chance. */
    void at(String name, Random random) throws InterruptedException {
        List<Life> lives =
                Lives.of(history.events()).documents().values().stream()
                        .filter(life -> life.document().startsWith(name))
                        .filter(life -> !life.writes().isEmpty())
                        .toList();
        var inVain = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int eye = 0; eye < EYES; eye++) {
            Client client = eyes.get(eye);
            var chance = new Random(random.nextLong());
            int first = eye;
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                for (int i = first; i < lives.size(); i += EYES) {
                                    look(client, lives.get(i), chance, inVain);
                                }
                            }));
        }
        for (Thread thread : threads) thread.join();
        rank(random);
    }

    private void look(Client eye, Life life, Random random, AtomicInteger inVain) {
        int agent = random.nextInt(agents.count());
        List<Integer> allowed = life.allowed(history.now());
        if (inVain.get() < IN_VAIN_MAX && !awaitRight(eye, agent, life.document(), allowed)) {
            inVain.incrementAndGet();
        }
        eye.read(Action.FINAL, agent, life.document());
        eye.search(agent, life.document());
        boolean sure = allowed.size() == 1 && allowed.getFirst() > 0;
        if (sure && random.nextInt(TASKS_EVERY) == 0) {
            String task = eye.taskOf(agent, life.document());
            if (!task.isEmpty()) eye.task(agent, life.document(), allowed.getFirst(), task);
        }
    }

    /** Gives a copy that is not yet whole some time, which counts as staleness, not as loss. */
    private static boolean awaitRight(
            Client eye, int agent, String document, List<Integer> allowed) {
        return Waits.await(
                PATIENCE,
                () -> {
                    var read = eye.read(Action.GET, agent, document);
                    List<Integer> seen = read.seen().versions();
                    return seen.isEmpty() ? allowed.contains(0) : allowed.containsAll(seen);
                });
    }

    private void rank(Random random) {
        rounds++;
        for (int q = 0; q < QUESTIONS; q++) {
            String question = Texts.question(random);
            int round = rounds * QUESTIONS + q;
            agents.all().forEach(i -> judge.rank(i, round, question));
        }
    }
}
