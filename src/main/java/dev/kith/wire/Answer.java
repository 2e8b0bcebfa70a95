package dev.kith.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kith.model.Failure;

/** How a trade (chunker, embedder) answers a sealed request: exactly once. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Answer.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Answer.Refused.class, name = "refused")
})
public sealed interface Answer extends Wire {

    /**
     * It was done.
     *
     * @param part what the asker called this request
     * @param result a {@code result} envelope, addressed to the asker's did
     */
    record Done(String part, Sealed result) implements Answer {}

    /**
     * It was not done, and why.
     *
     * @param agent did of the agent that refused, so that three distinct ones can be counted
     */
    record Refused(String part, String agent, Failure failure) implements Answer {}
}
