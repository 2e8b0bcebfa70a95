package dev.kith.task.search;

import dev.kith.aggregate.search.SearchDesk;
import dev.kith.embed.Embedder;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The agents that can help a search and are reached now, in the order to ask them: this agent
 * first, then the others in any order. Answers from memory; safe from any thread.
 */
public interface Neighbours {

    /** Who embeds queries. */
    List<ActorRef<Embedder.Command>> embedders();

    /** Who gathers searches. */
    List<ActorRef<SearchDesk.Command>> searchDesks();
}
