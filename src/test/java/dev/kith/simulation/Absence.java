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
 * for comparing copies and collecting tombstones, which happens once a minute.
 *
 * <p>Two things are known to go wrong and are left out. Nothing is put in the hours before the one
 * goes: what it got then from others it takes for its own when it returns too late. And nobody
 * deletes what it puts while it is cut off: when that is forgotten, what it put comes back.
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
    private int cutOff = -1;

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
        cutOff = -1;
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
            case 3 -> {
                add(Kind.SPLIT, 0, 1 << one);
                cutOff = one;
            }
            default -> {} // and everybody stays
        }
        now += 1_000;
    }

    private void work() {
        int operations = chance.nextInt(OPERATIONS_MAX);
        for (int i = 0; i < operations; i++) {
            steps.add(own(Step.operation(now, WORK, profile.machines(), chance)));
        }
        now += WORK + UPKEEP / 4;
    }

    /** The same, but one that is cut off has a document for itself. */
    private Step own(Step step) {
        if (cutOff < 0) return step;
        int last = Step.DOCUMENTS - 1;
        int document = step.machine() == cutOff ? last : step.document() % last;
        int number = step.text() * Step.DOCUMENTS + document;
        return new Step(step.at(), step.kind(), step.machine(), number);
    }

    private void sleep(int hours) {
        add(Kind.SLEEP, 0, hours);
    }

    private void add(Kind kind, int machine, int number) {
        steps.add(new Step(now, kind, machine, number));
    }
}
