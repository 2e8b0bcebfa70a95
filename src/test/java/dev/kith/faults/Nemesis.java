package dev.kith.faults;

import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.History;
import dev.kith.faults.machine.Damage;
import dev.kith.faults.machine.MachineFlags;
import dev.kith.faults.machine.Power;
import dev.kith.faults.network.Agents;
import dev.kith.faults.network.Condition;
import dev.kith.faults.network.Links.Link;
import dev.kith.faults.network.Waits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Breaks things and mends them. All that it does follows from its seed, but not when the agents
 * notice: a seed shows the same faults again, not the same history.
 */
final class Nemesis {
    private static final Duration CLOCK_JUMP = Duration.ofHours(1);
    private static final Duration SLOW = Duration.ofMillis(200);
    private static final int DAMAGED_FILES = 6;

    /** After a split that long is enough for what one agent had alone to be copied. */
    private static final Duration LEVEL = Duration.ofMinutes(2);

    private final Agents agents;
    private final MachineFlags machines;
    private final History history;
    private final Random random;
    private final Duration hold;
    private final int unlucky;
    private final BooleanSupplier level;
    private Optional<Fault> meanwhile = Optional.empty();
    private boolean joined;

    /**
     * A nemesis.
     *
     * @param hold about how long a fault lasts
     * @param level whether no copy lacks anything that another has
     */
    Nemesis(
            Agents agents,
            MachineFlags machines,
            History history,
            long seed,
            Duration hold,
            BooleanSupplier level) {
        this.agents = agents;
        this.machines = machines;
        this.history = history;
        this.random = new Random(seed);
        this.hold = hold;
        this.level = level;
        this.unlucky = random.nextInt(agents.count());
    }

    /** Lets a fault happen, and perhaps another while it lasts, and ends both. */
    void strike(Strike strike) throws InterruptedException {
        meanwhile = strike.meanwhile();
        strike(strike.fault());
        if (strike.meanwhile().isPresent()) agents.awaitServing(agents.all());
    }

    private void strike(Fault fault) throws InterruptedException {
        switch (fault) {
            case KILL_ONE -> kill(fault, some(1));
            case KILL_MOST -> kill(fault, some(agents.count() - 1));
            case KILL_ALL -> kill(fault, agents.all());
            case POWER_LOSS_OF_ALL -> losePower();
            case PAUSE_ONE -> pause();
            case SPLIT_HALVES -> split(fault, halves(), Condition.SILENT);
            case SPLIT_ONE_WAY -> oneWay();
            case SPLIT_OFF_THE_ANCHOR -> split(fault, link -> both(link, 0), Condition.REFUSED);
            case SPLIT_RING -> split(fault, this::beyondNeighbours, Condition.SILENT);
            case SPLIT_FLAPPING -> flap();
            case SLOW_LINKS -> split(fault, _ -> true, Condition.SLOW);
            case SLOW_SYNC -> slowSync();
            case FULL_DISK -> fillDisk();
            case DAMAGE_LOG -> damage(fault, "/log/");
            case DAMAGE_INDEX -> damage(fault, "/index/");
            case CLOCK_JUMPS -> jumpClocks();
            case CHURN -> churn();
        }
    }

    /** Mends whatever is broken, puts clocks right, and starts whatever does not run. */
    void mend() {
        agents.links().heal();
        agents.resumeAll();
        agents.all().forEach(i -> FullDisk.free(store(i)));
        agents.all().forEach(i -> machines.order(agents.name(i), Duration.ZERO, Duration.ZERO));
        agents.start(agents.all());
    }

    private void kill(Fault fault, List<Integer> victims) throws InterruptedException {
        tell(fault, names(victims));
        agents.kill(victims);
        last();
        agents.start(victims);
        if (!joined) agents.awaitServing(agents.all()); // which, cut off, it may not do
    }

    private void losePower() throws InterruptedException {
        agents.kill(agents.all());
        var shorter = new ArrayList<String>();
        for (int i : agents.all()) {
            Path journal = machines.journal(agents.name(i));
            shorter.add(agents.name(i) + " " + Power.lose(agents.data(i), journal, random));
        }
        tell(Fault.POWER_LOSS_OF_ALL, "files with something unsynced: " + shorter);
        agents.start(agents.all());
        agents.awaitServing(agents.all());
    }

    private void pause() {
        int victim = random.nextInt(agents.count());
        tell(Fault.PAUSE_ONE, agents.name(victim));
        agents.suspend(victim);
        Waits.pass(hold);
        agents.resumeAll();
    }

    private void split(Fault fault, Predicate<Link> cut, Condition condition)
            throws InterruptedException {
        List<Link> links = links().stream().filter(cut).toList();
        tell(fault, links.size() + " of " + links().size() + " directions: " + named(links));
        links.forEach(link -> agents.links().set(link, condition));
        last();
        agents.links().heal();
    }

    private void oneWay() throws InterruptedException {
        int deaf = random.nextInt(agents.count());
        split(Fault.SPLIT_ONE_WAY, link -> link.to() == deaf, Condition.SILENT);
    }

    private void flap() {
        Predicate<Link> halves = halves();
        tell(Fault.SPLIT_FLAPPING, named(links().stream().filter(halves).toList()));
        long end = System.nanoTime() + hold.toNanos();
        while (System.nanoTime() < end) {
            links().stream()
                    .filter(halves)
                    .forEach(link -> agents.links().set(link, Condition.REFUSED));
            Waits.pass(Duration.ofMillis(500 + random.nextInt(3000)));
            agents.links().heal();
            Waits.pass(Duration.ofMillis(500 + random.nextInt(3000)));
        }
    }

    private void slowSync() throws InterruptedException {
        int victim = random.nextInt(agents.count());
        tell(Fault.SLOW_SYNC, agents.name(victim));
        machines.order(agents.name(victim), Duration.ZERO, SLOW);
        last();
        machines.order(agents.name(victim), Duration.ZERO, Duration.ZERO);
    }

    private void fillDisk() throws InterruptedException {
        int victim = random.nextInt(agents.count());
        tell(Fault.FULL_DISK, agents.name(victim));
        FullDisk.fill(store(victim));
        last();
        FullDisk.free(store(victim));
    }

    /**
     * Always the same agent, and not while it may have something alone: what only damaged disks
     * have had, no network can keep.
     */
    private void damage(Fault fault, String part) throws InterruptedException {
        if (!Waits.await(LEVEL, level)) history.note(Action.FAULT, "copies are not level yet");
        agents.kill(List.of(unlucky));
        var done = Damage.to(store(unlucky), part, DAMAGED_FILES, random);
        tell(fault, agents.name(unlucky) + " " + done);
        agents.start(List.of(unlucky));
        agents.awaitServing(agents.all());
    }

    private void jumpClocks() throws InterruptedException {
        var jumps = new ArrayList<String>();
        for (int i : agents.all()) {
            Duration jump = CLOCK_JUMP.multipliedBy(random.nextInt(3) - 1);
            machines.order(agents.name(i), jump, Duration.ZERO);
            jumps.add(agents.name(i) + " " + jump);
        }
        tell(Fault.CLOCK_JUMPS, jumps.toString());
        last();
        agents.all().forEach(i -> machines.order(agents.name(i), Duration.ZERO, Duration.ZERO));
    }

    private void churn() throws InterruptedException {
        long end = System.nanoTime() + hold.toNanos();
        do {
            int victim = random.nextInt(agents.count());
            int code = agents.leave(victim);
            tell(Fault.CHURN, agents.name(victim) + " left with " + code + " and joins again");
            agents.start(List.of(victim));
            agents.awaitServing(agents.all());
        } while (System.nanoTime() < end);
    }

    private void tell(Fault fault, String what) {
        history.note(Action.FAULT, fault.word() + ": " + what);
    }

    /** Lets the fault last, and starts again what ended by itself meanwhile. */
    private void last() throws InterruptedException {
        long part = hold.toMillis() / 2;
        Waits.pass(Duration.ofMillis(part + random.nextLong(1 + part)));
        Optional<Fault> other = meanwhile;
        meanwhile = Optional.empty();
        if (other.isPresent()) {
            joined = true;
            strike(other.get());
            joined = false;
            Waits.pass(Duration.ofMillis(part));
        }
        List<String> ended = agents.revive();
        if (!ended.isEmpty()) history.note(Action.FAULT, "ended by themselves: " + ended);
    }

    private List<Integer> some(int count) {
        var all = new ArrayList<>(agents.all());
        Collections.shuffle(all, random);
        return List.copyOf(all.subList(0, count));
    }

    private Predicate<Link> halves() {
        List<Integer> half = some(agents.count() / 2);
        return link -> half.contains(link.from()) != half.contains(link.to());
    }

    private static boolean both(Link link, int agent) {
        return link.from() == agent || link.to() == agent;
    }

    private boolean beyondNeighbours(Link link) {
        int apart = Math.floorMod(link.from() - link.to(), agents.count());
        return apart != 1 && apart != agents.count() - 1;
    }

    private List<Link> links() {
        var links = new ArrayList<Link>();
        for (int from : agents.all()) {
            for (int to : agents.all()) if (from != to) links.add(new Link(from, to));
        }
        return links;
    }

    private String named(List<Link> links) {
        return String.join(
                " ",
                links.stream()
                        .map(link -> agents.name(link.from()) + ">" + agents.name(link.to()))
                        .toList());
    }

    private String names(List<Integer> some) {
        return String.join(" ", some.stream().map(agents::name).toList());
    }

    private Path store(int agent) {
        return agents.data(agent).resolve("store");
    }
}
