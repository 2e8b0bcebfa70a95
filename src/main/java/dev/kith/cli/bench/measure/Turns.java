package dev.kith.cli.bench.measure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Contenders that took turns, A B A B, so that whatever else the machine did met all alike. */
public final class Turns {
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    private Turns() {}

    /** Hears which turn is next. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Called before each turn.
         *
         * @param share done, 0 to 1, as far as rounds go
         * @param name of the contender
         */
        void at(double share, String name);
    }

    /**
     * Runs them.
     *
     * @param contenders at least one, each with a name of its own
     * @throws IllegalStateException if a figure is not finite or not above 0
     */
    public static Turns run(
            List<Contender> contenders, Limits limits, InstantSource clock, Listener listener) {
        var turns = new Turns();
        contenders.forEach(contender -> turns.figures.put(contender.name(), new ArrayList<>()));
        if (turns.figures.size() != contenders.size() || contenders.isEmpty()) {
            throw new IllegalArgumentException("not all names differ: " + turns.figures.keySet());
        }
        int rounds = limits.warmUps() + limits.rounds();
        Instant end = clock.instant().plus(limits.time());
        for (int round = 0; round < rounds; round++) {
            if (round > limits.warmUps() && !clock.instant().isBefore(end)) break;
            for (int i = 0; i < contenders.size(); i++) {
                Contender contender = contenders.get(i);
                double done = round * contenders.size() + i;
                listener.at(done / (rounds * contenders.size()), contender.name());
                double figure = contender.turn().run(round);
                if (!(Double.isFinite(figure) && figure > 0)) {
                    throw new IllegalStateException(contender.name() + " gave " + figure);
                }
                if (round >= limits.warmUps()) turns.of(contender.name()).add(figure);
            }
        }
        return turns;
    }

    /** How often something is done in a second, measured once. */
    public static double perSecond(double count, InstantSource clock, Runnable work) {
        return count / seconds(clock, work);
    }

    /** How long something takes, in seconds; never 0. */
    public static double seconds(InstantSource clock, Runnable work) {
        Instant begun = clock.instant();
        work.run();
        return Math.max(1, Duration.between(begun, clock.instant()).toNanos()) / 1e9;
    }

    /** The figures of one, a round each. */
    public List<Double> of(String name) {
        List<Double> own = figures.get(name);
        if (own == null) throw new IllegalArgumentException("nobody is called " + name);
        return own;
    }

    /** Whether one of this name took part. */
    public boolean has(String name) {
        return figures.containsKey(name);
    }

    /** One's figures over another's, round by round. */
    public Spread ratio(String over, String under) {
        return Spread.ratios(of(over), of(under));
    }
}
