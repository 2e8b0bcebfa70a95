package dev.kith.wire.envelope;

/** Why an envelope was refused; in the order in which the checks are made. */
public enum Refusal {
    TOO_LONG("it is longer than allowed"),
    TOO_DEEP("its JSON is nested deeper than allowed"),
    NOT_JSON("it is not one well-formed JSON object"),
    DUPLICATE_KEY("a JSON object in it has a key twice"),
    FLOATING_POINT("its payload has a floating-point number"),
    UNKNOWN_FIELD("it has a field that no envelope has"),
    MISSING_FIELD("it lacks a field"),
    BAD_FIELD("a field has a value of the wrong form"),
    WRONG_VERSION("its version is not 1"),
    WRONG_NETWORK("it is for another network"),
    WRONG_AUDIENCE("it is for somebody else"),
    WRONG_TYPE("it is of another type than expected here"),
    BAD_TIME("its time is too far from ours; are both clocks right?"),
    BAD_SIGNATURE("its signature does not match"),
    REPLAYED("it was seen before"),
    TOO_MANY("more envelopes came than can be remembered against replay"),
    BAD_PAYLOAD("its payload is not what its type says");

    private final String words;

    Refusal(String words) {
        this.words = words;
    }

    /** For a person to read, as in "refused, because …". */
    public String words() {
        return words;
    }
}
