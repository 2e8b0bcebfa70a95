package dev.kith.store.quorum;

import dev.kith.model.Failure;
import dev.kith.store.StoreWrite;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Counts the answers to one write. What counts is distinct agents and not copies: two doors may
 * stand at one agent for a moment.
 */
public final class WriteTally {
    private final int synced;
    private final int demanded;
    private final Map<Integer, String> agents = new HashMap<>();
    private final Map<Integer, Failure> refusals = new HashMap<>();
    private int copies;
    private int doors;

    /**
     * Nothing has been answered yet.
     *
     * @param synced how many agents must have synced a write where there are so many, W
     * @param demanded how many the caller demands; 0 for no more than W
     * @param copies how many copies there are now, R_eff
     */
    public WriteTally(int synced, int demanded, int copies) {
        this.synced = synced;
        this.demanded = demanded;
        this.copies = copies;
        this.doors = copies;
    }

    /** Agents came or went. */
    public void copiesNow(int now) {
        copiesNow(now, now);
    }

    /**
     * Agents came or went.
     *
     * @param now how many copies can be reached, R_eff
     * @param doorsNow how many there are with those that cannot, at least {@code now}
     */
    public void copiesNow(int now, int doorsNow) {
        copies = now;
        doors = doorsNow;
    }

    /**
     * An agent that had been counted may have gone, and nobody knows what it had said: all copies
     * are to be asked again, and those that have it say so at once.
     */
    public void forget() {
        agents.clear();
    }

    /** One copy answered; a later answer of the same copy replaces an earlier refusal. */
    public void answered(int copy, StoreWrite.Answer answer) {
        switch (answer) {
            case StoreWrite.Synced(var agent) -> {
                agents.put(copy, agent);
                refusals.remove(copy);
            }
            case StoreWrite.Refused(_, var failure) -> {
                if (!agents.containsKey(copy)) refusals.put(copy, failure);
            }
        }
    }

    /** Distinct agents that have it on disk. */
    public int written() {
        Set<String> distinct = new HashSet<>(agents.values());
        return distinct.size();
    }

    /** How many agents it takes: max(min(W, R_eff), demanded). */
    public int needed() {
        return Math.max(Math.min(synced, copies), demanded);
    }

    /** Whether enough have it. */
    public boolean enough() {
        return written() >= needed();
    }

    /** Whether all copies that can be reached have it. */
    public boolean everywhere() {
        return written() >= copies || missing().isEmpty();
    }

    /** The copies that have not acknowledged it, to be asked (again). */
    public Set<Integer> missing() {
        Set<Integer> missing = new TreeSet<>();
        for (int copy = 0; copy < doors; copy++) {
            if (!agents.containsKey(copy)) missing.add(copy);
        }
        return missing;
    }

    /**
     * Why it cannot become enough, however long one waits; empty while it can, and while somebody
     * is silent who may have what the others refuse for good.
     *
     * @return what the copies refused it for, if asking them again cannot help; NOT_ENOUGH_COPIES
     *     if more are demanded than there are, or where a copy has it: the others may still get
     *     from there what they lack for it
     */
    public Optional<Failure> hopeless() {
        int silent = 0;
        for (int copy : missing()) if (!refusals.containsKey(copy)) silent++;
        if (written() + silent + wavering() >= needed()) return Optional.empty();
        if (silent > 0 && needed() > copies) return Optional.empty(); // first wherever it can be
        Optional<Failure> never = refusedForGood();
        if (silent > 0 && never.isPresent()) return Optional.empty();
        return never.or(() -> refusal(Failure.Code.STORAGE_FULL)).or(() -> Optional.of(tooFew()));
    }

    /** What to say when the time is over and it was not enough. */
    public Failure timedOut() {
        return refusal(Failure.Code.STORAGE_FULL)
                .or(() -> refusal(Failure.Code.OVERLOADED))
                .or(this::refusedForGood)
                .or(() -> retryableRefusals().findFirst())
                .orElseGet(() ->
                        agents.isEmpty()
                                ? new Failure(
                                        Failure.Code.TIMED_OUT,
                                        "no copy answered; sending the same again is safe")
                                : tooFew());
    }

    private Optional<Failure> refusedForGood() {
        if (!agents.isEmpty()) return Optional.empty();
        return refusals.values().stream()
                .filter(refusal -> !refusal.code().retryable())
                .findFirst();
    }

    private Stream<Failure> retryableRefusals() {
        return refusals.values().stream().filter(refusal -> refusal.code().retryable());
    }

    private Failure tooFew() {
        return new Failure(
                Failure.Code.NOT_ENOUGH_COPIES,
                written()
                        + " of "
                        + needed()
                        + " copies are written; sending the same again is safe");
    }

    /** Copies that refused for now and may take it when asked again. */
    private int wavering() {
        int count = 0;
        for (int copy : missing()) {
            Failure refusal = refusals.get(copy);
            if (refusal == null || !refusal.code().retryable()) continue;
            if (refusal.code() != Failure.Code.STORAGE_FULL) count++;
        }
        return count;
    }

    private Optional<Failure> refusal(Failure.Code code) {
        return refusals.values().stream().filter(refusal -> refusal.code() == code).findFirst();
    }
}
