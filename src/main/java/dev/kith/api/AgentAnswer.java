package dev.kith.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One agent of the network.
 *
 * @param id its did
 * @param owner the person or group that its machine belongs to; empty where it does not say
 * @param address where other agents reach it
 * @param status the cluster's: {@code joining}, {@code up}, {@code leaving}, {@code unreachable}
 * @param quarantined whether it is proven dishonest, so that nothing it says is to be believed
 * @param self whether it is the one that answers
 * @param speeds how fast it has been at the trades that can be measured
 * @param model name of the embedding model that it runs
 * @param fingerprint that model's identity; vectors of two are never mixed
 * @param numbers machines whose vectors of this model may be compared with its own: {@code full},
 *     or {@code int8/} and the instruction set
 * @param unfit why it embeds nothing, in one line; empty while it may
 * @param http its own HTTP address
 * @param anchor whether it is meant to stay on
 * @param copies how many copies of partitions it holds
 */
public record AgentAnswer(
        String id,
        String name,
        String owner,
        String address,
        String status,
        boolean quarantined,
        boolean self,
        List<String> capabilities,
        List<Speed> speeds,
        Optional<String> model,
        Optional<String> fingerprint,
        Optional<String> numbers,
        Optional<String> unfit,
        Optional<String> engine,
        Optional<String> http,
        String version,
        String started,
        boolean anchor,
        Vitals vitals,
        List<String> copies) {

    /**
     * How much of a trade it does in a second when busy.
     *
     * @param unit {@code texts} or {@code chars}
     */
    public record Speed(String capability, double perSecond, String unit) {}

    /**
     * What it last said of its load.
     *
     * @param cores processors it may use
     * @param memoryUsed bytes of heap in use
     * @param memoryMax most bytes of heap
     * @param load system load over a minute, per core; -1 where unknown
     * @param diskFree bytes
     * @param tasks in flight here
     * @param queue texts that it has taken on to embed and not brought yet; empty where it has not
     *     been heard
     * @param textsPerSecond embedded lately; 0 where none
     * @param situation how its machine is, and whether it takes on work
     */
    public record Vitals(
            int cores,
            long memoryUsed,
            long memoryMax,
            double load,
            long diskFree,
            int tasks,
            Optional<Integer> queue,
            double textsPerSecond,
            Situation situation) {
        public Vitals {
            situation = Objects.requireNonNullElse(situation, Situation.UNKNOWN);
        }
    }

    /**
     * How its machine is, as far as that tells, and whether it takes on work.
     *
     * @param pause why it takes on none, in one line; empty while it does
     * @param since when that began, or when it ended last, ISO 8601; empty where it does not say
     * @param otherLoad share of all processors that other programs use
     * @param memoryAvailable bytes that programs could still take
     * @param battery percent
     * @param onBattery whether the machine runs on it
     * @param heatLeft degrees Celsius to the nearest limit of a sensor
     * @param inUse whether a person uses it
     */
    public record Situation(
            Optional<String> pause,
            Optional<String> since,
            Optional<Double> otherLoad,
            Optional<Long> memoryAvailable,
            Optional<Integer> battery,
            Optional<Boolean> onBattery,
            Optional<Double> heatLeft,
            Optional<Boolean> inUse) {
        /** Nothing is known. */
        public static final Situation UNKNOWN =
                new Situation(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
    }
}
