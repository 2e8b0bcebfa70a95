package dev.kith.faults;

import java.util.List;
import java.util.stream.Stream;

/** What can go wrong, each until it is mended. Names begin with the kind, which a history tells. */
enum Fault {
    KILL_ONE,
    KILL_MOST,
    KILL_ALL,
    POWER_LOSS_OF_ALL,
    PAUSE_ONE,
    SPLIT_HALVES,
    SPLIT_ONE_WAY,
    SPLIT_OFF_THE_ANCHOR,
    SPLIT_RING,
    SPLIT_FLAPPING,
    SLOW_LINKS,
    SLOW_SYNC,
    FULL_DISK,
    DAMAGE_LOG,
    DAMAGE_INDEX,
    CLOCK_JUMPS,
    CHURN;

    /** Whether another may strike while it lasts: nothing is started or ended by it. */
    boolean letsOthers() {
        return switch (this) {
            case SPLIT_HALVES,
                    SPLIT_ONE_WAY,
                    SPLIT_OFF_THE_ANCHOR,
                    SPLIT_RING,
                    SLOW_LINKS,
                    SLOW_SYNC,
                    CLOCK_JUMPS ->
                    true;
            case KILL_ONE,
                    KILL_MOST,
                    KILL_ALL,
                    POWER_LOSS_OF_ALL,
                    PAUSE_ONE,
                    SPLIT_FLAPPING,
                    FULL_DISK,
                    DAMAGE_LOG,
                    DAMAGE_INDEX,
                    CHURN ->
                    false;
        };
    }

    /** Whether it may strike while another lasts: it mends nothing but what it broke. */
    boolean joinsOthers() {
        return this == KILL_ONE || this == PAUSE_ONE || this == FULL_DISK;
    }

    /** In the words of the history and of {@code -Dfaults.only}: {@code kill-one}. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Those that are named, in that order; all for an empty text. */
    static List<Fault> named(String words) {
        if (words.isBlank()) return List.of(values());
        return Stream.of(words.split(",", -1)).map(Fault::ofWord).toList();
    }

    private static Fault ofWord(String word) {
        return Stream.of(values())
                .filter(fault -> fault.word().equals(word.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such fault: " + word));
    }
}
