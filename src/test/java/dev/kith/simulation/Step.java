package dev.kith.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * One thing that is done to a network.
 *
 * @param at when, in milliseconds of virtual time
 * @param machine which, from 0
 * @param number what else it takes: a document, another machine, an amount
 */
record Step(long at, Kind kind, int machine, int number) {

    enum Kind {
        PUT,
        DELETE,
        READ,
        CANCEL,
        CRASH,
        POWER_CUT,
        LEAVE,
        SPLIT,
        ONE_WAY,
        CLOCK,
        BURN,
        DAMAGE,
        SLEEP,
        START,
        HEAL;

        static final List<Kind> FAULTS =
                List.of(CRASH, POWER_CUT, LEAVE, SPLIT, ONE_WAY, CLOCK, BURN);
    }

    /** How many documents there are. */
    static final int DOCUMENTS = 3;

    /** How many texts a document may have. */
    static final int TEXTS = 40;

    private static final int PAUSE_MAX = 25_000;
    private static final int CLOCK_JUMP_MAX = 3_600_000;

    /** Agents whose clocks differ more refuse what the others send. */
    private static final int CLOCKS_APART_MAX = 300_000;

    /** All of one schedule, in order. */
    static List<Step> schedule(Profile profile, Random chance) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < profile.operations(); i++) {
            steps.add(operation(500, profile.span(), profile.machines(), chance));
        }
        var kinds = List.copyOf(new java.util.TreeSet<>(profile.kinds()));
        boolean burns = true;
        int jump = profile.ages() ? CLOCKS_APART_MAX / 2 : CLOCK_JUMP_MAX;
        for (int i = 0; i < profile.faults(); i++) {
            long at = 2_000 + (long) (chance.nextDouble() * profile.span());
            int machine = chance.nextInt(profile.machines());
            Kind kind = kinds.get(chance.nextInt(kinds.size()));
            long end = at + 200 + chance.nextInt(PAUSE_MAX);
            switch (kind) {
                case CRASH, LEAVE -> {
                    steps.add(new Step(at, kind, machine, 0));
                    steps.add(new Step(end, Kind.START, machine, 0));
                }
                case POWER_CUT -> {
                    steps.add(new Step(at, kind, 0, 0));
                    for (int m = 0; m < profile.machines(); m++) {
                        long back = at + 200 + chance.nextInt(PAUSE_MAX);
                        steps.add(new Step(back, Kind.START, m, 0));
                    }
                }
                case SPLIT -> {
                    int mask = 1 + chance.nextInt((1 << profile.machines()) - 2);
                    steps.add(new Step(at, kind, 0, mask));
                    steps.add(new Step(end, Kind.HEAL, 0, 0));
                }
                case ONE_WAY -> {
                    steps.add(new Step(at, kind, machine, chance.nextInt(profile.machines())));
                    steps.add(new Step(end, Kind.HEAL, 0, 0));
                }
                case CLOCK ->
                        steps.add(new Step(at, kind, machine, chance.nextInt(2 * jump) - jump));
                case BURN -> {
                    if (burns) steps.add(new Step(at, kind, machine, 0));
                    burns = false;
                }
                case DAMAGE -> steps.add(new Step(at, kind, machine, chance.nextInt(10_000)));
                case PUT, DELETE, READ, CANCEL, SLEEP, START, HEAL ->
                        throw new IllegalStateException("not a fault: " + kind);
            }
        }
        steps.sort(Comparator.comparingLong(Step::at));
        if (profile.ages()) steps.addAll(Absence.after(steps.getLast().at(), profile, chance));
        return steps;
    }

    /** What one client asks for, within a time. */
    static Step operation(long from, long span, int machines, Random chance) {
        long at = from + (long) (chance.nextDouble() * span);
        int kind = chance.nextInt(20);
        Kind what =
                kind < 10
                        ? Kind.PUT
                        : kind < 14 ? Kind.DELETE : kind < 19 ? Kind.READ : Kind.CANCEL;
        int text = chance.nextInt(4) == 0 ? chance.nextInt(2) : chance.nextInt(TEXTS);
        int document = chance.nextInt(DOCUMENTS);
        return new Step(at, what, chance.nextInt(machines), text * DOCUMENTS + document);
    }

    int document() {
        return Math.floorMod(number, DOCUMENTS);
    }

    int text() {
        return number / DOCUMENTS;
    }

    @Override
    public String toString() {
        return "%7.3f s  %s %d %d".formatted(at / 1000.0, kind, machine, number);
    }
}
