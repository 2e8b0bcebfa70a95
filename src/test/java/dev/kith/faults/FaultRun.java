package dev.kith.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.History;
import dev.kith.faults.history.NoAcknowledgedDocumentIsLost;
import dev.kith.faults.history.NoDeletedDocumentReturns;
import dev.kith.faults.history.OneVersionIsVisible;
import dev.kith.faults.history.Verdict;
import dev.kith.faults.machine.MachineFlags;
import dev.kith.faults.network.Agents;
import dev.kith.faults.network.Waits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Seed after seed on one network: clients work while the nemesis strikes, then everything is mended
 * and comes to rest, and whatever was acknowledged is looked for.
 */
final class FaultRun implements AutoCloseable {
    /** What every agent may use of the disk; nothing here comes near it but a fault. */
    static final long DISK_MAX = 8L << 30;

    /** Longer than an agent may stay apart because it has changed parts too often. */
    private static final Duration REST = Duration.ofMinutes(6);

    /** Longer than the copies of two parts take to compare, and the cards to tell of it. */
    private static final Duration REST_LASTS = Duration.ofSeconds(8);

    private static final int JUDGE = 0;

    /** The judge and the eyes have numbers below it. */
    private static final int JUDGED = 10;

    private static final int PARTITIONS = 4;

    private final Plan plan;
    private final Consumer<String> out;
    private final MachineFlags machines;
    private final Agents agents;
    private final History history;
    private final Client judge;
    private final Look look;
    private final List<String> broken = new ArrayList<>();
    private int seeds;

    /**
     * What to do.
     *
     * @param folder of data, logs and history
     * @param clients that work at the same time
     * @param seed the first; the next ones follow
     * @param episodes one for each seed: the faults that happen, in this order
     * @param overlaps whether faults of one seed may happen while another lasts
     * @param time no further seed is begun after it
     */
    record Plan(
            Path folder,
            int agents,
            int clients,
            long seed,
            List<List<Fault>> episodes,
            boolean overlaps,
            Duration time,
            Duration hold) {}

    FaultRun(Plan plan, Consumer<String> out) {
        this.plan = plan;
        this.out = out;
        this.machines = MachineFlags.in(plan.folder().resolve("machines"));
        this.agents =
                Agents.in(
                        plan.folder().resolve("agents"),
                        plan.agents(),
                        List.of(
                                "kith.embed.model=fast",
                                "kith.network.partitions=" + PARTITIONS,
                                "kith.store.sync-interval=2s",
                                // Split every minute, agents would soon stay apart for an hour.
                                "kith.reunion.restart-pause=3s",
                                "kith.reunion.restarts-window=90s",
                                "kith.store.disk-free-min=64MiB",
                                "kith.store.disk-max=" + DISK_MAX,
                                "kith.store.disk-check-interval=500ms",
                                // Above, copies' graphs find nearly the same.
                                "kith.store-index.exact-max=1000000"),
                        List.of("-XX:+UseSerialGC", "-Xmx384m", machines.flag()),
                        plan.seed());
        this.history = new History(plan.folder().resolve("history.jsonl"));
        this.judge = new Client(JUDGE, agents, history);
        this.look = new Look(agents, history, judge, JUDGE + 1);
    }

    /** Does all of it; at the end, looks for everything once more. */
    Verdict run() throws InterruptedException {
        try {
            agents.startAll();
            rest();
            long end = System.nanoTime() + plan.time().toNanos();
            for (List<Fault> faults : plan.episodes()) {
                if (!broken.isEmpty() || (seeds > 0 && System.nanoTime() > end)) break;
                long seed = plan.seed() + seeds;
                seeds++;
                List<Strike> strikes =
                        plan.overlaps() ? Strike.overlapping(faults) : Strike.each(faults);
                episode(seed, strikes);
                Verdict now = Verdict.of(history.events());
                out.accept("faults: seed " + seed + " " + strikes + " " + figures(now));
                if (!now.holds()) return now;
            }
            if (seeds > 1 && broken.isEmpty()) look.at("s", new Random(plan.seed()));
        } catch (AssertionError e) {
            broken.add(String.valueOf(e.getMessage()));
        }
        return Verdict.of(history.events());
    }

    /** What went wrong with the run itself; empty if all came to rest each time. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    /** The line that a run ends with. */
    String line(Verdict verdict) {
        return String.format(
                Locale.ROOT,
                "faults: seeds=%d operations=%d acknowledged=%d lost=%d resurrected=%d"
                        + " duplicated=%d failed_searches=%d",
                seeds,
                verdict.operations(),
                verdict.acknowledged(),
                verdict.violated(NoAcknowledgedDocumentIsLost.class),
                verdict.violated(NoDeletedDocumentReturns.class),
                verdict.violated(OneVersionIsVisible.class),
                verdict.failedSearches());
    }

    private static String figures(Verdict verdict) {
        return "operations="
                + verdict.operations()
                + " acknowledged="
                + verdict.acknowledged()
                + " "
                + verdict.details();
    }

    private void episode(long seed, List<Strike> strikes) throws InterruptedException {
        var nemesis = new Nemesis(agents, machines, history, seed, plan.hold(), this::level);
        String name = "s" + seed;
        try (var work = begin(name, seed)) {
            Waits.pass(Duration.ofSeconds(3));
            for (Strike strike : strikes) {
                nemesis.strike(strike);
                Waits.pass(Duration.ofSeconds(2));
                if (isBroken(seed, strike)) break;
            }
            nemesis.mend();
            agents.awaitServing(agents.all());
            work.end();
        }
        if (rest()) look.at(name + "-", new Random(seed));
    }

    /** Judges what needs no rest, so that it is known which of several faults it was. */
    private boolean isBroken(long seed, Strike strike) {
        Verdict now = Verdict.of(history.events());
        if (now.holds()) return false;
        out.accept("faults: seed " + seed + " is broken after " + strike);
        return true;
    }

    private Workload begin(String name, long seed) {
        int clients = plan.clients();
        return Workload.begin(agents, history, name, JUDGED + seeds * clients, clients, seed);
    }

    /** Waits until all agents are one network again in which nothing is left to do. */
    private boolean rest() {
        var last = new ArrayList<String>();
        boolean rested =
                Waits.await(
                        REST,
                        () -> {
                            agents.revive();
                            last.clear();
                            last.addAll(restless());
                            if (!last.isEmpty()) return false;
                            Waits.pass(REST_LASTS);
                            last.addAll(restless());
                            return last.isEmpty();
                        });
        if (rested) history.note(Action.SETTLED, "");
        else broken.add("did not come to rest within " + REST + ": " + last);
        return rested;
    }

    /** Whether all are one network in which no copy lacks anything that another has. */
    private boolean level() {
        return agents.all().stream()
                .map(judge::network)
                .allMatch(network ->
                        network.path("agents").asInt() == agents.count() && !behind(network));
    }

    private static boolean behind(JsonNode network) {
        boolean behind = false;
        for (JsonNode copy : network.path("placement")) behind |= copy.path("behind").asBoolean();
        return behind;
    }

    private List<String> restless() {
        var restless = new ArrayList<String>();
        for (int i : agents.all()) {
            JsonNode network = judge.network(i);
            int answering = network.path("partitions_answering").asInt();
            boolean whole = answering > 0 && answering == network.path("partitions").asInt();
            if (network.path("agents").asInt() != agents.count()
                    || network.path("pending").asInt(-1) != 0
                    || behind(network)
                    || !whole) {
                restless.add(agents.name(i) + " says " + network);
            }
        }
        return restless;
    }

    @Override
    public void close() {
        agents.close();
        history.close();
    }
}
