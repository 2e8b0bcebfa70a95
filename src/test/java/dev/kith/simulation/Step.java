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

    /** All of one schedule, in order. */
    static List<Step> schedule(Profile profile, Random chance) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < profile.operations(); i++) {
            long at = 500 + (long) (chance.nextDouble() * profile.span());
            int kind = chance.nextInt(20);
            Kind what =
                    kind < 10
                            ? Kind.PUT
                            : kind < 14 ? Kind.DELETE : kind < 19 ? Kind.READ : Kind.CANCEL;
            int text = chance.nextInt(4) == 0 ? chance.nextInt(2) : chance.nextInt(TEXTS);
            int document = chance.nextInt(DOCUMENTS);
            steps.add(
                    new Step(
                            at,
                            what,
                            chance.nextInt(profile.machines()),
                            text * DOCUMENTS + document));
        }
        var kinds = List.copyOf(new java.util.TreeSet<>(profile.kinds()));
        boolean burns = true;
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
                        steps.add(
                                new Step(at, kind, machine, chance.nextInt(7_200_000) - 3_600_000));
                case BURN -> {
                    if (burns) steps.add(new Step(at, kind, machine, 0));
                    burns = false;
                }
                case DAMAGE -> steps.add(new Step(at, kind, machine, chance.nextInt(10_000)));
                case PUT, DELETE, READ, CANCEL, START, HEAL ->
                        throw new IllegalStateException("not a fault: " + kind);
            }
        }
        steps.sort(Comparator.comparingLong(Step::at));
        return steps;
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
