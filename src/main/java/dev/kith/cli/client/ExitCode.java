package dev.kith.cli.client;

/** How a command ended, for scripts; a number never changes its meaning. */
public enum ExitCode {
    DONE(0, "done"),
    FAILED(1, "the network refused or could not do it, or a part of it failed"),
    WRONG_USAGE(2, "wrong usage: an unknown option, a missing or impossible value"),
    NO_AGENT(3, "no agent answers at the given address"),
    NOT_FOUND(4, "there is no such document, task or file"),
    PARTIAL(5, "an answer was given, but not from the whole index");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** What the process ends with. */
    public int number() {
        return number;
    }

    /** One line for the help. */
    public String meaning() {
        return meaning;
    }
}
