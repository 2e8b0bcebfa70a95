package dev.kith.task.search;

import dev.kith.aggregate.search.SearchDesk;
import dev.kith.embed.Embedder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * The neighbours as Pekko's receptionist knows them: it leaves out those on agents that cannot be
 * reached. One writer, any number of readers.
 */
public final class LiveNeighbours implements Neighbours {
    private final RandomGenerator random;
    private volatile List<ActorRef<Embedder.Command>> embedders = List.of();
    private volatile List<ActorRef<SearchDesk.Command>> desks = List.of();

    /** Nobody, until {@link #listener} runs; {@code random} must be safe from any thread. */
    public LiveNeighbours(RandomGenerator random) {
        this.random = random;
    }

    /** The one actor that keeps this up to date. */
    public Behavior<Receptionist.Listing> listener() {
        return Behaviors.setup(context -> {
            var receptionist = context.getSystem().receptionist();
            receptionist.tell(Receptionist.subscribe(Embedder.KEY, context.getSelf()));
            receptionist.tell(Receptionist.subscribe(SearchDesk.KEY, context.getSelf()));
            return Behaviors.receiveMessage(listing -> {
                if (listing.isForKey(Embedder.KEY)) {
                    embedders = List.copyOf(listing.getServiceInstances(Embedder.KEY));
                } else {
                    desks = List.copyOf(listing.getServiceInstances(SearchDesk.KEY));
                }
                return Behaviors.same();
            });
        });
    }

    @Override
    public List<ActorRef<Embedder.Command>> embedders() {
        return ordered(embedders);
    }

    @Override
    public List<ActorRef<SearchDesk.Command>> searchDesks() {
        return ordered(desks);
    }

    private <T> List<ActorRef<T>> ordered(Collection<ActorRef<T>> all) {
        var ordered = new ArrayList<>(all);
        Collections.shuffle(ordered, random);
        ordered.sort((a, b) -> Boolean.compare(here(b), here(a)));
        return ordered;
    }

    private static boolean here(ActorRef<?> actor) {
        return actor.path().address().hasLocalScope();
    }
}
