package dev.kith.simulation;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/**
 * What one schedule is made of: few kinds of faults each, so that none hides another.
 *
 * @param machines how many, 2 to 5
 * @param late of them, those that come later
 * @param span milliseconds in which things happen
 * @param operations of clients
 * @param faults how many
 * @param kinds of faults
 * @param slowDisk share of disk operations that take long
 * @param poison share of tasks that fail
 * @param ages whether weeks go by, in which an agent may be away
 */
record Profile(
        int machines,
        int late,
        long span,
        int operations,
        int faults,
        Set<Step.Kind> kinds,
        Links.Weather weather,
        double slowDisk,
        double poison,
        boolean ages) {

    static Profile of(Random chance) {
        int machines = 2 + (chance.nextInt(10) + 2) / 4;
        Set<Step.Kind> kinds = EnumSet.noneOf(Step.Kind.class);
        for (Step.Kind kind : Step.Kind.FAULTS) if (chance.nextInt(3) == 0) kinds.add(kind);
        return new Profile(
                machines,
                machines > 2 && chance.nextInt(4) == 0 ? 1 : 0,
                20_000 + chance.nextInt(60_000),
                8 + chance.nextInt(25),
                kinds.isEmpty() ? 0 : 1 + chance.nextInt(8),
                kinds,
                new Links.Weather(
                        pick(chance, 0, 0, 0.01, 0.08),
                        pick(chance, 0, 0, 0.05),
                        pick(chance, 0, 0.03, 0.2)),
                pick(chance, 0, 0, 0.1),
                pick(chance, 0, 0, 0.3),
                chance.nextInt(4) == 0);
    }

    private static double pick(Random chance, double... choices) {
        return choices[chance.nextInt(choices.length)];
    }
}
