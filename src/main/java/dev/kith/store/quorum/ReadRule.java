package dev.kith.store.quorum;

import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.store.Copies;
import dev.kith.store.StoreRead;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What several copies' answers to one question mean.
 *
 * @param <T> what was asked for
 */
@FunctionalInterface
public interface ReadRule<T> {

    /**
     * The outcome, if these answers are enough for one.
     *
     * @param answers those that came, in the order they came
     * @param last whether no more will come
     * @return empty to wait for more; never empty when {@code last}
     */
    Optional<Outcome<T>> judge(List<StoreRead.Answer> answers, boolean last);

    /** The newest that any copy knows; a copy that is behind is not believed alone. */
    static ReadRule<Copies.Head> head() {
        return (answers, last) -> {
            List<StoreRead.HeadFound> heads = of(answers, StoreRead.HeadFound.class);
            boolean sure = heads.stream().anyMatch(head -> !head.behind());
            if (!sure && !last) return Optional.empty();
            if (heads.isEmpty()) return Optional.of(failure(answers));
            var visible = newest(heads.stream().flatMap(head -> head.visible().stream()));
            var newest = newest(heads.stream().flatMap(head -> head.newest().stream()));
            return Optional.of(Outcome.good(new Copies.Head(visible, newest)));
        };
    }

    /** The first that knows the task; that there is none is believed of no copy that is behind. */
    static ReadRule<Optional<DocumentRecord>> task() {
        return (answers, last) -> {
            List<StoreRead.TaskFound> found = of(answers, StoreRead.TaskFound.class);
            Optional<DocumentRecord> record =
                    newest(found.stream().flatMap(answer -> answer.record().stream()));
            boolean sure = found.stream().anyMatch(answer -> !answer.behind());
            if (!sure && record.isEmpty() && !last) return Optional.empty();
            return Optional.of(found.isEmpty() ? failure(answers) : Outcome.good(record));
        };
    }

    /** The first that has it. */
    static ReadRule<StoreRead.SegmentFound> segment() {
        return first(StoreRead.SegmentFound.class, true);
    }

    /** The first that is not behind, else the first. */
    static <T extends StoreRead.Answer> ReadRule<T> first(Class<T> type, boolean behindWillDo) {
        return (answers, last) -> {
            List<T> found = of(answers, type);
            Optional<T> best =
                    found.stream().filter(answer -> behindWillDo || !answer.behind()).findFirst();
            if (best.isPresent()) return best.map(Outcome::good);
            if (!last) return Optional.empty();
            return Optional.of(found.isEmpty() ? failure(answers) : Outcome.good(found.getFirst()));
        };
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

    /** Silence says more than a refusal that a retry may lift, and damage more than absence. */
    private static <T> Outcome<T> failure(List<StoreRead.Answer> answers) {
        List<Failure> failures =
                of(answers, StoreRead.Refused.class).stream()
                        .map(StoreRead.Refused::failure)
                        .toList();
        for (Failure failure : failures) {
            if (failure.code() != Failure.Code.NOT_FOUND) return new Outcome.Bad<>(failure);
        }
        if (!failures.isEmpty()) return new Outcome.Bad<>(failures.getFirst());
        return Outcome.bad(Failure.Code.TIMED_OUT, "no copy answered in time");
    }
}
