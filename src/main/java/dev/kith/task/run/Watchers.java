package dev.kith.task.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/** Who wants to know of one task: once, or at every change; bounded. */
final class Watchers {
    private final int max;
    private final Set<ActorRef<Seen>> watching = new LinkedHashSet<>();
    private final Deque<ActorRef<Seen>> asking = new ArrayDeque<>();

    Watchers(int max) {
        this.max = max;
    }

    /** Wants every change; the eldest makes room. */
    void watch(ActorRef<Seen> who) {
        if (!watching.contains(who) && watching.size() == max) {
            watching.remove(watching.iterator().next());
        }
        watching.add(who);
    }

    /** Wants the next answer only; the eldest makes room. */
    void ask(ActorRef<Seen> who) {
        if (asking.size() == max) asking.remove();
        asking.add(who);
    }

    void gone(ActorRef<Seen> who) {
        watching.remove(who);
    }

    /** Tells all. */
    void tell(Seen seen) {
        List<ActorRef<Seen>> all = new ArrayList<>(watching);
        all.addAll(asking);
        asking.clear();
        all.forEach(who -> who.tell(seen));
    }

    /** Tells all for the last time. */
    void tellLast(Seen seen) {
        tell(seen);
        watching.clear();
    }

    boolean isEmpty() {
        return watching.isEmpty() && asking.isEmpty();
    }
}
