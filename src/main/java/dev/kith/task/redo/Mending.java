package dev.kith.task.redo;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Outcome;
import dev.kith.task.work.Text;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Looks through partitions, one after the other, for documents of which no copy has everything any
 * more, and has those embedded again whose text is whole. The others nobody can bring back but
 * whoever has the text; they are left as they are.
 */
final class Mending {
    private static final int PAGE = 50;

    private final RedoMeans means;
    private final List<Integer> partitions;
    private int begun;

    Mending(RedoMeans means, List<Integer> partitions) {
        this.means = means;
        this.partitions = List.copyOf(partitions);
    }

    /** How many documents are on their way to be whole again now. */
    CompletionStage<Outcome<Integer>> begin() {
        return partition(0);
    }

    private CompletionStage<Outcome<Integer>> partition(int at) {
        if (at == partitions.size()) return Steps.done(begun);
        return Steps.then(pages(partitions.get(at), Optional.empty()), _ -> partition(at + 1));
    }

    private CompletionStage<Outcome<Boolean>> pages(int partition, Optional<DocumentKey> after) {
        return Steps.then(
                means.copies().lost(partition, after, PAGE),
                page ->
                        Steps.then(
                                documents(page, 0),
                                _ ->
                                        page.size() < PAGE
                                                ? Steps.done(true)
                                                : pages(partition, Optional.of(page.getLast()))));
    }

    private CompletionStage<Outcome<Boolean>> documents(List<DocumentKey> page, int at) {
        if (at == page.size()) return Steps.done(true);
        return Steps.then(document(page.get(at)), _ -> documents(page, at + 1));
    }

    private CompletionStage<Outcome<Boolean>> document(DocumentKey key) {
        return absentIsNone(
                Steps.then(
                        means.copies().head(key),
                        head -> {
                            Optional<DocumentRecord> shown =
                                    head.visible()
                                            .filter(r -> r.state() == DocumentState.COMMITTED);
                            return shown.isEmpty() ? Steps.done(false) : redo(shown.get());
                        }));
    }

    private CompletionStage<Outcome<Boolean>> redo(DocumentRecord record) {
        return Steps.then(
                text(record, 0),
                _ ->
                        Steps.then(
                                new Redoing(means, record).begin(),
                                redone -> {
                                    if (redone) begun++;
                                    return Steps.done(redone);
                                }));
    }

    /** Reads the text from beginning to end; NOT_FOUND, CORRUPT_DATA where it is not whole. */
    private CompletionStage<Outcome<Boolean>> text(DocumentRecord record, int from) {
        if (from == record.segments()) return Steps.done(true);
        return Steps.then(
                means.copies().segment(record.key(), record.version(), from),
                _ -> text(record, from + 1));
    }

    /** What cannot be brought back does not keep the others waiting. */
    private static CompletionStage<Outcome<Boolean>> absentIsNone(
            CompletionStage<Outcome<Boolean>> found) {
        return found.thenApply(outcome ->
                switch (outcome) {
                    case Outcome.Bad<Boolean>(var failure) when Text.isAbsent(failure) ->
                            Outcome.good(false);
                    case Outcome.Bad<Boolean> _, Outcome.Good<Boolean> _ -> outcome;
                });
    }
}
