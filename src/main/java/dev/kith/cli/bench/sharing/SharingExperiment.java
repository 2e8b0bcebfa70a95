package dev.kith.cli.bench.sharing;

import dev.kith.reputation.ReputationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Lets a population ask and answer, and counts the wrong results that honest peers end with. */
public final class SharingExperiment {
    /** How many results are checked at least, with audits. */
    public static final double AUDIT_FLOOR = 0.03;

    private static final int FAKES_EACH = 5;

    private final ReputationSettings settings;
    private final Length length;

    /**
     * How long it goes.
     *
     * @param cycles after each of which everyone learns
     * @param queriesEach of every peer in one cycle, on average
     */
    public record Length(int cycles, double queriesEach) {
        /** As the paper has it, with more questions: views of one's own need more of them. */
        public static final Length USUAL = new Length(30, 5);
    }

    /** The ways to choose, in the order of tables and pictures. */
    public enum Way {
        NONE("none"),
        EIGENTRUST("eigentrust"),
        KITH("kith"),
        KITH_AUDITED("kith_audited");

        private final String word;

        Way(String word) {
            this.word = word;
        }

        /** The word in JSON and CSV. */
        public String word() {
            return word;
        }
    }

    /**
     * What came out; all are shares in [0, 1].
     *
     * @param all wrong results of honest peers in all cycles
     * @param settled the same in the second half of the cycles
     * @param checked results that were checked
     */
    public record Wrong(double all, double settled, double checked) {}

    public SharingExperiment(ReputationSettings settings, Length length) {
        this.settings = settings;
        this.length = length;
    }

    /** Runs a population; two ways with the same seed see the same files. */
    public Wrong run(Population population, Way way, SplittableRandom random) {
        AuditRule audits =
                way == Way.KITH_AUDITED
                        ? AuditRule.floor(population.size(), AUDIT_FLOOR)
                        : AuditRule.none();
        Choice choice = choice(population, way, audits);
        Files files = new Files(population, random.split());
        List<Cycle> cycles = new ArrayList<>();
        for (int i = 0; i < length.cycles(); i++) {
            cycles.add(cycle(population, choice, files, random));
            choice.learn();
        }
        List<Cycle> late = cycles.subList(cycles.size() / 2, cycles.size());
        return new Wrong(wrong(cycles), wrong(late), audits.checkedShare());
    }

    private Choice choice(Population population, Way way, AuditRule audits) {
        return switch (way) {
            case NONE -> new Anyone();
            case EIGENTRUST -> new EigenTrust(population);
            case KITH, KITH_AUDITED -> new KithChoice(population, settings, audits);
        };
    }

    private record Cycle(int results, int wrong) {}

    private static double wrong(List<Cycle> cycles) {
        long results = cycles.stream().mapToLong(Cycle::results).sum();
        long wrong = cycles.stream().mapToLong(Cycle::wrong).sum();
        return results == 0 ? 0 : (double) wrong / results;
    }

    private Cycle cycle(
            Population population, Choice choice, Files files, SplittableRandom random) {
        int results = 0;
        int wrong = 0;
        long queries = Math.round(population.size() * length.queriesEach());
        for (long i = 0; i < queries; i++) {
            Files.Query query = files.query(random.nextInt(population.size()), random);
            if (!population.good(query.asker())) {
                lie(population, choice, query, random);
                continue;
            }
            switch (ask(population, choice, query, random)) {
                case RIGHT -> results++;
                case WRONG -> {
                    results++;
                    wrong++;
                }
                case NONE -> {}
            }
        }
        praise(population, choice, random);
        return new Cycle(results, wrong);
    }

    /** What an honest peer ends with; nothing where everyone who answers was proven to lie. */
    private enum Ending {
        RIGHT,
        WRONG,
        NONE
    }

    private static Ending ask(
            Population population, Choice choice, Files.Query query, SplittableRandom random) {
        List<Integer> left = new ArrayList<>(query.responders());
        left.removeIf(peer -> !choice.allowed(peer));
        while (!left.isEmpty()) {
            int chosen = choice.choose(query.asker(), left, random);
            boolean right = population.right(chosen, random);
            boolean lie = !right && !population.good(chosen);
            Choice.Check check = choice.check(query.asker(), chosen, lie, random);
            choice.rate(query.asker(), chosen, right);
            if (check != Choice.Check.PROVEN_WRONG) return right ? Ending.RIGHT : Ending.WRONG;
            left.remove(Integer.valueOf(chosen));
        }
        return Ending.NONE;
    }

    /** A malicious peer asks too, anyone, and rates what it gets as it likes. */
    private static void lie(
            Population population, Choice choice, Files.Query query, SplittableRandom random) {
        List<Integer> responders = query.responders();
        int chosen = responders.get(random.nextInt(responders.size()));
        boolean right = population.right(chosen, random);
        choice.rate(query.asker(), chosen, population.praises(query.asker(), chosen, right));
    }

    /** Those in league make up transactions among themselves, with both signatures. */
    private static void praise(Population population, Choice choice, SplittableRandom random) {
        int first = population.good();
        int malicious = population.size() - first;
        if (!population.threat().collective() || malicious < 2) return;
        for (int liar = 0; liar < malicious; liar++) {
            for (int i = 0; i < FAKES_EACH; i++) {
                int friend = (liar + 1 + random.nextInt(malicious - 1)) % malicious;
                choice.rate(first + liar, first + friend, true);
            }
        }
    }
}
