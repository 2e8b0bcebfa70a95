package dev.kith.task.story;

import dev.kith.wire.Wire;
import java.util.List;

/**
 * What a task remembers of its tries.
 *
 * @param since when it began to remember here, milliseconds since 1970; what was before, it has
 *     forgotten
 * @param tries in the order in which they began
 * @param forgotten earlier ones since then that had no room
 */
public record Story(long since, List<Try> tries, int forgotten) implements Wire {
    public Story {
        tries = List.copyOf(tries);
    }
}
