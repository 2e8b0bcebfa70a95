package dev.kith.api.explain;

import dev.kith.api.TaskAnswer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who did a task's work, and why not another.
 *
 * @param done batches whose vectors are stored, in the order of the text
 * @param tries whom the task asked for what, as far as it remembers, in that order
 * @param candidates who could do such work now, the fittest first
 * @param notes what is not known, or not any more, in plain sentences
 */
public record TaskExplanation(
        TaskAnswer task,
        List<EmbeddedBatch> done,
        List<TaskTry> tries,
        List<Candidate> candidates,
        List<String> notes) {
    public TaskExplanation {
        done = List.copyOf(done);
        tries = List.copyOf(tries);
        candidates = List.copyOf(candidates);
        notes = List.copyOf(notes);
    }

    /**
     * A batch of passages whose vectors are stored.
     *
     * @param batch counted from 0 within the segment
     * @param passages how many vectors it has
     * @param agent did of who embedded it, as its receipt says
     * @param name of that agent; its short id where it is not here
     * @param time when, RFC 3339
     */
    public record EmbeddedBatch(
            int segment, int batch, int passages, String agent, String name, String time) {}

    /**
     * One agent was asked for one piece of work.
     *
     * @param trade {@code chunk} or {@code embed}
     * @param batch within the segment; empty where the piece is the segment itself
     * @param salt that it was asked under, counted from 0
     * @param end {@code asked} while it is under way, {@code done}, {@code refused}, {@code late},
     *     or {@code not-needed} where another was faster
     * @param agent did of who answered, or was meant to; empty where neither is known
     * @param name of that agent; its short id, or its address, where it is not here
     * @param explored whether it was chosen because little is known of it
     * @param because why it was asked for; empty for the first time
     * @param detail why it was refused; empty otherwise
     * @param begun when, RFC 3339
     * @param millis until that was over; 0 while it is under way
     * @param candidates among whom the agent was drawn, as they counted then: itself first, then
     *     the likeliest others; empty where it was not known where shards are
     */
    public record TaskTry(
            String trade,
            int segment,
            Optional<Integer> batch,
            int salt,
            String end,
            Optional<String> agent,
            String name,
            boolean explored,
            Optional<String> because,
            Optional<String> detail,
            String begun,
            long millis,
            List<Considered> candidates) {
        public TaskTry {
            candidates = List.copyOf(Objects.requireNonNullElse(candidates, List.of()));
        }
    }

    /**
     * An agent that could have been asked, as it counted when the choice was made.
     *
     * @param agent its did
     * @param name its short id, where it is not here
     * @param salts that led to it, of those that were looked at: the more shards it had, the more
     * @param score its reputation then; it was drawn by that and by its salts
     * @param load pieces of work that it had from that agent, for its speed, and its machine's
     *     load; of two that are drawn the one with less is asked
     */
    public record Considered(String agent, String name, int salts, double score, double load) {}
}
