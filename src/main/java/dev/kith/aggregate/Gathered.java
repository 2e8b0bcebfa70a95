package dev.kith.aggregate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kith.model.Failure;
import dev.kith.wire.Answer;
import dev.kith.wire.VectorizeResult;
import dev.kith.wire.Wire;
import org.apache.pekko.actor.typed.ActorRef;

/** What an aggregator tells whoever expects a part: {@link Ready} first, then how it went. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Gathered.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = Gathered.Complete.class, name = "complete"),
    @JsonSubTypes.Type(value = Gathered.Incomplete.class, name = "incomplete")
})
public sealed interface Gathered extends Wire {

    /** What the asker called this part. */
    String part();

    /**
     * The part is awaited; ask embedders now.
     *
     * @param inbox who their answers go to
     */
    record Ready(String part, ActorRef<Answer> inbox) implements Gathered {}

    /** As many agents as wanted did it, and they agree. */
    record Complete(String part, VectorizeResult result) implements Gathered {}

    /**
     * An agent refused, or what it sent is not to be believed; the part is still awaited.
     *
     * @param agent did of that agent; empty where it is not known
     */
    record Incomplete(String part, String agent, Failure failure) implements Gathered {}
}
