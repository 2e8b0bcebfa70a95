package dev.kith.simulation;

import dev.kith.simulation.Step.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The end of a schedule in which weeks go by: one agent may be away for less or more time than
 * tombstones are kept, while clients write and delete at the others.
 *
 * <pre>
 *   everybody is here ──3 h──► one goes ──days──► perhaps ──days──► it comes back
 *                                   clients work   clients work        clients work
 * </pre>
 *
 * Weeks go by while everything stands still, so they cost nothing; before and after there is time
 * for comparing copies and collecting tombstones, which happens once a minute. Nothing is put in
 * the hours before the one goes: what it got then from others it takes for its own when it returns
 * too late.
 */
final class Absence {
    /** Time in which copies compare, note that they are level and collect tombstones. */
    private static final long UPKEEP = 140_000;

    private static final long WORK = 40_000;
    private static final int TOGETHER_HOURS = 3;
    private static final int DAYS_MIN = 3;
    private static final int DAYS_MAX = 45;
    private static final int OPERATIONS_MAX = 8;

    private final Profile profile;
    private final Random chance;
    private final List<Step> steps = new ArrayList<>();
    private long now;

    private Absence(long now, Profile profile, Random chance) {
        this.now = now;
        this.profile = profile;
        this.chance = chance;
    }

    /** What happens after {@code last}, in order. */
    static List<Step> after(long last, Profile profile, Random chance) {
        var absence = new Absence(last, profile, chance);
        absence.happen();
        absence.steps.sort(Comparator.comparingLong(Step::at));
        return absence.steps;
    }

    private void happen() {
        allAreHere();
        now += UPKEEP / 2;
        sleep(TOGETHER_HOURS);
        now += UPKEEP;
        oneGoes();
        int sleeps = 1 + chance.nextInt(2);
        for (int i = 0; i < sleeps; i++) {
            work();
            sleep(24 * (DAYS_MIN + chance.nextInt(DAYS_MAX - DAYS_MIN)));
            now += UPKEEP;
        }
        work();
        allAreHere();
        work();
    }

    private void allAreHere() {
        now += 1_000;
        add(Kind.HEAL, 0, 0);
        for (int machine = 0; machine < profile.machines(); machine++) {
            add(Kind.START, machine, 0);
        }
    }

    private void oneGoes() {
        int one = chance.nextInt(profile.machines());
        switch (chance.nextInt(5)) {
            case 0, 1 -> add(Kind.LEAVE, one, 0);
            case 2 -> add(Kind.CRASH, one, 0);
            case 3 -> add(Kind.SPLIT, 0, 1 << one);
            default -> {} // and everybody stays
        }
        now += 1_000;
    }

    private void work() {
        int operations = chance.nextInt(OPERATIONS_MAX);
        for (int i = 0; i < operations; i++) {
            steps.add(Step.operation(now, WORK, profile.machines(), chance));
        }
        now += WORK + UPKEEP / 4;
    }

    private void sleep(int hours) {
        add(Kind.SLEEP, 0, hours);
    }

    private void add(Kind kind, int machine, int number) {
        steps.add(new Step(now, kind, machine, number));
    }
}
