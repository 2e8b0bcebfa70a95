package dev.kith.store.quorum;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.store.Copies;
import dev.kith.store.StoreRead;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What several copies' answers to one question mean.
 *
 * @param <T> what was asked for
 */
@FunctionalInterface
public interface ReadRule<T> {

    /** How much has been heard. */
    enum Heard {
        /** More may come. */
        SOME,
        /** Every copy has answered. */
        ALL,
        /** The time is over, and some are silent. */
        OVER
    }

    /**
     * The outcome, if these answers are enough for one.
     *
     * @param answers those that came, in the order they came
     * @return empty to wait for more; never empty but for {@link Heard#SOME}
     */
    Optional<Outcome<T>> judge(List<StoreRead.Answer> answers, Heard heard);

    /**
     * The newest that any copy knows, once so many agents that are not behind have answered that at
     * least one of them has synced whatever was acknowledged before.
     *
     * @param needed {@link Shape#readsNeeded}
     */
    static ReadRule<Copies.Head> head(int needed) {
        return (answers, heard) -> {
            List<StoreRead.HeadFound> heads = of(answers, StoreRead.HeadFound.class);
            var visible = newest(heads.stream().flatMap(head -> head.visible().stream()));
            var newest = newest(heads.stream().flatMap(head -> head.newest().stream()));
            // Those of older agents do not say it; what is visible always stands.
            var standing =
                    newest(
                            heads.stream()
                                    .flatMap(head ->
                                            Stream.concat(
                                                    head.standing().stream(),
                                                    head.visible().stream())));
            boolean lost = heads.stream().anyMatch(StoreRead.HeadFound::lost);
            boolean sure = level(heads) >= needed;
            if (sure || isEnough(newest.isPresent(), !heads.isEmpty(), heard)) {
                return Optional.of(
                        Outcome.good(
                                new Copies.Head(visible, newest, standing, lost, forsaken(heads))));
            }
            return heard == Heard.SOME ? Optional.empty() : Optional.of(failure(answers, heard));
        };
    }

    /**
     * The task's record as the newest copy knows it; empty where this partition has none, of which
     * as many copies must agree as for {@link #head}.
     */
    static ReadRule<Optional<DocumentRecord>> task(int needed) {
        return (answers, heard) -> {
            List<StoreRead.TaskFound> found = of(answers, StoreRead.TaskFound.class);
            Optional<DocumentRecord> record =
                    newest(found.stream().flatMap(answer -> answer.record().stream()));
            boolean sure = level(found) >= (record.isPresent() ? 1 : needed);
            if (sure || isEnough(record.isPresent(), !found.isEmpty(), heard)) {
                return Optional.of(Outcome.good(record));
            }
            return heard == Heard.SOME ? Optional.empty() : Optional.of(failure(answers, heard));
        };
    }

    /** The first that has it, behind or not: what has an id cannot differ. */
    static ReadRule<StoreRead.SegmentFound> segment() {
        return (answers, heard) -> {
            List<StoreRead.SegmentFound> found = of(answers, StoreRead.SegmentFound.class);
            if (!found.isEmpty()) return Optional.of(Outcome.good(found.getFirst()));
            return heard == Heard.SOME ? Optional.empty() : Optional.of(failure(answers, heard));
        };
    }

    /** All that come in time, one of each agent; at least one. */
    static ReadRule<List<Copies.Holding>> holdings() {
        return (answers, heard) -> {
            if (heard == Heard.SOME) return Optional.empty();
            var byAgent = new TreeMap<String, Copies.Holding>();
            for (StoreRead.HoldingFound found : of(answers, StoreRead.HoldingFound.class)) {
                byAgent.put(found.agent(), found.holding());
            }
            return Optional.of(
                    byAgent.isEmpty()
                            ? failure(answers, heard)
                            : Outcome.good(List.copyOf(byAgent.values())));
        };
    }

    /**
     * What any copy says is lost: where copies differ, only those that lack it know.
     *
     * @param limit most of them, as each copy was asked for
     */
    static ReadRule<List<DocumentKey>> lost(int limit) {
        return (answers, heard) -> {
            if (heard == Heard.SOME) return Optional.empty();
            List<StoreRead.LostFound> found = of(answers, StoreRead.LostFound.class);
            if (found.isEmpty()) return Optional.of(failure(answers, heard));
            var all = new TreeSet<>(DocumentKey.ORDER);
            found.forEach(answer -> all.addAll(answer.documents()));
            return Optional.of(Outcome.good(all.stream().limit(limit).toList()));
        };
    }

    /** The first of a copy that is not behind; when no more come, the first. */
    static <T extends StoreRead.Answer> ReadRule<T> first(Class<T> type) {
        return (answers, heard) -> {
            List<T> found = of(answers, type);
            Optional<T> best = found.stream().filter(answer -> !answer.behind()).findFirst();
            if (best.isPresent()) return best.map(Outcome::good);
            if (heard == Heard.SOME) return Optional.empty();
            return Optional.of(
                    found.isEmpty() ? failure(answers, heard) : Outcome.good(found.getFirst()));
        };
    }

    /**
     * What distinct agents hold, put together.
     *
     * @param agents how many that are not behind are enough to know of every acknowledged write;
     *     where all copies have answered, that is all there is to know
     */
    static ReadRule<Copies.Page> pages(int agents) {
        return (answers, heard) -> {
            List<StoreRead.PageFound> found = of(answers, StoreRead.PageFound.class);
            long sure =
                    found.stream()
                            .filter(page -> !page.behind())
                            .map(StoreRead.Answer::agent)
                            .distinct()
                            .count();
            boolean all = heard == Heard.ALL && found.size() == answers.size();
            if (sure >= agents || all) {
                return Optional.of(Outcome.good(Pages.merged(found)));
            }
            return heard == Heard.SOME ? Optional.empty() : Optional.of(failure(answers, heard));
        };
    }

    /** Whether nobody who knows of the document waits for what is missing of it. */
    private static boolean forsaken(List<StoreRead.HeadFound> heads) {
        List<StoreRead.HeadFound> knowing =
                heads.stream().filter(head -> head.newest().isPresent()).toList();
        return !knowing.isEmpty() && knowing.stream().allMatch(StoreRead.HeadFound::forsaken);
    }

    /** Whether the answers of copies that are all behind are enough. */
    private static boolean isEnough(boolean found, boolean answered, Heard heard) {
        return switch (heard) {
            case SOME -> false;
            case ALL -> answered;
            case OVER -> found;
        };
    }

    /** How many agents that are not behind have answered. */
    private static long level(List<? extends StoreRead.Answer> answers) {
        return answers.stream()
                .filter(answer -> !answer.behind())
                .map(StoreRead.Answer::agent)
                .distinct()
                .count();
    }

    private static <A> List<A> of(List<StoreRead.Answer> answers, Class<A> type) {
        return answers.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Optional<DocumentRecord> newest(Stream<DocumentRecord> records) {
        return records.reduce((a, b) -> {
            int order = Comparator.comparing(DocumentRecord::version).compare(a, b);
            if (order == 0) return a.merge(b);
            return order > 0 ? a : b;
        });
    }

    /** Damage and overload say more than absence, which is only sure when all have answered. */
    private static <T> Outcome<T> failure(List<StoreRead.Answer> answers, Heard heard) {
        List<Failure> failures =
                of(answers, StoreRead.Refused.class).stream()
                        .map(StoreRead.Refused::failure)
                        .toList();
        for (Failure failure : failures) {
            if (failure.code() != Failure.Code.NOT_FOUND) return new Outcome.Bad<>(failure);
        }
        if (heard == Heard.ALL && !failures.isEmpty()) {
            return new Outcome.Bad<>(failures.getFirst());
        }
        return Outcome.bad(Failure.Code.TIMED_OUT, "too few copies answered in time");
    }
}
