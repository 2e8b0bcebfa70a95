package dev.kith.task.work;

import dev.kith.model.AgentId;
import dev.kith.placement.work.Pick;
import dev.kith.placement.work.WorkPicker;
import dev.kith.task.story.Try;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The attempts at one piece of work: which are under way, whom they were picked for, and what is
 * told of each. Only for its own errand.
 */
final class Round {
    private final Work.Place place;
    private final WorkPicker.Piece piece;
    private final WorkPicker picker;
    private final InstantSource clock;
    private final Consumer<Try> told;
    private final Set<Integer> salts = new HashSet<>();
    private final Set<String> addresses = new HashSet<>();
    private final Map<Integer, Attempt> underWay = new LinkedHashMap<>();
    private final Map<Integer, Attempt> silent = new HashMap<>();
    private int newest = -1;

    private record Attempt(Pick pick, Try tried) {}

    Round(Work<?> work, Errand.Means means, Consumer<Try> told) {
        this.place = work.place();
        this.piece = new WorkPicker.Piece(work.capability(), work.size(), work::entity);
        this.picker = means.picker();
        this.clock = means.clock();
        this.told = told;
    }

    /** Begins an attempt; {@code because} is why, empty for the first. */
    Pick begin(String because) {
        Pick pick = picker.pick(piece, salts, addresses);
        salts.add(pick.salt());
        pick.address().ifPresent(addresses::add);
        newest = pick.salt();
        var tried =
                new Try(
                        pick.trade(),
                        place.segment(),
                        place.batch(),
                        pick.salt(),
                        because,
                        pick.address().orElse(""),
                        pick.agent().map(agent -> agent.did()).orElse(""),
                        pick.explored(),
                        clock.millis(),
                        0,
                        Try.End.ASKED,
                        "",
                        pick.considered().stream().map(Round::candidate).toList());
        underWay.put(pick.salt(), new Attempt(pick, tried));
        told.accept(tried);
        return pick;
    }

    private static Try.Candidate candidate(Pick.Considered one) {
        return new Try.Candidate(one.agent().did(), one.salts(), one.score(), one.load());
    }

    /** How many are under way, and not silent beyond their time. */
    int underWay() {
        return underWay.size();
    }

    /** Whether this agent may be at work on it: it was picked, or nobody knows who was. */
    boolean mayBeAt(String agent) {
        return underWay.values().stream()
                .anyMatch(attempt ->
                        attempt.pick.agent().map(id -> id.did().equals(agent)).orElse(true));
    }

    /** Whom those under way were picked for. */
    List<AgentId> picked() {
        return underWay.values().stream()
                .flatMap(attempt -> attempt.pick.agent().stream())
                .toList();
    }

    /** Whether this attempt is the one that was begun last. */
    boolean isNewest(int salt) {
        return salt == newest;
    }

    /** All that are under way have been silent for too long; they may answer all the same. */
    void late(String why) {
        for (Attempt attempt : new ArrayList<>(underWay.values())) {
            int salt = attempt.pick.salt();
            end(salt, Try.End.LATE, "", why);
            silent.put(salt, attempt);
        }
    }

    void refused(int salt, String agent, String why) {
        end(salt, Try.End.REFUSED, agent, why);
    }

    /** One brought the result; the others are not needed any more. */
    void brought(int salt, String agent) {
        underWay.values().forEach(attempt -> learn(attempt, salt));
        end(salt, Try.End.DONE, agent, "");
        List.copyOf(underWay.keySet()).forEach(other -> end(other, Try.End.NOT_NEEDED, "", ""));
    }

    /**
     * A slow one takes at least as long as it took until now: what is only slow raises the mark.
     */
    private void learn(Attempt attempt, int salt) {
        boolean slow = underWay.size() > 1 && !isNewest(attempt.pick.salt());
        if (attempt.pick.salt() != salt && !slow) return;
        long millis = Math.max(0, clock.millis() - attempt.tried.begun());
        picker.brought(attempt.pick, Duration.ofMillis(millis));
    }

    /** Nothing more is heard of those under way. */
    void close() {
        underWay.values().forEach(attempt -> picker.ended(attempt.pick));
        underWay.clear();
    }

    private void end(int salt, Try.End how, String agent, String why) {
        Attempt attempt = underWay.remove(salt);
        if (attempt != null) picker.ended(attempt.pick);
        Optional.ofNullable(attempt == null ? silent.remove(salt) : attempt)
                .map(known -> known.tried.ended(how, agent, why, clock.millis()))
                .ifPresent(told);
    }
}
