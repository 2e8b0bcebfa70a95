package dev.kith.idle;

/** Why an agent takes on no work; where several hold, the first of them is told. */
public enum Reason {
    HOURS("it is outside the hours set for it", "its hours have just begun"),
    BATTERY("this machine runs on battery", "this machine ran on battery until just now"),
    HEAT("this machine is hot", "this machine was hot until just now"),
    PERSON("a person uses this machine", "a person used this machine until just now"),
    LOAD("other programs load this machine", "other programs loaded this machine until just now"),
    MEMORY("memory is short on this machine", "memory was short on this machine until just now");

    private final String now;
    private final String before;

    Reason(String now, String before) {
        this.now = now;
        this.before = before;
    }

    /** In plain words, while it holds. */
    public String now() {
        return now;
    }

    /** In plain words, when it holds no longer. */
    public String before() {
        return before;
    }
}
