package dev.kith.cli.bench.sharing;

/**
 * How malicious peers behave.
 *
 * <p>Source: Kamvar et al. 2003, §7.3, threat models A to D.
 */
public enum Threat {
    /** Each for itself: wrong files always; rates right files wrong and wrong ones right. */
    A,
    /** Together: wrong files always; praise each other, run down everyone else. */
    B,
    /** In disguise: right files in a share of cases; ratings as B. */
    C,
    /** With spies: some give right files and only lend their good name; ratings as B. */
    D;

    /** Whether liars know and praise each other. */
    boolean collective() {
        return this != A;
    }
}
