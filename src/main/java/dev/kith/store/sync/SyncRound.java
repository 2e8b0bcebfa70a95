package dev.kith.store.sync;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentState;
import dev.kith.store.StoreWrite;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Catching up with one other host: page by page, document by document, one message in flight. Pure;
 * each step says what to do next.
 *
 * <pre>
 *   listing ──► wants ──none──► next listing ──none──► done
 *                 │ some
 *                 ▼
 *               parts ──► write ──► more parts / next document / next listing
 * </pre>
 */
public final class SyncRound {

    /** What is to be done next. */
    public sealed interface Step {}

    /** Ask for a page of the other's listing. */
    public record AskPage(Optional<DocumentKey> after) implements Step {}

    /** Find out which of these are lacking here. */
    public record FindWants(List<SyncAnswer.Entry> entries) implements Step {}

    /** Ask for parts of a version. */
    public record AskPart(SyncAnswer.Entry entry, SyncQuestion.PartPlace from) implements Step {}

    /** Write these, and say when they are written. */
    public record Apply(List<StoreWrite> writes) implements Step {}

    /**
     * The other has been gone through.
     *
     * @param pulled versions that were taken over
     */
    public record Done(int pulled) implements Step {}

    private final ArrayDeque<SyncAnswer.Entry> wanted = new ArrayDeque<>();
    private Optional<DocumentKey> nextPage = Optional.empty();
    private Optional<SyncQuestion.PartPlace> nextPart = Optional.empty();
    private int pulled;

    /** The first step. */
    public Step begin() {
        return new AskPage(Optional.empty());
    }

    /** A page came. */
    public Step listed(SyncAnswer.ListingIs listing) {
        nextPage = listing.next();
        return new FindWants(listing.entries());
    }

    /** It was found which of the page are lacking. */
    public Step wants(List<SyncAnswer.Entry> entries) {
        wanted.addAll(entries);
        return nextDocument();
    }

    /** Parts of the first wanted version came. */
    public Step parts(SyncAnswer.PartsAre parts) {
        SyncAnswer.Entry entry = wanted.element();
        if (parts.record().isEmpty()) {
            wanted.remove(); // gone meanwhile; what took its place is found next time
            return nextDocument();
        }
        nextPart = parts.next();
        var writes = new ArrayList<StoreWrite>();
        if (!parts.segments().isEmpty()) {
            writes.add(new StoreWrite.PutSegments(entry.key(), entry.version(), parts.segments()));
        }
        if (!parts.batches().isEmpty()) {
            writes.add(new StoreWrite.PutChunks(entry.key(), entry.version(), parts.batches()));
        }
        if (nextPart.isEmpty()) {
            boolean pending = parts.record().get().state() == DocumentState.PENDING;
            writes.add(
                    pending
                            ? new StoreWrite.PutDocument(parts.record().get(), List.of())
                            : new StoreWrite.Settle(parts.record().get()));
        }
        return writes.isEmpty() ? applied() : new Apply(writes);
    }

    /** They were written. */
    public Step applied() {
        if (nextPart.isPresent()) return new AskPart(wanted.element(), nextPart.get());
        wanted.remove();
        pulled++;
        return nextDocument();
    }

    private Step nextDocument() {
        nextPart = Optional.empty();
        if (!wanted.isEmpty()) {
            return new AskPart(wanted.element(), SyncQuestion.PartPlace.FIRST);
        }
        return nextPage.isPresent() ? new AskPage(nextPage) : new Done(pulled);
    }
}
