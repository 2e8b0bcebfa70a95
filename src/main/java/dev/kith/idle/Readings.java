package dev.kith.idle;

import java.time.Duration;
import java.util.Optional;

/**
 * What a machine says of itself at one moment; what it cannot tell is empty.
 *
 * @param cores processors that this process may use, at least a part of one; a limit may not be
 *     whole
 * @param otherLoad share of all processors that other programs used since the reading before, 0 to
 *     1
 * @param memoryAvailable bytes that programs could still take without anything being swapped out
 * @param battery the machine's own, if it has one
 * @param heatLeft degrees Celsius that the sensor nearest to its limit is below it; negative above
 * @param unused how long ago a person last did something at this machine
 */
public record Readings(
        double cores,
        Optional<Double> otherLoad,
        Optional<Long> memoryAvailable,
        Optional<Battery> battery,
        Optional<Double> heatLeft,
        Optional<Duration> unused) {

    public Readings {
        if (!(cores > 0)) throw new IllegalArgumentException("cores is not positive: " + cores);
    }

    /**
     * A battery that can run the machine.
     *
     * @param inUse whether the machine runs on it now
     * @param percent how full it is
     */
    public record Battery(boolean inUse, int percent) {}

    /** Nothing is known but the processors. */
    public static Readings unknown(double cores) {
        return new Readings(
                cores,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
