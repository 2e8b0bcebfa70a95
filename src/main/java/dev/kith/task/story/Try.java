package dev.kith.task.story;

import dev.kith.model.Capability;
import dev.kith.wire.Wire;
import java.util.List;
import java.util.Objects;

/**
 * One agent was asked for one piece of a task's work.
 *
 * @param batch within the segment; -1 where the piece is the segment itself
 * @param salt that it was asked under, counted from 0
 * @param because why it was asked for; empty for the first time
 * @param address whom that was to lead to, {@code host:port}; empty where it was not known
 * @param agent did of who answered, or of who was meant to; empty where neither is known
 * @param explored whether the agent was chosen because little is known of it
 * @param begun milliseconds since 1970
 * @param millis until it was over; so far 0
 * @param detail why it was refused; empty otherwise
 * @param candidates among whom the agent was drawn, itself first and then the likeliest others;
 *     empty where it was not known whom salts lead to; not in older releases' tries
 */
public record Try(
        Capability trade,
        int segment,
        int batch,
        int salt,
        String because,
        String address,
        String agent,
        boolean explored,
        long begun,
        long millis,
        End end,
        String detail,
        List<Candidate> candidates)
        implements Wire {
    /** So that a story stays a small message. */
    private static final int DETAIL_CHARS_MAX = 160;

    /** How it ended. */
    public enum End {
        /** Not yet. */
        ASKED,
        /** It brought what counts. */
        DONE,
        /** It could not do it, or did it badly. */
        REFUSED,
        /** It was silent until the time limit. */
        LATE,
        /** Another one was faster. */
        NOT_NEEDED
    }

    public Try {
        detail = detail.substring(0, Math.min(detail.length(), DETAIL_CHARS_MAX));
        candidates = List.copyOf(Objects.requireNonNullElse(candidates, List.of()));
    }

    /**
     * An agent that could have been asked, as it counted at that moment.
     *
     * @param agent its did
     * @param salts that led to it
     * @param score how far it was believed
     * @param load by which the less loaded of two is asked
     */
    public record Candidate(String agent, int salts, double score, double load) {}

    /** The same, over. */
    public Try ended(End how, String who, String why, long now) {
        return new Try(
                trade,
                segment,
                batch,
                salt,
                because,
                address,
                who.isEmpty() ? agent : who,
                explored,
                begun,
                Math.max(0, now - begun),
                how,
                why,
                candidates);
    }

    /** Whether both are of the same asking. */
    boolean isSameAs(Try other) {
        return trade == other.trade
                && segment == other.segment
                && batch == other.batch
                && salt == other.salt
                && begun == other.begun;
    }
}
