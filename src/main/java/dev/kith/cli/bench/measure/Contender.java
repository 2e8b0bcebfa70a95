package dev.kith.cli.bench.measure;

/**
 * One of the things that are compared.
 *
 * @param name in figures, in snake case
 * @param turn does the round's work once
 */
public record Contender(String name, Turn turn) {

    /** The work of one turn. */
    @FunctionalInterface
    public interface Turn {
        /**
         * Does it.
         *
         * @param round counted from 0, warm-up included; contenders get the same input in the same
         *     round, and another in the next
         * @return what is compared, such as texts a second; finite and above 0
         */
        double run(int round);
    }
}
