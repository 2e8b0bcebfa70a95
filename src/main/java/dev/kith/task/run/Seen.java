package dev.kith.task.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kith.model.Failure;
import dev.kith.task.Tasks;
import dev.kith.task.state.Known;
import dev.kith.wire.Wire;

/** What a task tells of itself. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Seen.Shown.class, name = "shown"),
    @JsonSubTypes.Type(value = Seen.Unknown.class, name = "unknown")
})
public sealed interface Seen extends Wire {

    /** The present of a task that is known. */
    static Seen of(Known known) {
        return new Shown(known.view());
    }

    /** How far it is. */
    record Shown(Tasks.View view) implements Seen {}

    /** NOT_FOUND, or why the store could not say. */
    record Unknown(Failure failure) implements Seen {}
}
