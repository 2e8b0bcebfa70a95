package dev.kith.registry;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.CopyId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What an agent says of itself. It travels as two signed records, see {@link CardRecords}: what
 * rarely changes, and how the agent is right now.
 *
 * @param name chosen by its owner
 * @param offer what it does for others, and whose it is
 * @param model name of the embedding model that it runs
 * @param modelFingerprint the model identity's fingerprint
 * @param engine name and version of the engine
 * @param http its HTTP address, {@code host:port}; absent where it has no gateway
 * @param version of Kith
 * @param started milliseconds since 1970
 * @param clock what the clock of its machine said when it wrote this, milliseconds since 1970; 0
 *     where it does not say
 * @param anchor whether it is meant to stay on
 * @param doors copies whose storage entity runs here
 * @param partitions partitions whose files it has
 * @param level those of them of which it has all that there is, as far as anyone can know
 * @param behind how far some of the others are behind; at most {@value #BEHIND_MAX}
 * @param scrub what reading its files again and again has found
 */
public record Card(
        AgentId agent,
        String name,
        Offer offer,
        Optional<String> model,
        Optional<String> modelFingerprint,
        Optional<String> engine,
        Optional<String> http,
        String version,
        long started,
        long clock,
        boolean anchor,
        List<CopyId> doors,
        List<Integer> partitions,
        List<Integer> level,
        List<Lag> behind,
        Scrub scrub,
        Vitals vitals) {
    /** The cluster role of an agent that is meant to stay on. */
    public static final String ANCHOR = "anchor";

    /** So that a card stays small. */
    public static final int BEHIND_MAX = 32;

    public Card {
        doors = List.copyOf(doors);
        partitions = List.copyOf(partitions);
        level = List.copyOf(level);
        behind = behind.stream().limit(BEHIND_MAX).toList();
    }

    /**
     * How much of a trade it does in a second when busy, measured: texts embedded, UTF-16 chars
     * chunked; empty where nothing was measured or the trade has no such measure.
     */
    public OptionalDouble speed(Capability trade) {
        double speed =
                switch (trade) {
                    case EMBED -> vitals.textsPerSecond();
                    case CHUNK -> offer.charsPerSecond();
                    case AGGREGATE, STORE, TASK, GATEWAY, LEARN -> 0;
                };
        return speed > 0 ? OptionalDouble.of(speed) : OptionalDouble.empty();
    }

    /**
     * What an agent does for others, and whose it is.
     *
     * @param owner the person or group that its machine belongs to; empty where it does not say; at
     *     most {@value #TEXT_CHARS_MAX} chars
     * @param capabilities its trades
     * @param charsPerSecond chunked by one thread lately, UTF-16; 0 before the first
     * @param numbers machines whose vectors may be compared with its own: {@code full}, or {@code
     *     int8/} and the instruction set; absent where it does not embed
     * @param unfit why it embeds nothing, in one line; absent while it may; at most {@value
     *     #TEXT_CHARS_MAX} chars
     */
    public record Offer(
            String owner,
            Set<Capability> capabilities,
            double charsPerSecond,
            Optional<String> numbers,
            Optional<String> unfit) {
        /** So that a card stays small. */
        public static final int TEXT_CHARS_MAX = 160;

        /** Nothing is said. */
        public static final Offer NONE =
                new Offer("", Set.of(), 0, Optional.empty(), Optional.empty());

        public Offer {
            owner = cut(owner);
            Set<Capability> sorted = EnumSet.noneOf(Capability.class);
            sorted.addAll(capabilities);
            capabilities = Collections.unmodifiableSet(sorted);
            unfit = unfit.map(Offer::cut);
        }

        private static String cut(String text) {
            return text.substring(0, Math.min(text.length(), TEXT_CHARS_MAX));
        }
    }

    /**
     * A copy that is behind.
     *
     * @param documents versions that are still to come, as far as that is known
     * @param bytes about how many
     * @param secondsLeft until it is level; -1 while that is not known
     */
    public record Lag(int partition, long documents, long bytes, long secondsLeft) {}

    /**
     * What was found by reading everything again and again.
     *
     * @param damaged documents of which something was damaged or missing here, ever
     * @param checked when all files had been read, milliseconds since 1970; 0 where some never were
     */
    public record Scrub(long damaged, long checked) {
        /** Nothing found, and nothing looked at yet. */
        public static final Scrub NONE = new Scrub(0, 0);
    }

    /**
     * Load and resources.
     *
     * @param cores processors it may use
     * @param memoryUsed bytes of heap in use
     * @param memoryMax most bytes of heap
     * @param load system load over a minute, per core; -1 where unknown
     * @param diskFree bytes
     * @param tasks in flight
     * @param queue texts that it has taken on to embed and not brought yet; 0 where it does not say
     * @param textsPerSecond embedded lately
     * @param situation how its machine is, and whether it takes on work
     */
    public record Vitals(
            int cores,
            long memoryUsed,
            long memoryMax,
            double load,
            long diskFree,
            int tasks,
            int queue,
            double textsPerSecond,
            Situation situation) {

        /** How long its queue takes at the speed that it has; 0 where that is not known. */
        public double queueSeconds() {
            return textsPerSecond > 0 ? queue / textsPerSecond : 0;
        }
    }

    /**
     * How an agent's machine is, as far as that tells, and whether the agent takes on work. Of the
     * person at it only whether there is one: how long they are away is nobody else's business.
     *
     * @param pause why it takes on no work, in one line; at most {@value #PAUSE_CHARS_MAX} chars
     * @param since when that began, or when it ended last, milliseconds since 1970
     * @param otherLoad share of all processors that other programs use
     * @param memoryAvailable bytes that programs could still take
     * @param battery percent
     * @param onBattery whether the machine runs on it
     * @param heatLeft degrees Celsius to the nearest limit of a sensor
     * @param inUse whether a person uses it
     */
    public record Situation(
            Optional<String> pause,
            long since,
            Optional<Double> otherLoad,
            Optional<Long> memoryAvailable,
            Optional<Integer> battery,
            Optional<Boolean> onBattery,
            Optional<Double> heatLeft,
            Optional<Boolean> inUse) {
        /** So that a card stays small. */
        public static final int PAUSE_CHARS_MAX = 120;

        /** Nothing is known, so it may well work. */
        public static final Situation UNKNOWN =
                new Situation(
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        public Situation {
            pause = pause.map(why -> why.substring(0, Math.min(why.length(), PAUSE_CHARS_MAX)));
        }
    }
}
