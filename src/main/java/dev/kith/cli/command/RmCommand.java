package dev.kith.cli.command;

import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kith rm}: deletes documents for good. */
@Command(
        name = "rm",
        description = {
            "Delete documents for good, on all agents.",
            "With --json one line for each, as the agent answered."
        })
public final class RmCommand implements Callable<Integer> {
    private final Globals globals;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of documents.")
    private List<String> ids = new ArrayList<>();

    public RmCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        ExitCode worst = ExitCode.DONE;
        try (AgentClient client = globals.client()) {
            for (String id : ids) {
                ExitCode code = remove(client, id);
                if (worst != ExitCode.FAILED && code != ExitCode.DONE) worst = code;
            }
        }
        return worst.number();
    }

    private ExitCode remove(AgentClient client, String id) {
        Reply reply =
                client.delete(AgentClient.path("v1", "documents", id) + globals.collectionQuery());
        try {
            reply.orFail();
        } catch (CommandFailed e) {
            if (e.code() == ExitCode.NO_AGENT) throw e;
            globals.note(globals.errStyle().bad("kept " + id) + ": " + e.what());
            return e.code();
        }
        if (globals.json()) {
            if (!reply.body().isBlank()) globals.print(reply.body().strip());
        } else {
            globals.print("deleted " + id);
        }
        return ExitCode.DONE;
    }
}
