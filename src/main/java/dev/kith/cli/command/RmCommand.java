package dev.kith.cli.command;

import dev.kith.api.HoldingsAnswer;
import dev.kith.api.HoldingsAnswer.Holding;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Reply;
import dev.kith.cli.terminal.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kith rm}: deletes documents for good. */
@Command(
        name = "rm",
        description = {
            "Delete documents for good, on all agents.",
            "With --verify nothing is deleted: each copy says what it still holds of them.",
            "With --json one line for each, as the agent answered.",
            "With --verify it ends with 5 while anything is left, or a copy does not answer."
        })
public final class RmCommand implements Callable<Integer> {
    private final Globals globals;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of documents.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--verify",
            description = "Delete nothing; show what each copy still holds of the documents.")
    private boolean verify;

    public RmCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        ExitCode worst = ExitCode.DONE;
        try (AgentClient client = globals.client()) {
            for (String id : ids) {
                ExitCode code = verify ? verify(client, id) : remove(client, id);
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

    private ExitCode verify(AgentClient client, String id) {
        Reply reply =
                client.get(AgentClient.path("v1", "copies", id) + globals.collectionQuery())
                        .orFail();
        HoldingsAnswer found = reply.as(HoldingsAnswer.class);
        if (globals.json()) {
            globals.print(reply.body().strip());
        } else {
            globals.print(id + (found.gone() ? ": gone from all copies" : ": not gone"));
            for (Holding holding : found.copies()) {
                globals.print("  " + holding.agent() + ": " + left(holding));
            }
            int silent = found.copiesNow() - found.copies().size();
            if (silent > 0) globals.print("  " + Units.count(silent, "copy") + " did not answer");
        }
        return found.gone() ? ExitCode.DONE : ExitCode.PARTIAL;
    }

    private static String left(Holding holding) {
        var words = new ArrayList<String>();
        words.add(holding.state());
        words.add(Units.count(holding.parts()) + " parts");
        if (holding.behind()) words.add("still catching up");
        if (holding.erasable()) words.add("deleted bytes wait to leave the disk");
        if (holding.setAside() > 0) {
            words.add(Units.count(holding.setAside()) + " damaged database(s) set aside");
        }
        return holding.gone() ? "nothing left" : String.join(", ", words);
    }
}
