package dev.kith.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Runs schedules, one after the other. */
final class Simulation {
    private static final long TICK = 3_000;
    private static final long SETTLING_MAX = 900_000;

    /**
     * How one schedule went.
     *
     * @param operations that clients asked for
     * @param acknowledged of them
     * @param trace what happened, for people
     */
    record Result(
            long seed,
            Optional<BrokenPromise> broken,
            int operations,
            int acknowledged,
            List<Step> steps,
            List<String> trace) {}

    private final Stage stage;
    private final boolean lies;
    private long runs = 1_000;

    /** On a stage; {@code lies} makes every disk say that it has synced before it has. */
    Simulation(Stage stage, boolean lies) {
        this.stage = stage;
        this.lies = lies;
    }

    /** The schedule of a seed. */
    Result run(long seed) {
        var chance = new Random(seed);
        var profile = Profile.of(chance);
        return run(seed, profile, Step.schedule(profile, chance));
    }

    /** The same with other steps. */
    Result run(long seed, List<Step> steps) {
        return run(seed, Profile.of(new Random(seed)), steps);
    }

    private Result run(long seed, Profile profile, List<Step> steps) {
        Turns turns = Turns.ONLY;
        turns.begin(seed * 31 + 17);
        var world = new World(stage, profile, ++runs, lies);
        try {
            var promises = new Promises(world);
            var clients = new Clients(world, promises);
            for (Step step : steps) {
                turns.run(step.at(), () -> false);
                perform(world, clients, step);
                if (world.broken().isPresent()) return result(seed, world, steps);
            }
            settle(world, promises);
            return result(seed, world, steps);
        } finally {
            world.close();
        }
    }

    private static void settle(World world, Promises promises) {
        Turns turns = world.turns();
        turns.run(turns.now() + TICK, () -> false);
        world.links().heal();
        world.machines().forEach(world::startAgain);
        long until = turns.now() + SETTLING_MAX;
        boolean settled = false;
        int calm = 0;
        while (calm < 3 && turns.now() < until && world.broken().isEmpty()) {
            turns.run(turns.now() + TICK, () -> false);
            settled = promises.settled();
            calm = settled ? calm + 1 : 0;
        }
        if (world.broken().isEmpty()) promises.end(settled);
    }

    private static Result result(long seed, World world, List<Step> steps) {
        var history = world.history();
        return new Result(
                seed,
                world.broken(),
                history.operations(),
                history.acknowledged().size(),
                steps,
                List.copyOf(world.trace()));
    }

    private static void perform(World world, Clients clients, Step step) {
        Machine machine = world.machines().get(step.machine());
        Life life = machine.running();
        switch (step.kind()) {
            case PUT -> {
                if (life != null && life.open()) clients.put(life, step.document(), step.text());
            }
            case DELETE -> {
                if (life != null && life.open()) clients.delete(life, step.document());
            }
            case READ -> {
                if (life != null && life.open()) clients.read(life, step.document());
            }
            case CANCEL -> {
                if (life != null && life.open()) clients.cancel(life, step.document());
            }
            default -> {
                world.note(step.toString());
                if (step.kind() != Step.Kind.CLOCK) {
                    world.history().unrest(world.turns().now());
                }
                disturb(world, machine, step);
            }
        }
    }

    private static void disturb(World world, Machine machine, Step step) {
        Life life = machine.running();
        switch (step.kind()) {
            case CRASH -> {
                if (life != null) life.crash();
            }
            case POWER_CUT -> world.running().forEach(Life::crash);
            case LEAVE -> {
                if (life != null) {
                    world.membership().left(life);
                    life.leave(() -> {});
                }
            }
            case SPLIT -> split(world, step.number());
            case ONE_WAY -> world.links().cut(step.machine(), step.number());
            case CLOCK -> machine.skew = step.number();
            case BURN -> world.burn(machine);
            case DAMAGE -> machine.disk.damage(step.number());
            case SLEEP -> world.sleep(Duration.ofHours(step.number()));
            case START -> world.startAgain(machine);
            case HEAL -> world.links().heal();
            case PUT, DELETE, READ, CANCEL -> throw new IllegalStateException("not a fault");
        }
    }

    private static void split(World world, int mask) {
        int count = world.machines().size();
        for (int from = 0; from < count; from++) {
            for (int to = 0; to < count; to++) {
                if ((mask >> from & 1) != (mask >> to & 1)) world.links().cut(from, to);
            }
        }
    }
}
