package dev.kith.idle;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * When an agent leaves its machine to others; {@code kith.idle}.
 *
 * @param mode where the rest holds
 * @param sampleInterval how often the machine is looked at
 * @param grace how long no reason may have held before work begins again
 * @param coresMax most processors to compute with; 0 for all
 * @param hours as {@link Hours} has them; empty for any time
 * @param machineRoot folder that the system's own {@code proc}, {@code sys}, {@code run} and {@code
 *     dev} are in
 */
public record IdleSettings(
        Mode mode,
        Duration sampleInterval,
        Duration grace,
        int coresMax,
        String hours,
        String machineRoot,
        Person person,
        Load load,
        Memory memory,
        Battery battery,
        Heat heat) {

    /** Where manners are kept. */
    public enum Mode {
        /**
         * All of them on a machine that may have a person at it; elsewhere hours and processors.
         */
        AUTO,
        /** All of them. */
        ON,
        /** None. */
        OFF
    }

    /** When running on battery is a reason to pause. */
    public enum OnBattery {
        ALWAYS,
        BELOW,
        NEVER
    }

    /**
     * While a person uses the machine.
     *
     * @param awayAfter a person who has done nothing for so long is away
     * @param remote whether one who is logged in over the network counts
     */
    public record Person(boolean pause, Duration awayAfter, boolean remote) {}

    /**
     * While other programs load the machine; also whether fewer processors are used meanwhile.
     *
     * @param pauseAbove share of all processors, 0 to 1
     * @param resumeBelow share of all processors, no more than {@code pauseAbove}
     */
    public record Load(boolean pause, double pauseAbove, double resumeBelow) {}

    /**
     * While memory is short.
     *
     * @param pauseBelow available bytes
     * @param resumeAbove available bytes, no less than {@code pauseBelow}
     */
    public record Memory(boolean pause, long pauseBelow, long resumeAbove) {}

    /**
     * While the machine runs on its battery.
     *
     * @param pauseBelow percent
     * @param resumeAbove percent, no less than {@code pauseBelow}
     */
    public record Battery(OnBattery pause, int pauseBelow, int resumeAbove) {}

    /**
     * While the machine is hot.
     *
     * @param pauseWithin degrees Celsius to a sensor's limit
     * @param resumeBeyond degrees Celsius, no less than {@code pauseWithin}
     */
    public record Heat(boolean pause, int pauseWithin, int resumeBeyond) {}

    public IdleSettings {
        positive("sample-interval", sampleInterval);
        positive("person.away-after", person.awayAfter);
        if (grace.isNegative()) throw wrong("grace", grace, "choose 0s or more");
        if (coresMax < 0) throw wrong("cores-max", coresMax, "choose 0 for all, or more");
        ordered("load", "resume-below", load.resumeBelow, "pause-above", load.pauseAbove);
        if (load.resumeBelow <= 0 || load.pauseAbove > 1) {
            throw wrong("load.pause-above", load.pauseAbove, "choose a share, 0 to 1");
        }
        ordered("memory", "pause-below", memory.pauseBelow, "resume-above", memory.resumeAbove);
        ordered("battery", "pause-below", battery.pauseBelow, "resume-above", battery.resumeAbove);
        ordered("heat", "pause-within", heat.pauseWithin, "resume-beyond", heat.resumeBeyond);
        try {
            Hours.parse(hours);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("kith.idle.hours: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the settings from the config at {@code kith.idle}.
     *
     * @throws IllegalArgumentException naming the key that is wrong
     */
    public static IdleSettings from(Config idle) {
        Config person = idle.getConfig("person");
        Config load = idle.getConfig("load");
        Config memory = idle.getConfig("memory");
        Config battery = idle.getConfig("battery");
        Config heat = idle.getConfig("heat");
        return new IdleSettings(
                word(Mode.class, "mode", idle.getString("mode")),
                idle.getDuration("sample-interval"),
                idle.getDuration("grace"),
                idle.getInt("cores-max"),
                idle.getString("hours"),
                idle.getString("machine-root"),
                new Person(
                        person.getBoolean("pause"),
                        person.getDuration("away-after"),
                        person.getBoolean("remote")),
                new Load(
                        load.getBoolean("pause"),
                        load.getDouble("pause-above"),
                        load.getDouble("resume-below")),
                new Memory(
                        memory.getBoolean("pause"),
                        memory.getBytes("pause-below"),
                        memory.getBytes("resume-above")),
                new Battery(
                        word(OnBattery.class, "battery.pause", battery.getString("pause")),
                        battery.getInt("pause-below"),
                        battery.getInt("resume-above")),
                new Heat(
                        heat.getBoolean("pause"),
                        heat.getInt("pause-within"),
                        heat.getInt("resume-beyond")));
    }

    /** What of this holds on a machine of this kind. */
    public IdleSettings on(Machine.Kind kind) {
        return switch (mode) {
            case ON -> this;
            case OFF -> only(0, "");
            case AUTO -> kind == Machine.Kind.PERSONAL ? this : only(coresMax, hours);
        };
    }

    /** Whether anything can come of looking at the machine. */
    public boolean watchful() {
        return person.pause
                || load.pause
                || memory.pause
                || heat.pause
                || battery.pause != OnBattery.NEVER
                || !hours.isBlank();
    }

    private IdleSettings only(int cores, String times) {
        return new IdleSettings(
                mode,
                sampleInterval,
                grace,
                cores,
                times,
                machineRoot,
                new Person(false, person.awayAfter, person.remote),
                new Load(false, load.pauseAbove, load.resumeBelow),
                new Memory(false, memory.pauseBelow, memory.resumeAbove),
                new Battery(OnBattery.NEVER, battery.pauseBelow, battery.resumeAbove),
                new Heat(false, heat.pauseWithin, heat.resumeBeyond));
    }

    /** {@link #hours}, read. */
    Hours times() {
        return Hours.parse(hours);
    }

    private static <E extends Enum<E>> E word(Class<E> words, String key, String word) {
        for (E known : words.getEnumConstants()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(word)) return known;
        }
        String all = Arrays.toString(words.getEnumConstants()).toLowerCase(Locale.ROOT);
        throw wrong(key, word, "choose one of " + all);
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) throw wrong(key, value, "choose more than 0s");
    }

    private static <N extends Comparable<N>> void ordered(
            String section, String low, N a, String high, N b) {
        if (a.compareTo(b) > 0)
            throw wrong(section + "." + low, a, "choose no more than " + high + ", " + b);
    }

    private static IllegalArgumentException wrong(String key, Object value, String remedy) {
        return new IllegalArgumentException("kith.idle." + key + " is " + value + "; " + remedy);
    }
}
