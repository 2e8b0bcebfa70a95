package dev.kith.registry;

import java.util.Optional;

/**
 * {@link Card.Situation} in whole numbers.
 *
 * @param otherLoad in thousandths
 * @param heatLeft in thousandths of a degree Celsius
 */
record Machine(
        Optional<String> pause,
        long since,
        Optional<Long> otherLoad,
        Optional<Long> memoryAvailable,
        Optional<Integer> battery,
        Optional<Boolean> onBattery,
        Optional<Long> heatLeft,
        Optional<Boolean> inUse) {
    private static final double THOUSAND = 1000;

    static Machine of(Card.Situation situation) {
        return new Machine(
                situation.pause(),
                situation.since(),
                situation.otherLoad().map(load -> Math.round(load * THOUSAND)),
                situation.memoryAvailable(),
                situation.battery(),
                situation.onBattery(),
                situation.heatLeft().map(left -> Math.round(left * THOUSAND)),
                situation.inUse());
    }

    Card.Situation situation() {
        return new Card.Situation(
                pause,
                since,
                otherLoad.map(load -> load / THOUSAND),
                memoryAvailable,
                battery,
                onBattery,
                heatLeft.map(left -> left / THOUSAND),
                inUse);
    }
}
