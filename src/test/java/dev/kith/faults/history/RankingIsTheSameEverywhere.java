package dev.kith.faults.history;

import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Lives.Done;
import dev.kith.faults.history.Lives.Life;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** At rest, every agent answers the same question with the same hits in the same order. */
public record RankingIsTheSameEverywhere() implements Invariant {

    @Override
    public List<String> violations(Lives lives) {
        var different = new ArrayList<String>();
        for (Life question : lives.documents().values()) {
            Map<Integer, Done> first = new TreeMap<>();
            for (Done answer : question.seen(Action.RANK)) {
                Done one = first.putIfAbsent(answer.invoked().version(), answer);
                if (one == null) continue;
                String here = answer.end().seen().state();
                String there = one.end().seen().state();
                if (!here.equals(there)) {
                    different.add(
                            "%s: %s answers %s, and %s %s, at %d ms"
                                    .formatted(
                                            question.document(),
                                            one.invoked().agent(),
                                            there,
                                            answer.invoked().agent(),
                                            here,
                                            answer.end().at()));
                }
            }
        }
        return different;
    }
}
