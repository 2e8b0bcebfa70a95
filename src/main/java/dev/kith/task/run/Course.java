package dev.kith.task.run;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.store.StoreWrite;
import dev.kith.task.state.Ingest;
import dev.kith.task.state.Known;
import dev.kith.task.state.TaskState;
import dev.kith.task.story.Diary;
import dev.kith.task.work.TaskRun;
import dev.kith.wire.Sealed;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The version that one task works on, from the first word of it to its end, and what becomes of
 * others that come meanwhile; only for its own actor, whose every message it is told.
 */
final class Course {
    private final Home home;
    private final Tools tools;
    private final Bench bench;
    private final Deadline<?> deadline;
    private final Diary diary;
    private final Losses losses;
    private final Watchers watchers;
    private @Nullable Known known;
    private @Nullable DocumentRecord woken;
    private boolean cancelAsked;
    private boolean newerComes;

    Course(Home home, Tools tools, Bench bench, Deadline<?> deadline, Diary diary) {
        this.home = home;
        this.tools = tools;
        this.bench = bench;
        this.deadline = deadline;
        this.diary = diary;
        this.losses = new Losses(tools);
        this.watchers = new Watchers(tools.settings().watchersMax());
    }

    /** A version was just accepted. */
    void start(Sealed ingest) {
        bench.order(ingest).ifPresentOrElse(this::begin, this::load);
    }

    /** A copy of the store says that there is this version. */
    void wake(DocumentRecord record) {
        if (known == null) {
            woken = record;
            load();
            return;
        }
        int order = record.version().compareTo(known.record().version());
        if (order > 0) {
            newerComes = true;
            if (known.ended() || record.state() == DocumentState.DELETED) load();
        } else if (order < 0 && record.state() == DocumentState.PENDING) {
            // an older version of the same content: nothing of it is needed any more
            tools.copies().write(new StoreWrite.Settle(Known.superseded(record)), 0);
        }
    }

    /** Somebody wants to know of every change. */
    void watch(ActorRef<Seen> who) {
        watchers.watch(who);
        showOrLoad(who);
    }

    /** Somebody wants to know how it is now. */
    void look(ActorRef<Seen> who) {
        if (known == null) watchers.ask(who);
        showOrLoad(who);
    }

    private void showOrLoad(ActorRef<Seen> who) {
        if (known == null) {
            load();
        } else {
            who.tell(Seen.of(known));
            if (known.ended()) watchers.gone(who);
        }
    }

    /** Somebody wants it to end. */
    void cancel(ActorRef<Seen> who) {
        if (known != null && known.ended()) {
            who.tell(Seen.of(known));
            return;
        }
        watchers.watch(who);
        cancelAsked = true;
        if (known == null) load();
        else move(new TaskState.CancelAsked());
    }

    /** An agent ended over it. */
    void lost(String agent) {
        losses.add(agent);
        if (known == null) load();
        else strike();
    }

    /** The deadline's alarm. */
    void overdue() {
        if (known == null || deadline.movesOn(known)) return;
        move(new TaskState.GaveUp(known.overdue()));
    }

    private void load() {
        home.keep(TaskKeeper.Load.NOW);
    }

    /** The record was read or written, or could not be. */
    void kept(TaskKeeper.Report report) {
        switch (report) {
            case TaskKeeper.Found(var record) -> found(record);
            case TaskKeeper.Overruled(var record) -> {
                known = null;
                cancelAsked = false; // of what was known
                begin(new Ingest(record, List.of())); // which may be older than what comes
            }
            case TaskKeeper.Missing(var failure) -> {
                newerComes = false;
                watchers.tellLast(new Seen.Unknown(failure));
            }
            case TaskKeeper.Unread(var failure) -> {
                watchers.tell(new Seen.Unknown(failure));
                if (newerComes || (known == null && !watchers.isEmpty())) {
                    home.keep(TaskKeeper.Load.LATER);
                }
            }
            case TaskKeeper.Done.SETTLED -> move(new TaskState.Settled());
            case TaskKeeper.Done.STRUCK -> enter();
        }
    }

    private void found(DocumentRecord record) {
        newerComes = false;
        begin(new Ingest(record, List.of()));
        DocumentRecord before = woken;
        woken = null;
        if (before != null) wake(before);
    }

    /** Works on this version, unless one as new is being worked on or has ended. */
    private void begin(Ingest ingest) {
        DocumentRecord record = ingest.record();
        if (known != null && record.version().compareTo(known.record().version()) <= 0) return;
        boolean pending = record.state() == DocumentState.PENDING;
        if (known != null && !known.ended() && pending) {
            newerComes = true;
            return;
        }
        known = Known.of(ingest);
        if (!pending) {
            end(known);
        } else if (cancelAsked) {
            move(new TaskState.CancelAsked());
        } else {
            home.stay();
            deadline.set(known);
            watchers.tell(Seen.of(known));
            if (losses.isEmpty()) enter();
            else strike();
        }
    }

    /** Notes in the store, before anything more is tried, that agents ended over it. */
    private void strike() {
        if (known == null || !known.open()) return;
        known = losses.strike(known);
        Optional<Failure> verdict = losses.verdict(known);
        if (verdict.isPresent()) move(new TaskState.GaveUp(verdict.get()));
        else home.keep(new TaskKeeper.Strike(known.record()));
    }

    private void enter() {
        if (known != null && known.open() && !bench.running()) bench.enter(known.record());
    }

    /** The desk answered. */
    void seated(TaskDesk.Seat answer) {
        if (known == null || !known.open() || bench.running()) return;
        switch (answer) {
            case TAKEN -> {
                Ingest ingest = known.ingest();
                known = known.withoutTexts();
                bench.begin(ingest, home.ear());
                move(new TaskState.Planned(ingest.record().segments()));
            }
            case FULL -> {
                watchers.tell(Seen.of(known.inLine()));
                known = null;
                deadline.cancel();
                home.letGo();
            }
        }
    }

    /** Its run says how it goes. */
    void reported(TaskRun.Report report) {
        switch (report) {
            case TaskRun.Progressed(int segments, int chunks) ->
                    move(new TaskState.Progressed(segments, chunks));
            case TaskRun.AllStored(int chunks) -> move(new TaskState.AllStored(chunks));
            case TaskRun.GaveUp(var failure) -> move(new TaskState.GaveUp(failure));
            case TaskRun.Tried(var tried) -> diary.note(tried);
            case TaskRun.Orphaned(var agent) -> {
                if (!bench.running()) return;
                bench.quit(); // until that is written
                losses.add(agent);
                strike();
            }
            case TaskRun.Waits(var why) -> {
                if (known == null) return;
                bench.stall(why.isPresent());
                known = known.waitingFor(why);
                watchers.tell(Seen.of(known));
            }
        }
    }

    private void move(TaskState.Event event) {
        if (known == null) return;
        boolean open = known.open();
        known = known.moved(event);
        if (known.ended()) {
            end(known);
        } else if (open && !known.open()) {
            bench.quit(); // the store may take the verdict late, and needs nothing of us for that
            known.settled().map(TaskKeeper.Settle::new).ifPresent(home::keep);
        } else {
            watchers.tell(Seen.of(known));
        }
    }

    private void end(Known ended) {
        bench.quit();
        deadline.cancel();
        cancelAsked = false;
        losses.forget();
        home.restSoon();
        watchers.tellLast(Seen.of(ended));
        if (newerComes) load();
    }
}
