package dev.kith.task.check;

import dev.kith.audit.choose.AuditorChoice;
import dev.kith.audit.choose.Candidate;
import dev.kith.audit.compare.NumericClass;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.Receipt;
import dev.kith.placement.work.WorkPicker;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Whom to ask when a result is to be computed once more: {@link AuditorChoice} among the agents
 * that are here, have said who they are, and can be reached.
 */
final class Auditors {
    private static final String FULL = NumericClass.FULL.name();

    private final CheckMeans means;
    private final AuditorChoice choice;

    Auditors(CheckMeans means) {
        this.means = means;
        this.choice = new AuditorChoice(means.settings().auditors(), means.random());
    }

    /**
     * Where a request should lead to.
     *
     * @param salt of the entity that is asked
     * @param address of the agent that has it; empty where nobody knows where shards stand
     */
    record Chosen(int salt, Optional<String> address) {}

    /**
     * What has to be computed.
     *
     * @param receipt the author's
     * @param involved the author first, then everybody who had a say
     * @param strict whether only an owner who had no say will do
     */
    record Wanted(Receipt receipt, List<Candidate> involved, boolean strict) {
        Wanted {
            involved = List.copyOf(involved);
        }

        /** Whether an answer of this agent would say anything new. */
        boolean fresh(Candidate other) {
            return involved.stream()
                    .allMatch(one ->
                            strict ? other.independentOf(one) : !other.agent().equals(one.agent()));
        }
    }

    /**
     * Chooses; empty where there is nobody. Where it is not known who stands where, any salt.
     *
     * @param entity the entity's id under each salt
     * @param asked addresses that were asked for this already; others come first
     */
    Optional<Chosen> choose(Wanted wanted, IntFunction<String> entity, Set<String> asked) {
        Map<String, List<Integer>> salts = salts(entity);
        if (salts.isEmpty()) {
            return Optional.of(
                    new Chosen(means.random().nextInt(WorkPicker.SALTS), Optional.empty()));
        }
        List<Directory.Entry> able =
                able(wanted.receipt).filter(e -> salts.containsKey(e.address())).toList();
        List<Directory.Entry> fresh =
                able.stream().filter(e -> !asked.contains(e.address())).toList();
        return choose(wanted, fresh)
                .or(() -> choose(wanted, able))
                .map(address -> {
                    List<Integer> to = salts.getOrDefault(address, List.of(0));
                    int salt = to.get(means.random().nextInt(to.size()));
                    return new Chosen(salt, Optional.of(address));
                });
    }

    private Optional<String> choose(Wanted wanted, List<Directory.Entry> entries) {
        Map<Candidate, String> addresses = new HashMap<>();
        for (Directory.Entry entry : entries) {
            candidate(entry).ifPresent(c -> addresses.put(c, entry.address()));
        }
        return choice.nearest(wanted.involved, addresses.keySet(), wanted.strict)
                .map(addresses::get);
    }

    /** Whether somebody could be asked whose owner had no say yet. */
    boolean independentLeft(Wanted wanted) {
        List<Candidate> live =
                able(wanted.receipt).flatMap(entry -> candidate(entry).stream()).toList();
        return AuditorChoice.independent(wanted.involved, live).findAny().isPresent();
    }

    /** Where each salt leads to, as far as that is known; its salts by address. */
    private Map<String, List<Integer>> salts(IntFunction<String> entity) {
        Map<String, List<Integer>> salts = new HashMap<>();
        for (int salt = 0; salt < WorkPicker.SALTS; salt++) {
            int one = salt;
            means.reach()
                    .homes()
                    .of(Capability.EMBED, entity.apply(salt))
                    .ifPresent(
                            home -> salts.computeIfAbsent(home, _ -> new ArrayList<>()).add(one));
        }
        return salts;
    }

    /** Salts that lead to this agent; none where that is not known. */
    List<Integer> saltsTo(AgentId agent, IntFunction<String> entity) {
        return entry(agent)
                .map(entry -> salts(entity).getOrDefault(entry.address(), List.of()))
                .orElse(List.of());
    }

    /** Those that could compute this now, and are not proven dishonest. */
    private Stream<Directory.Entry> able(Receipt receipt) {
        return means.reach().directory().agents().stream()
                .filter(entry -> entry.status().equals("up") && !entry.self())
                .filter(entry -> entry.capabilities().contains(Capability.EMBED))
                .filter(entry -> !entry.quarantined() && entry.pause(Capability.EMBED).isEmpty())
                .filter(entry -> entry.card().filter(card -> runs(card, receipt)).isPresent())
                .filter(entry ->
                        entry.card()
                                .filter(c -> !means.people().trust().quarantined(c.agent()))
                                .isPresent());
    }

    private static boolean runs(Card card, Receipt receipt) {
        return card.modelFingerprint().filter(receipt.model()::equals).isPresent();
    }

    private Optional<Candidate> candidate(Directory.Entry entry) {
        return entry.card()
                .flatMap(card ->
                        card.offer()
                                .numbers()
                                .filter(numbers -> !numbers.isBlank())
                                .map(numbers ->
                                        candidate(card.agent(), new NumericClass(numbers))));
    }

    /** Who signed a receipt, as a candidate. */
    Candidate author(Receipt receipt) {
        return candidate(receipt.agent(), numbers(receipt));
    }

    private Candidate candidate(AgentId agent, NumericClass numbers) {
        double trust = means.people().integrity(agent);
        return new Candidate(agent, owner(agent), "", trust, numbers);
    }

    /** Whose agent it is; its own, where its card does not say. */
    String owner(AgentId agent) {
        return means.reach().directory().owners().getOrDefault(agent, agent.did());
    }

    private Optional<Directory.Entry> entry(AgentId agent) {
        return means.reach().directory().agents().stream()
                .filter(entry -> entry.card().filter(c -> c.agent().equals(agent)).isPresent())
                .findFirst();
    }

    /**
     * What a result may be compared with. Where this agent does not know the model, as most others
     * that run it say of themselves; what the author says of itself does not count.
     */
    NumericClass numbers(Receipt receipt) {
        if (means.own().dimension(receipt).isPresent()) return means.own().numbers(receipt);
        List<String> said =
                able(receipt)
                        .flatMap(entry -> entry.card().stream())
                        .filter(card -> !card.agent().equals(receipt.agent()))
                        .flatMap(card -> card.offer().numbers().stream())
                        .toList();
        long full = said.stream().filter(FULL::equals).count();
        if (2 * full > said.size()) return NumericClass.FULL;
        return said.isEmpty()
                ? means.own().numbers(receipt)
                : NumericClass.of("int8", receipt.instructions());
    }
}
