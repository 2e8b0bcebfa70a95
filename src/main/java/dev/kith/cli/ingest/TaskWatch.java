package dev.kith.cli.ingest;

import dev.kith.api.TaskAnswer;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.Backoff;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.Reply;
import java.util.Optional;

/** Waits for a task's end by looking at it now and then. */
final class TaskWatch {
    private final AgentClient client;
    private final Patience patience;

    TaskWatch(AgentClient client, Patience patience) {
        this.client = client;
        this.patience = patience;
    }

    /** How it ended. */
    sealed interface End {}

    /** The document is searchable. */
    record Completed() implements End {}

    /** It is not, and why. */
    record Ended(String reason) implements End {}

    /** No agent knows the task: send the document again. */
    record Unknown() implements End {}

    /** Looks until the task ends, or nothing has moved for too long. */
    End await(String task) {
        Backoff backoff = patience.backoff();
        int chunks = 0;
        while (true) {
            Optional<TaskAnswer> seen = Optional.empty();
            try {
                Reply reply = client.get(AgentClient.path("v1", "tasks", task));
                if (reply.status() == 404) return new Unknown();
                if (reply.good()) seen = Optional.of(reply.as(TaskAnswer.class));
            } catch (CommandFailed e) {
                if (patience.over()) throw e;
            }
            switch (seen.map(TaskAnswer::state).orElse("")) {
                case "completed" -> {
                    patience.reset();
                    return new Completed();
                }
                case "failed", "canceled" -> {
                    patience.reset();
                    return new Ended(
                            seen.flatMap(TaskAnswer::reason).map(Reply::text).orElse("canceled"));
                }
                default -> {}
            }
            int now = seen.map(TaskAnswer::chunksDone).orElse(chunks);
            if (now > chunks) patience.reset();
            chunks = now;
            if (patience.over()) {
                String waiting = seen.flatMap(TaskAnswer::waiting).map(w -> ": " + w).orElse("");
                return new Ended("accepted, but not searchable yet" + waiting + " (`kith tasks`)");
            }
            patience.rest(Optional.empty(), backoff);
        }
    }
}
