package dev.kith.store.sync;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.store.StoreWrite;
import dev.kith.store.level.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Catching up with one other host: the listing page by page, and beside it several bundles of
 * versions on their way at once. Pure; each event says what to do next.
 *
 * <pre>
 *   listing ──► wants ──► queue ──► ask ──► write ──more of it──► ask again
 *      ▲                    │                └──all of it──► next from the queue
 *      └────── it is low ───┘                                and done when nothing is left
 * </pre>
 */
final class SyncRound {
    private static final int ITEMS_MAX = 16;

    /** What is to be done next. */
    sealed interface Step {}

    /** Ask for a page of the other's listing. */
    record AskPage(Optional<DocumentKey> after) implements Step {}

    /** Find out which of these are lacking here. */
    record FindWants(List<Entry> entries) implements Step {}

    /** Ask for versions. */
    record AskParts(long ask, List<SyncQuestion.Item> items, SyncQuestion.PartPlace from)
            implements Step {}

    /** Write these, and say when they are written. */
    record Apply(long ask, List<StoreWrite> writes) implements Step {}

    /**
     * The other has been gone through.
     *
     * @param pulled versions that were taken over
     */
    record Done(int pulled) implements Step {}

    /** A bundle of versions on its way. */
    private static final class Ask {
        private final ArrayDeque<Entry> rest;
        private SyncQuestion.PartPlace from = SyncQuestion.PartPlace.FIRST;
        private SyncQuestion.PartPlace next = SyncQuestion.PartPlace.FIRST;
        private int finished;
        private int taken;

        Ask(ArrayDeque<Entry> rest) {
            this.rest = rest;
        }

        List<SyncQuestion.Item> items() {
            return rest.stream()
                    .map(entry -> new SyncQuestion.Item(entry.key(), entry.version()))
                    .toList();
        }
    }

    private final int pageMax;
    private final long askBytes;
    private final ArrayDeque<Entry> wanted = new ArrayDeque<>();
    private final Map<Long, Ask> asks = new HashMap<>();
    private Optional<DocumentKey> nextPage = Optional.empty();
    private boolean listing;
    private boolean listed;
    private int window;
    private Set<DocumentKey> torn = Set.of();
    private long names;
    private int pulled;
    private long bytesPulled;
    private boolean done;

    /**
     * Nothing has been asked yet.
     *
     * @param window bundles on their way at once, at least 1
     * @param pageMax documents in a page of the listing
     * @param askBytes about how many bytes are asked for at once
     */
    SyncRound(int window, int pageMax, long askBytes) {
        this.window = window;
        this.pageMax = pageMax;
        this.askBytes = askBytes;
    }

    /** The first steps. */
    List<Step> begin() {
        return next();
    }

    /** What comes of these may be no news: they are asked for because parts are missing. */
    void torn(Set<DocumentKey> documents) {
        torn = Set.copyOf(documents);
    }

    /** From now on so many bundles at once; those on their way go on. */
    void window(int bundles) {
        window = bundles;
    }

    /** A page came. */
    List<Step> listed(SyncAnswer.ListingIs page) {
        nextPage = page.next();
        return List.of(new FindWants(page.entries()));
    }

    /** It was found which of the page are lacking. */
    List<Step> wants(List<Entry> entries) {
        wanted.addAll(entries);
        listing = false;
        listed = nextPage.isEmpty();
        return next();
    }

    /** Versions came, or pieces of them. */
    List<Step> came(long name, SyncAnswer.PartsAre parts) {
        Ask ask = asks.get(name);
        if (ask == null) return List.of();
        var writes = new ArrayList<StoreWrite>();
        ask.finished = 0;
        ask.taken = 0;
        ask.next = parts.next().orElse(SyncQuestion.PartPlace.FIRST);
        var entries = ask.rest.iterator();
        for (int i = 0; i < parts.bundles().size() && entries.hasNext(); i++) {
            Entry entry = entries.next();
            boolean last = i == parts.bundles().size() - 1;
            boolean whole = !last || parts.next().isEmpty();
            SyncAnswer.Bundle bundle = parts.bundles().get(i);
            if (whole) ask.finished++;
            if (bundle.record().isEmpty()) continue; // gone; what took its place is found later
            if (whole && !torn.contains(entry.key())) ask.taken++;
            Optional<DocumentRecord> record = whole ? bundle.record() : Optional.empty();
            writes.add(
                    new StoreWrite.PutStored(entry.key(), entry.version(), bundle.parts(), record));
        }
        return writes.isEmpty() ? written(name) : List.of(new Apply(name, writes));
    }

    /** They were written. */
    List<Step> written(long name) {
        Ask ask = asks.get(name);
        if (ask == null) return List.of();
        for (int i = 0; i < ask.finished; i++) bytesPulled += ask.rest.remove().bytes();
        pulled += ask.taken;
        ask.from = ask.next;
        asks.remove(name);
        if (ask.rest.isEmpty()) return next();
        long again = ++names;
        asks.put(again, ask);
        var steps = new ArrayList<Step>();
        steps.add(new AskParts(again, ask.items(), ask.from));
        steps.addAll(next());
        return steps;
    }

    /** Bytes of the versions that were taken over, as their entries say. */
    long bytesPulled() {
        return bytesPulled;
    }

    /** Versions that were taken over. */
    int pulled() {
        return pulled;
    }

    private List<Step> next() {
        var steps = new ArrayList<Step>();
        if (!listed && !listing && wanted.size() < pageMax) {
            listing = true;
            steps.add(new AskPage(nextPage));
        }
        while (asks.size() < window && !wanted.isEmpty()) {
            var ask = new Ask(bundle());
            asks.put(++names, ask);
            steps.add(new AskParts(names, ask.items(), ask.from));
        }
        boolean over = listed && wanted.isEmpty() && asks.isEmpty() && !done;
        if (over) {
            done = true;
            steps.add(new Done(pulled));
        }
        return steps;
    }

    private ArrayDeque<Entry> bundle() {
        var bundle = new ArrayDeque<Entry>();
        long bytes = 0;
        while (!wanted.isEmpty() && bundle.size() < ITEMS_MAX && bytes < askBytes) {
            bytes += wanted.element().bytes();
            bundle.add(wanted.remove());
        }
        return bundle;
    }
}
