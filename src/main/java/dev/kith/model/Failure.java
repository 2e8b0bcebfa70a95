package dev.kith.model;

/**
 * A failure we expect and answer for: it travels in replies instead of being thrown.
 *
 * @param code stable name of the failure; clients match on it
 * @param detail what happened to this request and what to do next, for a person to read
 */
public record Failure(Code code, String detail) {

    /** Every failure an agent may report. Append only; a code never changes its meaning. */
    public enum Code {
        /** The request itself is wrong; sending it again cannot help. */
        INVALID_INPUT(Blame.CALLER, false),
        /** There is no such document, task or agent. */
        NOT_FOUND(Blame.CALLER, false),
        /** More bytes than the limit allows. */
        TOO_LARGE(Blame.CALLER, false),
        /** Not a kind of document that Kith reads. */
        UNSUPPORTED_TYPE(Blame.CALLER, false),
        /** A queue is full; try again later or elsewhere. */
        OVERLOADED(Blame.CAPACITY, true),
        /** No agent that is here offers what is needed. */
        NO_CAPABLE_AGENT(Blame.CAPACITY, true),
        /** The disk, or Kith's share of it, is full. */
        STORAGE_FULL(Blame.CAPACITY, true),
        /** Too few copies could be written in time. */
        NOT_ENOUGH_COPIES(Blame.CAPACITY, true),
        /** The deadline passed; whether it happened is unknown. */
        TIMED_OUT(Blame.PEER, true),
        /** The model answered with an error or not at all. */
        MODEL_UNAVAILABLE(Blame.PEER, true),
        /** Stored bytes do not match their hash. */
        CORRUPT_DATA(Blame.PEER, true),
        /** A message was tampered with, replayed, stale or not meant for us. */
        REJECTED_MESSAGE(Blame.PEER, true),
        /** The user canceled it. */
        CANCELED(Blame.CALLER, false),
        /** Something broke that should not; the log has the cause. */
        INTERNAL(Blame.PEER, true),
        /**
         * Two agents' clocks differ too much for one to believe the other; not the work's fault.
         */
        CLOCKS_APART(Blame.CAPACITY, true),
        /** The agent leaves its machine to its person and other programs; ask another or later. */
        PAUSED(Blame.CAPACITY, true);

        private final Blame blame;
        private final boolean retryable;

        Code(Blame blame, boolean retryable) {
            this.blame = blame;
            this.retryable = retryable;
        }

        /** Who has to change something before this can succeed. */
        public Blame blame() {
            return blame;
        }

        /** Whether the same request may succeed on another agent or later. */
        public boolean retryable() {
            return retryable;
        }
    }

    /** The side a failure is counted against; reputation only looks at {@link #PEER}. */
    public enum Blame {
        CALLER,
        CAPACITY,
        PEER
    }
}
