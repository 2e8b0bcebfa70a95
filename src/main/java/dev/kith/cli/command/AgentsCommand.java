package dev.kith.cli.command;

import dev.kith.api.AgentAnswer;
import dev.kith.api.AgentList;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Reply;
import dev.kith.cli.terminal.Table;
import dev.kith.cli.terminal.Table.Column;
import dev.kith.cli.terminal.Units;
import dev.kith.model.AgentId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code kith agents}: who is here and how they are. */
@Command(name = "agents", description = "Show the agents of the network and their load.")
public final class AgentsCommand implements Callable<Integer> {
    private static final Set<String> EVERYTHING =
            Set.of("chunk", "embed", "aggregate", "store", "task", "gateway");

    private final Globals globals;

    public AgentsCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        try (AgentClient client = globals.client()) {
            Reply reply = client.get("/v1/agents").orFail();
            List<AgentAnswer> agents = reply.as(AgentList.class).agents();
            if (globals.json()) {
                globals.print(reply.body().strip());
            } else {
                table(agents).lines(globals.style()).forEach(globals::print);
            }
        }
        return ExitCode.DONE.number();
    }

    private static Table table(List<AgentAnswer> agents) {
        Table table =
                new Table(
                        List.of(
                                Column.left("NAME"),
                                Column.left("AGENT"),
                                Column.left("STATUS"),
                                Column.right("COPIES"),
                                Column.right("LOAD"),
                                Column.right("MEMORY"),
                                Column.right("DISK FREE"),
                                Column.right("TEXTS/S"),
                                Column.left("ADDRESS"),
                                Column.left("DOES")));
        for (AgentAnswer agent : agents) {
            AgentAnswer.Vitals vitals = agent.vitals();
            table.row(
                    agent.name() + (agent.self() ? " *" : ""),
                    shortId(agent.id()),
                    agent.status() + (agent.quarantined() ? ", quarantined" : ""),
                    Units.count(agent.copies().size()),
                    vitals.load() < 0 ? "-" : Units.decimal(vitals.load() * 100, 0) + "%",
                    Units.bytes(vitals.memoryUsed()),
                    Units.bytes(vitals.diskFree()),
                    Units.rate(vitals.textsPerSecond()),
                    agent.http().orElse(agent.address()),
                    does(agent.capabilities()));
        }
        return table;
    }

    /** In one word where it does everything, so that a line fits onto a terminal. */
    private static String does(List<String> capabilities) {
        return capabilities.containsAll(EVERYTHING) ? "all" : String.join(",", capabilities);
    }

    private static String shortId(String did) {
        try {
            return new AgentId(did).shortForm();
        } catch (IllegalArgumentException e) {
            return did;
        }
    }
}
